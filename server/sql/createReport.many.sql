-- Creates draft reports of a member from many rows.
select registry.check_owner('member', :member_id);

select {columns}
from registry.create_many('report', jsonb_build_object('member_id', :member_id::uuid), :defaults::jsonb, :rows::jsonb,
                          :lenient::boolean, :dry_run::boolean, :most_errors::integer);
