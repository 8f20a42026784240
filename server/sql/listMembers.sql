-- Lists members that the asker may see, filtered and in the order asked for.
select {columns}
from {rows member} m
{found member}
[[ cross join lateral (
    select case when :highlight::boolean then registry.highlights(:q, jsonb_build_object(
        'name', m.name, 'former_names', (select string_agg(f ->> 'name', ', ') from jsonb_array_elements(m.former_names) f),
        'description.sr', m.description ->> 'sr', 'description.en', m.description ->> 'en')) end as highlights) highlighted ]]
where true
[[ and m.status in :status ]]
[[ and m.kind = :kind ]]
[[ and m.sector in :sector ]]
[[ and m.country in :country ]]
[[ and m.size in :size ]]
[[ and starts_with(m.activity, :activity) ]]
[[ and m.legal_form in :legal_form ]]
[[ and m.city in :city ]]
[[ and m.employees >= :employees.gte ]]
[[ and m.employees <= :employees.lte ]]
[[ and m.joined_on >= :joined_on.gte ]]
[[ and m.joined_on <= :joined_on.lte ]]
[[ and m.reporting in :reporting ]]
[[ and m.reporting_due_on >= :reporting_due_on.gte ]]
[[ and m.reporting_due_on <= :reporting_due_on.lte ]]
[[ and (m.softened_commitments > 0) = :softened ]]
[[ and m.pib = :pib ]]
[[ and m.mb = :mb ]]
[[ and m.lei = :lei ]]
[[ and m.isin = :isin ]]
[[ and m.vat_number = :vat_number ]]
[[ and m.id in (select n.id from registry.member n where n.name = :name
                union all select f.member_id from registry.former_name f where f.name = :name) ]]
[[ and :as_of::timestamptz is not null
   and (m.name = :name or m.former_names @> jsonb_build_array(jsonb_build_object('name', :name::text))) ]]
[[ and m.created_at >= :created_at.gte ]]
[[ and m.created_at <= :created_at.lte ]]
[[ and m.updated_at >= :updated_at.gte ]]
[[ and m.updated_at <= :updated_at.lte ]]
{after}
{page};
