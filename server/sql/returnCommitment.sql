-- Returns a submitted commitment to its member, with a note.
select registry.apply_transition('commitment', :commitment_id, 'return', :if_match, :body::jsonb);

select {columns} from api.commitment where id = :commitment_id;
