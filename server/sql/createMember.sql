-- Enters an application for membership; whoever applies without an account gets a key that sees it.
insert into registry.member (id, {body_columns})
select :new_id::uuid, {body_columns} from jsonb_populate_record(null::registry.member, {body});

select registry.admit_applicant(:new_id::uuid, :new_key_id::uuid, :new_key_digest::bytea);

select {columns Member}, case when registry.actor() = :new_key_id::uuid then :new_key::text end as key
from api.member
where id = :new_id::uuid;
