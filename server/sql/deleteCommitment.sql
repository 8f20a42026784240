-- Deletes a draft or a returned commitment; 409 once it was submitted.
select registry.check_version('commitment', :commitment_id, :if_match);

delete from registry.commitment where id = :commitment_id returning id;
