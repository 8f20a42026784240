-- Counts commitments in groups, and sums what they promise and what was reached. The row of their total is the first.
-- In `facts` each commitment counts once, with all of its goals; `g` takes those apart.
with facts as materialized (
    select {groups}
        [[measures=members whose, ]]
        count(*) as count
        [[measures=quantitative , count(*) filter (where kind = 'quantitative') as quantitative ]]
        [[measures=amended , count(*) filter (where amended) as amended ]]
        [[measures=softened , count(*) filter (where softened) as softened ]]
        [[measures=achieved , count(*) filter (where status = 'achieved') as achieved ]]
        [[measures=missed , count(*) filter (where status = 'missed') as missed ]]
        [[measures=withdrawn , count(*) filter (where status = 'withdrawn') as withdrawn ]]
        [[measures=with_progress,average_progress , count(progress) as with_progress, sum(progress) as progress ]]
        [[measures=baseline_value,target_value,promised_change,reached_change,share_reached
          , min(unit) filter (where kind = 'quantitative') as first_unit, max(unit) filter (where kind = 'quantitative') as last_unit ]]
        [[measures=baseline_value , sum(baseline_value) filter (where kind = 'quantitative') as baseline_value ]]
        [[measures=target_value , sum(target_value) filter (where kind = 'quantitative') as target_value ]]
        [[measures=promised_change,share_reached
          , sum(abs(target_value - baseline_value)) filter (where kind = 'quantitative') as promised_change ]]
        [[measures=reached_change,share_reached
          , sum((current_value - baseline_value) * sign(target_value - baseline_value)) filter (where kind = 'quantitative')
            as reached_change ]]
    from (
        select c.member_id, c.member_id as whose, c.area, coalesce(nullif(c.sdgs, '{}'), '{null}') as sdg, c.status, c.health, c.kind, c.unit, c.direction,
               registry.year_of(c.due_on) as year, c.amended, c.softened, c.progress, c.baseline_value, c.target_value, c.current_value
               [[group_by=member_kind,sector,size,country,city , m.kind as member_kind, m.sector, m.size, m.country, m.city ]]
        from {rows commitment} c
        [[group_by=member_kind,sector,size,country,city left join {rows member} m on m.id = c.member_id ]]
        where true
{filters listCommitments}
    ) c
    group by {groups} [[measures=members whose, ]] ()
)
select {groups g}
    coalesce(sum(f.count), 0)::bigint as count
    [[measures=members , count(distinct f.whose) as members ]]
    [[measures=quantitative , coalesce(sum(f.quantitative), 0)::bigint as quantitative ]]
    [[measures=amended , coalesce(sum(f.amended), 0)::bigint as amended ]]
    [[measures=softened , coalesce(sum(f.softened), 0)::bigint as softened ]]
    [[measures=achieved , coalesce(sum(f.achieved), 0)::bigint as achieved ]]
    [[measures=missed , coalesce(sum(f.missed), 0)::bigint as missed ]]
    [[measures=withdrawn , coalesce(sum(f.withdrawn), 0)::bigint as withdrawn ]]
    [[measures=with_progress , coalesce(sum(f.with_progress), 0)::bigint as with_progress ]]
    [[measures=average_progress , round(sum(f.progress) / nullif(sum(f.with_progress), 0), 4) as average_progress ]]
    [[measures=baseline_value , case when min(f.first_unit) = max(f.last_unit) then trim_scale(sum(f.baseline_value)) end as baseline_value ]]
    [[measures=target_value , case when min(f.first_unit) = max(f.last_unit) then trim_scale(sum(f.target_value)) end as target_value ]]
    [[measures=promised_change , case when min(f.first_unit) = max(f.last_unit) then trim_scale(sum(f.promised_change)) end as promised_change ]]
    [[measures=reached_change , case when min(f.first_unit) = max(f.last_unit) then trim_scale(sum(f.reached_change)) end as reached_change ]]
    [[measures=share_reached
      , case when min(f.first_unit) = max(f.last_unit)
             then round(coalesce(sum(f.reached_change), 0) / nullif(sum(f.promised_change), 0), 4) end as share_reached ]]
from (values (false) [[, (:total::boolean) ]]) t(is_total)
left join facts f on true
left join lateral (select {groups f sdg=unnest(f.sdg)} true where not t.is_total) g on true
group by t.is_total, {groups g} ()
having t.is_total or sum(f.count) > 0
order by t.is_total desc, registry.check_groups(count(*) filter (where not t.is_total) over ()), {groups g} 1;
