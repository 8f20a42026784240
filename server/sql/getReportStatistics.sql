-- Counts reports in groups. The row of their total is the first.
-- In `facts` each report counts once, with all of its frameworks; `g` takes those apart.
with facts as materialized (
    select {groups}
        [[measures=members whose, ]]
        count(*) as count
        [[measures=with_document , count(document) as with_document ]]
        [[measures=with_figures , count(figures) as with_figures ]]
        [[measures=assured , count(*) filter (where assurance_level <> 'none') as assured ]]
    from (
        select r.member_id, r.member_id as whose, r.kind, r.status, registry.year_of(r.period_end) as year,
               coalesce(nullif(r.frameworks, '{}'), '{null}') as framework, r.assurance_level, r.document, r.figures
               [[group_by=member_kind,sector,size,country,city , m.kind as member_kind, m.sector, m.size, m.country, m.city ]]
        from {rows report} r
        [[group_by=member_kind,sector,size,country,city left join {rows member} m on m.id = r.member_id ]]
        where true
{filters listReports}
    ) r
    group by {groups} [[measures=members whose, ]] ()
)
select {groups g}
    coalesce(sum(f.count), 0)::bigint as count
    [[measures=members , count(distinct f.whose) as members ]]
    [[measures=with_document , coalesce(sum(f.with_document), 0)::bigint as with_document ]]
    [[measures=with_figures , coalesce(sum(f.with_figures), 0)::bigint as with_figures ]]
    [[measures=assured , coalesce(sum(f.assured), 0)::bigint as assured ]]
from (values (false) [[, (:total::boolean) ]]) t(is_total)
left join facts f on true
left join lateral (select {groups f framework=unnest(f.framework)} true where not t.is_total) g on true
group by t.is_total, {groups g} ()
having t.is_total or sum(f.count) > 0
order by t.is_total desc, registry.check_groups(count(*) filter (where not t.is_total) over ()), {groups g} 1;
