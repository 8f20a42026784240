-- Sums the survey's figures of reports, in groups. The row of their total is the first.
-- `facts` has a row for each report with figures; `g` takes its investments apart by what is grouped by, so that a report counts once
-- in each group. A figure of the whole report is no area's and no form's: is_whole says whether a row may have it.
with facts as materialized (
    select {groups} whose, figures, coalesce(figures ->> 'currency', 'RSD') as money
    from (
        select r.member_id, r.member_id as whose, r.kind, r.status, registry.year_of(r.period_end) as year, coalesce(r.figures ->> 'currency', 'RSD') as currency,
               null::text as area, null::text as form, r.figures
               [[group_by=member_kind,sector,size,country,city , m.kind as member_kind, m.sector, m.size, m.country, m.city ]]
        from {rows report} r
        [[group_by=member_kind,sector,size,country,city left join {rows member} m on m.id = r.member_id ]]
        where r.figures is not null
{filters listReports}
    ) r
)
select {groups g}
    count(f.figures) as count
    [[measures=members , count(distinct f.whose) as members ]]
    [[measures=amount
      , case when min(f.money) filter (where g.amount is not null) = max(f.money) filter (where g.amount is not null)
             then trim_scale(sum(g.amount)) end as amount ]]
    [[measures=organisations , case when t.is_whole then trim_scale(sum((f.figures ->> 'organisations')::numeric)) end as organisations ]]
    [[measures=projects , case when t.is_whole then trim_scale(sum((f.figures ->> 'projects')::numeric)) end as projects ]]
    [[measures=direct_beneficiaries
      , case when t.is_whole then trim_scale(sum((f.figures ->> 'direct_beneficiaries')::numeric)) end as direct_beneficiaries ]]
    [[measures=own_volunteering_projects
      , case when t.is_whole then trim_scale(sum((f.figures ->> 'own_volunteering_projects')::numeric)) end as own_volunteering_projects ]]
    [[measures=external_volunteering_projects
      , case when t.is_whole then trim_scale(sum((f.figures ->> 'external_volunteering_projects')::numeric)) end as external_volunteering_projects ]]
    [[measures=volunteers , case when t.is_whole then trim_scale(sum((f.figures ->> 'volunteers')::numeric)) end as volunteers ]]
    [[measures=volunteering_hours
      , case when t.is_whole then trim_scale(sum((f.figures ->> 'volunteering_hours')::numeric)) end as volunteering_hours ]]
    [[measures=recycled_kg , case when t.is_whole then trim_scale(sum((f.figures ->> 'recycled_kg')::numeric)) end as recycled_kg ]]
    [[measures=aligned_with_sdgs
      , case when t.is_whole then count(*) filter (where (f.figures ->> 'aligned_with_sdgs')::boolean) end as aligned_with_sdgs ]]
from (
    select is_total, is_total or not (false [[group_by=area,form or true ]]) as is_whole
    from (values (false) [[, (:total::boolean) ]]) v(is_total)) t
left join facts f on true
left join lateral (
    select {groups i} sum(i.amount) as amount
    from (
        select {groups d area=x.area form=x.form} x.amount
        from (select true) one
        left join (select {groups f} true where not t.is_total) d on true
        left join (
            select case when not t.is_total then e.area end as area, case when not t.is_total then e.form end as form, e.amount
            from jsonb_to_recordset(f.figures -> 'investments') e(area text, form text, amount numeric)) x on true) i
    group by {groups i} ()
) g on true
group by t.is_total, t.is_whole, {groups g} ()
having t.is_total or count(f.figures) > 0
order by t.is_total desc, registry.check_groups(count(*) filter (where not t.is_total) over ()), {groups g} 1;
