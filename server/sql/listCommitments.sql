-- Lists commitments that the asker may see, filtered and in the order asked for.
select {columns}
from {rows commitment} c
{found commitment}
[[ cross join lateral (
    select case when :highlight::boolean then registry.highlights(:q, jsonb_build_object(
        'title.sr', c.title ->> 'sr', 'title.en', c.title ->> 'en', 'description.sr', c.description ->> 'sr',
        'description.en', c.description ->> 'en')) end as highlights) highlighted ]]
where true
[[ and c.status in :status ]]
[[ and c.member_id in :member_id ]]
[[ and c.member_id in (select m.id from {rows member} m where m.sector in :sector) ]]
[[ and c.member_id in (select m.id from {rows member} m where m.country in :country) ]]
[[ and c.member_id in (select m.id from {rows member} m where m.size in :size) ]]
[[ and c.area in :area ]]
[[ and c.sdgs && :sdg::integer[] ]]
[[ and c.kind = :kind ]]
-- What is published and, but for two of them, not due yet: both have indexes, health itself has none.
[[ and c.health in :health and c.status = 'published'
   and c.due_on >= case when :health::text[] && '{on_track,overdue}' then date '-infinity' else c.today end ]]
[[ and c.unit in :unit ]]
[[ and c.amended = :amended ]]
[[ and c.softened = :softened ]]
[[ and c.progress >= :progress.gte ]]
[[ and c.progress <= :progress.lte ]]
[[ and c.current_value_on >= :current_value_on.gte ]]
[[ and c.current_value_on <= :current_value_on.lte ]]
-- The year twice: the first has an index for the default order, the second a range of the one by date.
[[ and registry.year_of(c.due_on) = :year::integer
   and c.due_on between make_date(:year::integer, 1, 1) and make_date(:year::integer, 12, 31) ]]
[[ and c.starts_on >= :starts_on.gte ]]
[[ and c.starts_on <= :starts_on.lte ]]
[[ and c.due_on >= :due_on.gte ]]
[[ and c.due_on <= :due_on.lte ]]
[[ and c.published_at >= :published_at.gte ]]
[[ and c.published_at <= :published_at.lte ]]
[[ and c.created_at >= :created_at.gte ]]
[[ and c.created_at <= :created_at.lte ]]
[[ and c.updated_at >= :updated_at.gte ]]
[[ and c.updated_at <= :updated_at.lte ]]
{after}
{page};
