-- Deploy forum:survey to pg
-- The figures of the annual survey held against those before: a leap is asked back, not refused.

begin;
set local role forum_owner;

-- What is compared: each figure, and of the investments the sum, where the currency is the same.
create function registry.survey_totals(figures jsonb) returns table (name text, value numeric, currency text)
language sql immutable strict parallel safe
begin atomic
    select e.key, (e.value #>> '{}')::numeric, null::text
    from jsonb_each(figures) e
    where jsonb_typeof(e.value) = 'number'
    union all
    select 'investments', sum((i.value ->> 'amount')::numeric), coalesce(figures ->> 'currency', 'RSD')
    from jsonb_array_elements(figures -> 'investments') i
    having count(*) > 0;
end;
comment on function registry.survey_totals(jsonb) is 'The figures of a survey by name, and the sum of its investments.';

-- The report before: of the same member, the last one with figures whose period ended before this
-- one's began, and which was handed in. With the asker's eyes, who sees all reports of their member.
create function registry.ask_about_figures(report_id uuid, confirmed jsonb) returns void
language plpgsql stable
as $$
declare
    report record;
    former record;
    questions jsonb;
begin
    select r.member_id, r.period_start, r.figures into report from registry.report r where r.id = report_id;
    if report.figures is null then
        return;
    end if;
    select r.period_end, r.figures into former
    from registry.report r
    where r.member_id = report.member_id and r.period_end < report.period_start
      and r.figures is not null and r.status in ('submitted', 'published')
    order by r.period_end desc, (r.status = 'published') desc, r.created_at desc
    limit 1;
    if former.figures is null then
        return;
    end if;
    select jsonb_agg(jsonb_build_object(
               'pointer', '/figures/' || n.name,
               'code', 'factor_of_ten',
               'value', n.value,
               'former_value', f.value,
               'former_period_end', former.period_end,
               'message', format('%s %s, and was %s in the report until %s. If that is right, submit again with "/figures/%s" in confirm.',
                                 case n.name when 'investments' then 'The sum of the investments is' else n.name || ' is' end,
                                 n.value, f.value, former.period_end, n.name)) order by n.name)
    into questions
    from registry.survey_totals(report.figures) n
    join registry.survey_totals(former.figures) f on f.name = n.name and f.currency is not distinct from n.currency
    where least(n.value, f.value) > 0
      and greatest(n.value, f.value) >= 10 * least(n.value, f.value)
      and not coalesce(confirmed ? ('/figures/' || n.name), false);
    if questions is not null then
        perform registry.ask(
            case jsonb_array_length(questions)
                when 1 then '1 figure is ten times what it was, or a tenth.'
                else format('%s figures are ten times what they were, or a tenth.', jsonb_array_length(questions))
            end, questions);
    end if;
end
$$;
comment on function registry.ask_about_figures(uuid, jsonb) is
    'Asks back (409 please-confirm) the figures of a report that differ tenfold from those before and are not among the confirmed pointers.';
grant execute on function registry.survey_totals(jsonb), registry.ask_about_figures(uuid, jsonb),
    registry.ask(text, jsonb) to forum_app;

commit;
