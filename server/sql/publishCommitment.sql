-- Publishes a submitted commitment.
select registry.apply_transition('commitment', :commitment_id, 'publish', :if_match, :body::jsonb);

select {columns} from api.commitment where id = :commitment_id;
