-- Changes a member by a merge patch.
select registry.check_version('member', :member_id, :if_match);

select registry.set_reason(:change_reason);

update registry.member m
set ({body_columns}) = (
    select {body_columns}
    from jsonb_populate_record(null::registry.member, registry.merge_patch(to_jsonb(m), :body::jsonb)))
where m.id = :member_id;

select {columns} from api.member where id = :member_id;
