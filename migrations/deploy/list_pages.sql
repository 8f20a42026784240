-- Deploy forum:list_pages to pg
-- What lists are filtered, sorted and extended by.
--
-- `include` adds columns that are computed only when they are asked for: a column of a view that is not selected costs
-- nothing. They are read with the asker's eyes, as the rows themselves.

begin;
set local role forum_owner;

-- Lists are sorted and filtered by it. Behind a policy PostgreSQL uses an index on it only when the function is marked
-- leakproof: it is not inlined, because it is PL/pgSQL, and raises for no value that the table's constraints let in.
create function registry.progress_of(kind text, baseline numeric, target numeric, present numeric) returns numeric
language plpgsql immutable parallel safe
as $$
begin
    if kind = 'quantitative' then
        return round((present - baseline) / nullif(target - baseline, 0), 4);
    end if;
    return null;
end
$$;
comment on function registry.progress_of(text, numeric, numeric, numeric) is
    'The share of the way from baseline to target; indexes are made on it.';
grant execute on function registry.progress_of(text, numeric, numeric, numeric) to forum_app, forum_public;

-- Run by a superuser, because of the marks. Comparing two numbers tells nothing of them but the result, as with integers and
-- dates, which have the mark. A restored dump lacks those of pg_catalog and answers the same, slower.
reset role;
alter function registry.progress_of(text, numeric, numeric, numeric) leakproof;
alter function pg_catalog.numeric_lt(numeric, numeric) leakproof;
alter function pg_catalog.numeric_le(numeric, numeric) leakproof;
alter function pg_catalog.numeric_gt(numeric, numeric) leakproof;
alter function pg_catalog.numeric_ge(numeric, numeric) leakproof;
set local role forum_owner;

drop function past.commitment(timestamptz);
drop function past.report(timestamptz);

-- `today` stands last: lists filter by it, the contract's schema does not have it.
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
       registry.progress_of(c.kind, c.baseline_value, c.target_value, c.current_value) as progress,
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
              limit 20) e) as progress_entries,
       (select registry.today()) as today
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

-- By what changed, is new, or went far. Where an order of the same property begins or ends with what has none, the engine asks for
-- the page in two pieces of the same index (server/registry/compose.c).
create index commitment_updated_at on registry.commitment (updated_at, id);
create index commitment_published_at on registry.commitment (published_at, id);
create index commitment_progress on registry.commitment
    (registry.progress_of(kind, baseline_value, target_value, current_value), id);
create index commitment_unit on registry.commitment (unit, created_at, id);
create index commitment_amended on registry.commitment (created_at, id) where amended;
create index commitment_softened on registry.commitment (created_at, id) where softened;
comment on index registry.commitment_updated_at is 'GET /v1/commitments?updated_at.gte=&sort=updated_at, for whoever keeps a copy';
comment on index registry.commitment_published_at is 'GET /v1/commitments?sort=-published_at';
comment on index registry.commitment_progress is 'GET /v1/commitments?sort=progress, ?progress.gte=';
comment on index registry.commitment_unit is 'GET /v1/commitments?unit=';
comment on index registry.commitment_amended is 'GET /v1/commitments?amended=true';
comment on index registry.commitment_softened is 'GET /v1/commitments?softened=true';

create index member_updated_at on registry.member (updated_at, id);
create index member_employees on registry.member (employees, id);
create index member_city on registry.member (city, name, id);
create index member_softened_commitments on registry.member (softened_commitments, id);
comment on index registry.member_updated_at is 'GET /v1/members?updated_at.gte=&sort=updated_at, for whoever keeps a copy';
comment on index registry.member_employees is 'GET /v1/members?sort=-employees, ?employees.gte=';
comment on index registry.member_city is 'GET /v1/members?city=';
comment on index registry.member_softened_commitments is 'GET /v1/members?sort=-softened_commitments, ?softened=true';

create index report_updated_at on registry.report (updated_at, id);
create index report_published_at on registry.report (published_at, id);
comment on index registry.report_updated_at is 'GET /v1/reports?updated_at.gte=&sort=updated_at, for whoever keeps a copy';
comment on index registry.report_published_at is 'GET /v1/reports?sort=-published_at';
commit;
