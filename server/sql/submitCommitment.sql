-- Hands a draft or a returned commitment in for publication.
select registry.apply_transition('commitment', :commitment_id, 'submit', :if_match, :body::jsonb);

select {columns} from api.commitment where id = :commitment_id;
