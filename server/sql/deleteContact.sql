-- Deletes a contact person for good.
select registry.check_version('contact', :contact_id, :if_match);

delete from registry.contact where id = :contact_id returning id;
