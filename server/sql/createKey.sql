-- Makes a key; its text is in this answer and never again.
insert into registry.key (id, digest, {body_columns})
select :new_key_id::uuid, :new_key_digest::bytea, {body_columns} from jsonb_populate_record(null::registry.key, {body});

select {columns Key}, :new_key::text as key from api.key where id = :new_key_id::uuid;
