-- Creates a draft report of a member.
select registry.check_owner('member', :member_id);

insert into registry.report (id, member_id, {body_columns})
select :new_id::uuid, :member_id::uuid, {body_columns} from jsonb_populate_record(null::registry.report, {body});

select {columns} from api.report where id = :new_id::uuid;
