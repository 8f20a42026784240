-- Creates a draft commitment of a member.
select registry.check_owner('member', :member_id);

insert into registry.commitment (id, member_id, {body_columns})
select :new_id::uuid, :member_id::uuid, {body_columns} from jsonb_populate_record(null::registry.commitment, {body});

select {columns} from api.commitment where id = :new_id::uuid;
