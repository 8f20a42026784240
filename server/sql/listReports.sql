-- Lists reports that the asker may see, filtered and in the order asked for.
select {columns}
from {rows report} r
{found report}
[[ cross join lateral (
    select case when :highlight::boolean then registry.highlights(:q, jsonb_build_object(
        'title.sr', r.title ->> 'sr', 'title.en', r.title ->> 'en')) end as highlights) highlighted ]]
where true
[[ and r.status in :status ]]
[[ and r.member_id in :member_id ]]
[[ and r.member_id in (select m.id from {rows member} m where m.sector in :sector) ]]
[[ and r.member_id in (select m.id from {rows member} m where m.country in :country) ]]
[[ and r.member_id in (select m.id from {rows member} m where m.size in :size) ]]
[[ and r.kind in :kind ]]
[[ and r.frameworks && :framework::text[] ]]
[[ and r.languages && :language::text[] ]]
[[ and r.assurance_level in :assurance_level ]]
-- A report covers commitments of its own member, by which there is an index.
[[ and r.commitment_ids && :commitment_id::uuid[]
   and r.member_id in (select c.member_id from {rows commitment} c where c.id in :commitment_id) ]]
[[ and (r.document is not null) = :has_document ]]
[[ and (r.figures is not null) = :has_figures ]]
-- The year twice: the first has an index for the default order, the second a range of the one by date.
[[ and registry.year_of(r.period_end) = :year::integer
   and r.period_end between make_date(:year::integer, 1, 1) and make_date(:year::integer, 12, 31) ]]
[[ and r.period_start >= :period_start.gte ]]
[[ and r.period_start <= :period_start.lte ]]
[[ and r.period_end >= :period_end.gte ]]
[[ and r.period_end <= :period_end.lte ]]
[[ and r.published_at >= :published_at.gte ]]
[[ and r.published_at <= :published_at.lte ]]
[[ and r.created_at >= :created_at.gte ]]
[[ and r.created_at <= :created_at.lte ]]
[[ and r.updated_at >= :updated_at.gte ]]
[[ and r.updated_at <= :updated_at.lte ]]
{after}
{page};
