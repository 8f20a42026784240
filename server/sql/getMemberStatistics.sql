-- Counts members in groups, and sums what is known of them. The row of their total is the first.
with facts as materialized (
    select {groups}
        count(*) as count
        [[measures=employees , sum(employees) as employees ]]
        [[measures=with_employees , count(employees) as with_employees ]]
        [[measures=softened_commitments , sum(softened_commitments) as softened_commitments ]]
        [[measures=softened , count(*) filter (where softened_commitments > 0) as softened ]]
        [[measures=due , count(*) filter (where reporting = 'due') as due ]]
        [[measures=overdue , count(*) filter (where reporting = 'overdue') as overdue ]]
    from (
        select m.kind, m.status, m.sector, m.size, m.legal_form, m.country, m.city, registry.year_of(m.joined_on) as year, m.reporting,
               m.employees, m.softened_commitments
        from {rows member} m
        where true
{filters listMembers}
    ) m
    group by {groups} ()
)
select {groups g}
    coalesce(sum(f.count), 0)::bigint as count
    [[measures=employees , sum(f.employees)::bigint as employees ]]
    [[measures=with_employees , coalesce(sum(f.with_employees), 0)::bigint as with_employees ]]
    [[measures=softened_commitments , coalesce(sum(f.softened_commitments), 0)::bigint as softened_commitments ]]
    [[measures=softened , coalesce(sum(f.softened), 0)::bigint as softened ]]
    [[measures=due , coalesce(sum(f.due), 0)::bigint as due ]]
    [[measures=overdue , coalesce(sum(f.overdue), 0)::bigint as overdue ]]
from (values (false) [[, (:total::boolean) ]]) t(is_total)
left join facts f on true
left join lateral (select {groups f} true where not t.is_total) g on true
group by t.is_total, {groups g} ()
having t.is_total or sum(f.count) > 0
order by t.is_total desc, registry.check_groups(count(*) filter (where not t.is_total) over ()), {groups g} 1;
