-- Adds a progress entry to a published commitment.
select registry.check_owner('commitment', :commitment_id);

insert into registry.progress (id, commitment_id, {body_columns})
select :new_id::uuid, :commitment_id::uuid, {body_columns} from jsonb_populate_record(null::registry.progress, {body});

select {columns} from api.progress where id = :new_id::uuid;
