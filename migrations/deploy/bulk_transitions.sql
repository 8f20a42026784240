-- Deploy forum:bulk_transitions to pg
-- One action on many rows in one statement, for imports: a row costs a third of what it costs alone.

begin;
set local role forum_owner;

-- All or nothing. It decides by the same table as registry.apply_transition and says only which
-- rows it would refuse; taken alone, each of them hears why.
create function registry.apply_transitions(resource text, row_ids uuid[], action text, effective_on date[], reason text)
    returns integer
language plpgsql security definer
as $$
<<decision>>
declare
    asker text := registry.role();
    today date := registry.today();
    refused uuid[];
    ignored text;
    changed integer;
begin
    if not registry.is_staff() then
        perform registry.refuse(403, 'Many rows at once are for staff.');
    end if;
    if cardinality(row_ids) is distinct from cardinality(effective_on) or not registry.is_set(row_ids)
       or not (resource, action) in (('member', 'approve'), ('commitment', 'submit'), ('commitment', 'publish'),
                                     ('commitment', 'achieve'), ('commitment', 'miss'), ('commitment', 'withdraw')) then
        raise exception using errcode = 'invalid_parameter_value',
            message = format('"%s" of many %ss needs each id once and as many days', action, resource);
    end if;

    -- Locked in the order of their ids, so that two callers never wait for each other in a ring.
    if resource = 'member' then
        perform from registry.member m where m.id = any (row_ids) order by m.id for no key update;
    else
        perform from registry.commitment c where c.id = any (row_ids) order by c.id for no key update;
    end if;
    refused := array(
        select item.id
        from unnest(row_ids, apply_transitions.effective_on) item(id, day)
        left join (select m.id, m.status, m.status_effective_on, m.reapplied_on is not null as reapplied
                   from registry.member m where resource = 'member' and m.id = any (row_ids)
                   union all
                   select c.id, c.status, c.status_effective_on, false
                   from registry.commitment c where resource = 'commitment' and c.id = any (row_ids)) held using (id)
        left join registry.transition t
            on t.resource = apply_transitions.resource and t.action = apply_transitions.action
           and t.from_status = held.status and asker = any (t.roles)
           and (t.reapplied is null or t.reapplied = held.reapplied)
        where t.action is null
           or coalesce(item.day, today) not between date '1990-01-01' and today
           or (held.status not in ('applied', 'draft', 'submitted', 'returned')
               and coalesce(item.day, today) < held.status_effective_on)
           or (t.needs_reason and reason is null)
           or (reason is not null and not exists (
                   select from registry.taxonomy_entry e
                   where e.taxonomy = 'status_reasons' and e.code = reason and e.level in (apply_transitions.resource, 'any'))));
    if cardinality(refused) > 0 then
        perform registry.refuse(409, format('"%s" is not possible for %s of the %ss.', action, cardinality(refused), resource),
            jsonb_build_object('refused', refused));
    end if;

    ignored := set_config('forum.action', action, true)
            || set_config('forum.reason', coalesce(reason, ''), true)
            || set_config('forum.note', '', true);
    if resource = 'member' then
        update registry.member m
        set status = 'active',
            status_effective_on = coalesce(item.day, today),
            status_reason = apply_transitions.reason,
            joined_on = coalesce(m.joined_on, item.day, today),
            unreported_year = case when m.joined_on is null then extract(year from coalesce(item.day, today)) else m.unreported_year end,
            reapplied_on = null
        from unnest(row_ids, apply_transitions.effective_on) item(id, day)
        where m.id = item.id;
        get diagnostics changed = row_count;
        insert into registry.membership as s (member_id, started_on)
        select item.id, coalesce(item.day, today) from unnest(row_ids, apply_transitions.effective_on) item(id, day)
        on conflict on constraint membership_pkey do update set ended_on = null, end_reason = null;
    else
        update registry.commitment c
        set status = t.to_status,
            status_effective_on = coalesce(item.day, today),
            status_reason = apply_transitions.reason,
            review_note = null,
            published_at = case when t.to_status = 'published' then coalesce(c.published_at, registry.moment()) else c.published_at end
        from unnest(row_ids, apply_transitions.effective_on) item(id, day), registry.transition t
        where c.id = item.id
          and t.resource = apply_transitions.resource and t.action = apply_transitions.action
          and t.from_status = c.status and asker = any (t.roles);
        get diagnostics changed = row_count;
    end if;
    ignored := set_config('forum.action', '', true) || set_config('forum.reason', '', true);
    return changed;
end
$$;
comment on function registry.apply_transitions(text, uuid[], text, date[], text) is
    'Takes one action on many members or commitments, all or none; null is today. For imports.';
grant execute on function registry.apply_transitions(text, uuid[], text, date[], text) to forum_app;

commit;
