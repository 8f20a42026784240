-- Revert forum:past_sight from pg

begin;
set local role forum_owner;

create or replace function registry.make_past_view(resource text) returns void
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

create or replace function registry.watch_past_rows(resource text) returns void
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

drop function past.member(timestamptz);
do $$
begin
    perform registry.make_past_view('member');
    perform registry.watch_past_rows('progress');
end
$$;
drop function registry.reapplied_on(uuid, timestamptz);
drop function registry.check_seen(text, uuid, timestamptz);

commit;
