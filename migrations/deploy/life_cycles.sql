-- Deploy forum:life_cycles to pg
-- Every action on a life cycle goes through one function.

begin;
set local role forum_owner;

-- Locks the row first, so that of two actions at once the second sees what the first has done.
-- Which status holds is said by `status` now; from which day, by `effective_on`, which may lie in
-- the past (a decision entered later) but not in the future.
create function registry.apply_transition(resource text, row_id uuid, action text, if_match integer, details jsonb) returns uuid
language plpgsql security definer
as $$
<<decision>>
declare
    held registry.held_row := registry.hold(resource, row_id, if_match);
    asker text := registry.role();
    step registry.transition;
    applied_again date;
    faults jsonb := '[]';
    effective_on date := registry.today();
    reason text := details ->> 'reason';
    note text := details ->> 'note';
    successor uuid;
    ignored text;
begin
    if resource = 'member' and held.status in ('withdrawn', 'expelled') then
        select m.reapplied_on into applied_again from registry.member m where m.id = row_id;
    end if;
    select t.* into step
    from registry.transition t
    where t.resource = apply_transition.resource and t.action = apply_transition.action and t.from_status = held.status
      and asker = any (t.roles) and (t.reapplied is null or t.reapplied = (applied_again is not null));
    if not found then
        if not exists (select from registry.transition t
                       where t.resource = apply_transition.resource and t.action = apply_transition.action and asker = any (t.roles)) then
            perform registry.refuse(403, format('%s may not %s a %s.', coalesce('A key of the role ' || asker, 'Someone without a key'), action, resource));
        end if;
        perform registry.refuse(409,
            format('"%s" is not possible while the %s is %s%s.', action, resource, held.status,
                   coalesce('; possible: ' || nullif(array_to_string(registry.allowed_actions(resource, held.status, held.member_id), ', '), ''), '')),
            jsonb_build_object('status', held.status,
                               'allowed_actions', registry.allowed_actions(resource, held.status, held.member_id)));
    end if;

    -- Everything that is wrong with the details, at once.
    if details ? 'effective_on' and jsonb_typeof(details -> 'effective_on') <> 'null' then
        effective_on := (details ->> 'effective_on')::date;
        if effective_on > registry.today() then
            faults := faults || registry.fault('/effective_on', 'in_the_future', 'effective_on must not be in the future.');
        elsif effective_on < date '1990-01-01' then
            faults := faults || registry.fault('/effective_on', 'too_early', 'effective_on must not be before 1990.');
        elsif held.status not in ('applied', 'rejected', 'draft', 'submitted', 'returned') and effective_on < held.effective_on then
            faults := faults || registry.fault('/effective_on', 'too_early',
                format('effective_on must not be before %s, since when it is %s.', held.effective_on, held.status));
        end if;
    end if;
    if step.needs_reason and reason is null then
        faults := faults || registry.fault('/reason', 'required',
            'reason must be a code of /v1/taxonomies/status_reasons.');
    elsif reason is not null and not exists (
            select from registry.taxonomy_entry e
            where e.taxonomy = 'status_reasons' and e.code = reason and e.level in (apply_transition.resource, 'any')) then
        faults := faults || registry.fault('/reason', 'unknown',
            format('reason must be a code of /v1/taxonomies/status_reasons with the level %s or any.', resource));
    end if;
    if step.needs_note and coalesce(note, '') !~ '\S' then
        faults := faults || registry.fault('/note', 'required', 'note must say what to mend.');
    elsif char_length(note) > 2000 then
        faults := faults || registry.fault('/note', 'length', 'note must have at most 2000 characters.');
    end if;
    if step.to_status = 'superseded' then
        if details ->> 'superseded_by' is null then
            faults := faults || registry.fault('/superseded_by', 'required', 'superseded_by must be the id of the report that takes its place.');
        else
            select r.id into successor
            from registry.report r
            where r.id = (details ->> 'superseded_by')::uuid and r.id <> row_id
              and r.member_id = held.member_id and r.status = 'published'
              and (r.embargo_until is null or r.embargo_until <= now());
            if not found then
                faults := faults || registry.fault('/superseded_by', 'unknown',
                    'superseded_by must be another published report of the same member, with no embargo on it.');
            end if;
        end if;
    end if;
    if faults <> '[]' then
        perform registry.refuse_input(faults);
    end if;

    -- Assignments, not `perform`: a plain expression is evaluated without a query.
    ignored := set_config('forum.action', action, true)
            || set_config('forum.reason', coalesce(reason, ''), true)
            || set_config('forum.note', coalesce(note, ''), true);

    case resource
    when 'member' then
        if action = 'apply' and step.to_status <> 'applied' then
            update registry.member m set reapplied_on = decision.effective_on where m.id = row_id;
        elsif action = 'reject' and step.to_status <> 'rejected' then
            update registry.member m set reapplied_on = null where m.id = row_id;
        else
            update registry.member m
            set status = step.to_status,
                status_effective_on = decision.effective_on,
                status_reason = decision.reason,
                joined_on = case when step.action = 'approve' then coalesce(m.joined_on, decision.effective_on) else m.joined_on end,
                unreported_year = case when step.action = 'approve' and m.joined_on is null
                                       then extract(year from decision.effective_on) else m.unreported_year end,
                reapplied_on = null
            where m.id = row_id;
        end if;
        if action = 'approve' then
            -- A member that left and came back on one day has not been away.
            insert into registry.membership as s (member_id, started_on) values (row_id, effective_on)
            on conflict on constraint membership_pkey do update set ended_on = null, end_reason = null;
        elsif step.to_status in ('withdrawn', 'expelled') and action in ('withdraw', 'expel') then
            update registry.membership s
            set ended_on = decision.effective_on, end_reason = decision.reason
            where s.member_id = row_id and s.ended_on is null;
        end if;
    when 'commitment' then
        update registry.commitment c
        set status = step.to_status,
            status_effective_on = decision.effective_on,
            status_reason = decision.reason,
            review_note = case when step.to_status = 'returned' then decision.note end,
            published_at = case when step.to_status = 'published' then coalesce(c.published_at, registry.moment()) else c.published_at end
        where c.id = row_id;
    when 'report' then
        update registry.report r
        set status = step.to_status,
            status_effective_on = decision.effective_on,
            review_note = case when step.to_status = 'returned' then decision.note end,
            superseded_by = successor,
            published_at = case when step.to_status = 'published' then coalesce(r.published_at, registry.moment()) else r.published_at end
        where r.id = row_id;
    end case;

    ignored := set_config('forum.action', '', true)
            || set_config('forum.reason', '', true)
            || set_config('forum.note', '', true);
    return row_id;
end
$$;
comment on function registry.apply_transition(text, uuid, text, integer, jsonb) is
    'Takes an action on a life cycle: refuses with 404, 403, 412, 409 or 422, else changes the row and answers its id.';
grant execute on function registry.apply_transition(text, uuid, text, integer, jsonb) to forum_app;

commit;
