-- Changes a commitment by a merge patch; once it is published, this is an amendment and needs a reason.
select registry.check_version('commitment', :commitment_id, :if_match);

select registry.set_reason(:change_reason);

update registry.commitment c
set ({body_columns}) = (
    select {body_columns}
    from jsonb_populate_record(null::registry.commitment, registry.merge_patch(to_jsonb(c), :body::jsonb)))
where c.id = :commitment_id;

select {columns} from api.commitment where id = :commitment_id;
