-- Deploy forum:past to pg
-- Every row as it stood at any moment.
--
-- A row's present state is read where it is, through the indexes that it has; a state that was left goes to a table of former
-- states. Both tables inherit from one, X_state, where a row is a state with `since` and `until`, so that a page as of a day is a piece of
-- two indexes, merged, and the records of changes, which are jsonb, need not be read. Whatever changes makes a state, derived
-- columns too, which the records of changes leave out.

begin;
set local role forum_owner;

-- Never earlier than the state before, whichever transaction began first.
create function registry.stamp_since() returns trigger
language plpgsql
as $$
begin
    if tg_op = 'INSERT' then
        new.since := new.updated_at;
    else
        new.since := greatest(registry.moment(), old.since);
    end if;
    return new;
end
$$;
comment on function registry.stamp_since() is 'Trigger: since when a row stands as it does.';

-- Makes past.X(moment) with the columns of api.X, from that view's text: each table in it is replaced by its states at
-- the moment, and the present day by that of the moment. The planner inlines it, so that filters, orders and row-level
-- security reach the tables below. What the asker may do now, nobody could do then.
create function registry.make_past_view(resource text) returns void
language plpgsql
as $$
declare
    columns text;
    view_text text := rtrim(pg_get_viewdef(format('api.%I', resource)::regclass), ';');
begin
    select string_agg(case a.attname when 'allowed_actions' then 'null::text[]' else 'v.' || quote_ident(a.attname) end, ', ' order by a.attnum)
    into columns
    from pg_attribute a
    where a.attrelid = format('api.%I', resource)::regclass and a.attnum > 0;
    view_text := regexp_replace(view_text, '\mregistry\.(\w+)(?= \w)', 'past.\1_rows(moment)', 'g');
    view_text := replace(view_text, 'registry.today()', 'past.day(moment)');
    view_text := replace(view_text, 'registry.reapplied_on(m.id)', 'null::date');
    execute format($function$
        create function past.%1$I(moment timestamptz) returns setof api.%1$I
        language sql stable parallel safe rows 1000
        as $body$ select %2$s from (%3$s) v $body$;
        comment on function past.%1$I(timestamptz) is %4$L;
        grant execute on function past.%1$I(timestamptz) to forum_app, forum_public
        $function$,
        resource, columns, view_text, 'api.' || resource || ' as it stood at a moment.');
end
$$;
comment on function registry.make_past_view(text) is 'Makes past.X(moment) from the view api.X; to be dropped and made again with it.';

-- The trigger's function that keeps the states that rows leave, and past.X_rows(moment), which are the rows of X as they
-- stood. Both name the columns of the table: to be made anew when there is one more. A state that lasted no time at
-- all, within one transaction, is not kept.
create function registry.watch_past_rows(resource text) returns void
language plpgsql
as $$
declare
    present regclass := format('registry.%I', resource)::regclass;
    owner text := case resource when 'member' then 'id' else 'member_id' end;
    columns text;
    seen_columns text;
    has_embargo boolean;
begin
    select string_agg(quote_ident(a.attname), ', ' order by a.attnum) filter (where a.attgenerated = '' and a.attname <> 'until'),
           string_agg(case when has_column_privilege('forum_public', present, a.attname, 'select') then 'x.' || quote_ident(a.attname)
                           else 'null::' || format_type(a.atttypid, a.atttypmod) end, ', ' order by a.attnum),
           bool_or(a.attname = 'embargo_until')
    into columns, seen_columns, has_embargo
    from pg_attribute a
    where a.attrelid = present and a.attnum > 0 and not a.attisdropped;

    execute format($function$
        create or replace function registry.%1$I() returns trigger
        language plpgsql security definer
        as $body$
        begin
            if tg_op = 'UPDATE' then
                insert into registry.%2$I (%3$s, until)
                select %4$s, n.since from removed o join inserted n using (id) where n.since > o.since;
            else
                insert into registry.%2$I (%3$s, until)
                select %4$s, registry.moment() from removed o where registry.moment() > o.since;
            end if;
            return null;
        end
        $body$;
        comment on function registry.%1$I() is 'Trigger: keeps the states that rows leave.'
        $function$,
        'keep_' || resource || '_past', resource || '_past', columns, regexp_replace(columns, '(^|, )', '\1o.', 'g'));
    execute format($function$
        create or replace function past.%1$I(moment timestamptz) returns setof %2$s
        language sql stable parallel safe rows 1000
        as $body$ select %3$s from registry.%4$I x where x.since <= moment and moment < x.until %5$s $body$;
        comment on function past.%1$I(timestamptz) is %6$L;
        grant execute on function past.%1$I(timestamptz) to forum_app, forum_public
        $function$,
        resource || '_rows', present, seen_columns, resource || '_state',
        case when has_embargo then
            format('and (x.embargo_until is null or x.embargo_until <= moment
                         or (current_user <> ''forum_public'' and registry.acts_for(x.%I)))', owner)
        end,
        'The rows of ' || present || ' as they stood at a moment.');
end
$$;
comment on function registry.watch_past_rows(text) is 'Makes, or makes anew, what names the columns of a table whose past is kept.';

-- The tables X_state, above X, and X_past, beside it, and the triggers that fill them. A column that is added to X_state is
-- there in all three. `orders` are columns that lists are sorted by; `sight` is a condition on a state: whether strangers could
-- see it while it lasted.
create function registry.watch_past(resource text, orders text[], sight text) returns void
language plpgsql
as $$
declare
    present text := format('registry.%I', resource);
    state text := format('registry.%I', resource || '_state');
    former text := format('registry.%I', resource || '_past');
    ordered text;
begin
    execute format('create table %s (like %s including generated)', state, present);
    execute format('alter table %s inherit %s', present, state);
    execute format('create table %s () inherits (%s)', former, state);
    execute format('comment on table %s is %L', state, 'Every state of every row of ' || present || ', each from `since` until `until`.');
    execute format('comment on table %s is %L', former, 'The states that rows of ' || present || ' have left.');
    execute format('create index %I on %s (id, since)', resource || '_past_id', former);
    foreach ordered in array orders loop
        execute format('create index %I on %s (%I, id)', resource || '_past_' || ordered, former, ordered);
    end loop;
    perform registry.watch_past_rows(resource);

    execute format($access$
        create trigger keep_past_update after update on %1$s
            referencing old table as removed new table as inserted
            for each statement execute function registry.%2$I();
        create trigger keep_past_delete after delete on %1$s
            referencing old table as removed
            for each statement execute function registry.%2$I();
        -- After the guard, in the order of their names.
        create trigger stamp_since before insert or update on %1$s
            for each row execute function registry.stamp_since();
        alter table %3$s enable row level security;
        alter table %4$s enable row level security;
        create policy the_public_saw_it on %3$s for select to forum_public using (%5$s);
        create policy keys_see_what_they_saw on %3$s for select to forum_app
            using ((%5$s) or (select registry.is_staff()) or %6$I = (select registry.principal()));
        grant select (%7$s) on %3$s to forum_app, forum_public
        $access$,
        present, 'keep_' || resource || '_past', state, former, sight, case resource when 'member' then 'id' else 'member_id' end,
        (select string_agg(quote_ident(a.attname), ', ') from pg_attribute a
         where a.attrelid = present::regclass and a.attnum > 0 and has_column_privilege('forum_public', present, a.attname, 'select')));
end
$$;
comment on function registry.watch_past(text, text[], text) is 'Keeps the states that the rows of a table leave, and makes past.X_rows(moment).';

create function registry.drop_past(resource text) returns void
language plpgsql
as $$
begin
    execute format('drop function past.%I(timestamptz)', resource || '_rows');
    execute format('drop trigger stamp_since on registry.%I', resource);
    execute format('drop trigger keep_past_update on registry.%I', resource);
    execute format('drop trigger keep_past_delete on registry.%I', resource);
    execute format('drop function registry.%I()', 'keep_' || resource || '_past');
    execute format('drop table registry.%I', resource || '_past');
    execute format('alter table registry.%I no inherit registry.%I', resource, resource || '_state');
    execute format('drop table registry.%I', resource || '_state');
end
$$;
comment on function registry.drop_past(text) is 'Undoes registry.watch_past, with all former states.';

create function past.day(moment timestamptz) returns date
language sql stable parallel safe
return (moment at time zone 'Europe/Belgrade')::date;
comment on function past.day(timestamptz) is 'The day in Belgrade.';
grant execute on function past.day(timestamptz) to forum_app, forum_public;

do $$
declare
    once_seen text := 'is_public and (embargo_until is null or embargo_until < least(until, now()))';
begin
    perform registry.watch_past('member', '{name,created_at}', 'is_public');
    perform registry.watch_past('commitment', '{created_at,due_on,member_id}', once_seen);
    perform registry.watch_past('progress', '{commitment_id}', 'exists (select from registry.commitment c where c.id = commitment_id)');
    perform registry.watch_past('report', '{created_at,period_end,member_id}', once_seen);
    perform registry.make_past_view(resource) from unnest('{member,commitment,progress,report}'::text[]) resource;
end
$$;

commit;
