-- Closes a published commitment as missed.
select registry.apply_transition('commitment', :commitment_id, 'miss', :if_match, :body::jsonb);

select {columns} from api.commitment where id = :commitment_id;
