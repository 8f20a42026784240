-- Changes a contact person by a merge patch.
select registry.check_version('contact', :contact_id, :if_match);

update registry.contact c
set ({body_columns}) = (
    select {body_columns}
    from jsonb_populate_record(null::registry.contact, registry.merge_patch(to_jsonb(c), :body::jsonb)))
where c.id = :contact_id;

select {columns} from api.contact where id = :contact_id;
