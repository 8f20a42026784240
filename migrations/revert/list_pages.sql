-- Revert forum:list_pages from pg

begin;
set local role forum_owner;

drop index registry.report_published_at;
drop index registry.report_updated_at;
drop index registry.member_softened_commitments;
drop index registry.member_city;
drop index registry.member_employees;
drop index registry.member_updated_at;
drop index registry.commitment_softened;
drop index registry.commitment_amended;
drop index registry.commitment_unit;
drop index registry.commitment_progress;
drop index registry.commitment_published_at;
drop index registry.commitment_updated_at;
drop function past.commitment(timestamptz);
drop function past.report(timestamptz);
drop view api.commitment;
drop view api.report;

create view api.commitment with (security_invoker) as
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
       c.updated_at
from registry.commitment c
cross join lateral (
    select round(c.baseline_value + (c.target_value - c.baseline_value)
                     * least(greatest((select registry.today()) - c.starts_on, 0), c.due_on - c.starts_on)
                     / greatest(c.due_on - c.starts_on, 1),
                 greatest(scale(c.baseline_value), scale(c.target_value), 1)) as expected
) line;
comment on view api.commitment is 'Contract schema Commitment.';
grant select on api.commitment to forum_app, forum_public;

create view api.report with (security_invoker) as
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
       r.created_at, r.updated_at
from registry.report r;
comment on view api.report is 'Contract schema Report.';
grant select on api.report to forum_app, forum_public;

select registry.make_past_view('commitment');
select registry.make_past_view('report');

drop function registry.progress_of(text, numeric, numeric, numeric);
reset role;
alter function pg_catalog.numeric_lt(numeric, numeric) not leakproof;
alter function pg_catalog.numeric_le(numeric, numeric) not leakproof;
alter function pg_catalog.numeric_gt(numeric, numeric) not leakproof;
alter function pg_catalog.numeric_ge(numeric, numeric) not leakproof;

commit;
