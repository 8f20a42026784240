-- Deploy forum:list_pages to pg
-- What lists are filtered, sorted and extended by.
--
-- `include` adds columns that are computed only when they are asked for: a column of a view that is not selected costs
-- nothing. They are read with the asker's eyes, as the rows themselves.

begin;
set local role forum_owner;

drop function past.commitment(timestamptz);
drop function past.report(timestamptz);

create or replace view api.commitment with (security_invoker) as
select c.id,
       c.version,
       c.member_id,
       c.title,
       c.description,
       c.area,
       c.sdgs,
       c.kind,
       c.indicator,
       c.unit,
       c.direction,
       c.baseline_value,
       c.baseline_on,
       c.target_value,
       c.starts_on,
       c.due_on,
       c.source,
       c.embargo_until,
       c.status,
       c.status_effective_on,
       c.status_reason,
       c.review_note,
       c.amended,
       c.softened,
       c.published_at,
       c.current_value,
       c.current_value_on,
       case when c.current_value is not null and c.kind = 'quantitative'
            then round((c.current_value - c.baseline_value) / nullif(c.target_value - c.baseline_value, 0), 4)
       end as progress,
       case when c.status <> 'published' then null
            when c.kind = 'quantitative' and case c.direction when 'increase' then c.current_value >= c.target_value
                                                              else c.current_value <= c.target_value end then 'on_track'
            when (select registry.today()) > c.due_on then 'overdue'
            when c.current_value_on is null then 'no_data'
            when c.kind = 'qualitative' then 'on_track'
            when case c.direction when 'increase' then c.current_value < line.expected
                                  else c.current_value > line.expected end then 'behind'
            else 'on_track'
       end as health,
       case when c.status <> 'published' then null
            when c.kind = 'quantitative' and case c.direction when 'increase' then c.current_value >= c.target_value
                                                              else c.current_value <= c.target_value end
                 then c.current_value || ' reported on ' || c.current_value_on || ' reaches the target of ' || c.target_value
            when (select registry.today()) > c.due_on
                 then 'due on ' || c.due_on || ', '
                      || coalesce(coalesce(c.current_value || ' ', 'last ') || 'reported on ' || c.current_value_on, 'nothing reported')
            when c.kind = 'qualitative'
                 then coalesce('last reported on ' || c.current_value_on, 'nothing reported yet')
            else line.expected || ' expected by today, '
                 || coalesce(c.current_value || ' reported on ' || c.current_value_on, 'nothing reported yet')
       end as health_reason,
       case when current_user <> 'forum_public'
            then registry.allowed_actions('commitment', c.status, c.member_id)
       end as allowed_actions,
       c.created_at,
       c.updated_at,
       (select jsonb_build_object('id', m.id, 'name', m.name, 'kind', m.kind, 'country', m.country, 'city', m.city,
                                  'sector', m.sector, 'size', m.size, 'status', m.status)
        from registry.member m
        where m.id = c.member_id) as member,
       (select coalesce(jsonb_agg(jsonb_build_object('id', e.id, 'observed_on', e.observed_on, 'value', e.value, 'note', e.note,
                                                     'evidence_url', e.evidence_url)
                                  order by e.observed_on desc, e.created_at desc, e.id desc), '[]')
        from (select p.id, p.observed_on, p.value, p.note, p.evidence_url, p.created_at
              from registry.progress p
              where p.commitment_id = c.id and p.superseded_by is null
              order by p.observed_on desc, p.created_at desc, p.id desc
              limit 20) e) as progress_entries
from registry.commitment c
cross join lateral (
    select round(c.baseline_value + (c.target_value - c.baseline_value)
                     * least(greatest((select registry.today()) - c.starts_on, 0), c.due_on - c.starts_on)
                     / greatest(c.due_on - c.starts_on, 1),
                 greatest(scale(c.baseline_value), scale(c.target_value), 1)) as expected
) line;

create or replace view api.report with (security_invoker) as
select r.id, r.version, r.member_id, r.title, r.kind, r.period_start, r.period_end, r.languages, r.frameworks,
       r.assurance_level, r.assurance_provider, r.assurance_standard,
       case when r.commitment_ids = '{}' then r.commitment_ids
            else array(select i.id
                       from unnest(r.commitment_ids) with ordinality i(id, place)
                       join registry.commitment c on c.id = i.id
                       order by i.place)
       end as commitment_ids,
       r.document, r.figures, r.embargo_until, r.status, r.status_effective_on, r.review_note, r.superseded_by, r.published_at,
       case when current_user <> 'forum_public'
            then registry.allowed_actions('report', r.status, r.member_id)
       end as allowed_actions,
       r.created_at, r.updated_at,
       (select jsonb_build_object('id', m.id, 'name', m.name, 'kind', m.kind, 'country', m.country, 'city', m.city,
                                  'sector', m.sector, 'size', m.size, 'status', m.status)
        from registry.member m
        where m.id = r.member_id) as member,
       (select coalesce(jsonb_agg(jsonb_build_object('id', c.id, 'title', c.title, 'area', c.area, 'due_on', c.due_on, 'status', c.status)
                                  order by i.place), '[]')
        from unnest(r.commitment_ids) with ordinality i(id, place)
        join registry.commitment c on c.id = i.id) as commitments
from registry.report r;

select registry.make_past_view('commitment');
select registry.make_past_view('report');

commit;
