-- Closes a published commitment as achieved.
select registry.apply_transition('commitment', :commitment_id, 'achieve', :if_match, :body::jsonb);

select {columns} from api.commitment where id = :commitment_id;
