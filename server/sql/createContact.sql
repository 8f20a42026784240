-- Adds a contact person to a member.
select registry.check_own('member', :member_id);

insert into registry.contact (id, member_id, {body_columns})
select :new_id::uuid, :member_id::uuid, {body_columns} from jsonb_populate_record(null::registry.contact, {body});

select {columns} from api.contact where id = :new_id::uuid;
