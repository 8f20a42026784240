-- Adds progress entries to a published commitment from many rows.
select registry.check_owner('commitment', :commitment_id);

select {columns}
from registry.create_many('progress', jsonb_build_object('commitment_id', :commitment_id::uuid), :defaults::jsonb, :rows::jsonb,
                          :lenient::boolean, :dry_run::boolean, :most_errors::integer);
