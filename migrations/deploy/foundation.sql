-- Deploy forum:foundation to pg
-- Schemas, who is asking, and the few helpers that everything else uses.

begin;
set local role forum_owner;

create schema registry;
create schema api;
create schema past;
comment on schema registry is 'Tables, rules and policies. No client reads it directly.';
comment on schema api is 'Views whose columns are the properties of the contract''s schemas, in order.';
comment on schema past is 'The views of the schema api, as they stood at a moment: past.X(moment).';
grant usage on schema registry, api, past to forum_app, forum_public;

-- Who is asking -------------------------------------------------------------------------------
-- registry.enter puts these settings for one transaction. A local setting reads as an empty
-- string once its transaction is over, hence nullif: without an identity, nothing is allowed.

create function registry.role() returns text
language sql stable parallel safe
return nullif(current_setting('forum.role', true), '');
comment on function registry.role() is 'member, staff, admin, or null for someone without a key.';

create function registry.principal() returns uuid
language sql stable parallel safe
return nullif(current_setting('forum.member', true), '')::uuid;
comment on function registry.principal() is 'The member that the asker acts for, or null.';

create function registry.actor() returns uuid
language sql stable parallel safe
return nullif(current_setting('forum.actor', true), '')::uuid;
comment on function registry.actor() is 'The key that is used, or null.';

create function registry.is_staff() returns boolean
language sql stable parallel safe
return coalesce(current_setting('forum.role', true) in ('staff', 'admin'), false);
comment on function registry.is_staff() is 'Whether the asker is staff or an admin.';

create function registry.is_admin() returns boolean
language sql stable parallel safe
return coalesce(current_setting('forum.role', true) = 'admin', false);
comment on function registry.is_admin() is 'Whether the asker is an admin.';

-- For one row. In a policy the two halves stand as they are, so that each is asked once a statement.
create function registry.acts_for(member_id uuid) returns boolean
language sql stable parallel safe
return registry.is_staff() or coalesce(member_id = registry.principal(), false);
comment on function registry.acts_for(uuid) is 'Whether the asker is that member, or staff.';

grant execute on function registry.role(), registry.principal(), registry.actor(), registry.is_staff(), registry.is_admin(),
    registry.acts_for(uuid)
    to forum_app, forum_public;

-- Deadlines are days in Belgrade, wherever the server stands. In PL/pgSQL because check
-- constraints use it: an SQL function there is parsed again by every statement.
create function registry.today() returns date
language plpgsql stable parallel safe
as $$
begin
    return (now() at time zone 'Europe/Belgrade')::date;
end
$$;
comment on function registry.today() is 'The present day in Belgrade.';
grant execute on function registry.today() to forum_app, forum_public;

-- Whoever brings in what happened elsewhere says when it happened, with the setting forum.moment. The two logins of the
-- daemon could make that setting too, so theirs is not heeded.
create function registry.moment() returns timestamptz
language plpgsql stable parallel safe
as $$
begin
    if session_user in ('forum_app', 'forum_public') then
        return now();
    end if;
    return coalesce(nullif(current_setting('forum.moment', true), '')::timestamptz, now());
end
$$;
comment on function registry.moment() is 'When what is written now happened: now, but for an operator who says otherwise.';
grant execute on function registry.moment() to forum_app, forum_public;

-- Faults --------------------------------------------------------------------------------------
-- SQLSTATE FRnnn becomes the HTTP status nnn, the message its detail, and the members of the
-- JSON object in DETAIL are added to the problem document.

create function registry.refuse(status integer, message text, members jsonb default null) returns void
language plpgsql
as $$
begin
    raise exception using
        errcode = 'FR' || status,
        message = message,
        detail = coalesce(members::text, '');
end
$$;
comment on function registry.refuse(integer, text, jsonb) is
    'Ends the statement with SQLSTATE FRnnn, which the daemon answers as HTTP status nnn.';

create function registry.fault(pointer text, code text, message text) returns jsonb
language sql immutable parallel safe
return jsonb_build_object('pointer', pointer, 'code', code, 'message', message);
comment on function registry.fault(text, text, text) is 'One entry of the errors of a 422.';

create function registry.refuse_input(faults jsonb) returns void
language plpgsql
as $$
begin
    perform registry.refuse(422,
        case jsonb_array_length(faults)
            when 1 then faults -> 0 ->> 'message'
            else format('The request has %s faults.', jsonb_array_length(faults))
        end,
        jsonb_build_object('errors', faults));
end
$$;
comment on function registry.refuse_input(jsonb) is 'Refuses with 422 and every fault in the array.';

-- SQLSTATE FRASK: what was sent may be right, and is asked back.
create function registry.ask(message text, questions jsonb) returns void
language plpgsql
as $$
begin
    raise exception using
        errcode = 'FRASK',
        message = message,
        detail = jsonb_build_object('questions', questions)::text;
end
$$;
comment on function registry.ask(text, jsonb) is 'Ends the statement with SQLSTATE FRASK, which the daemon answers as 409 please-confirm.';

-- Values --------------------------------------------------------------------------------------
-- PostgreSQL reads the expression of every check constraint anew for each statement that writes:
-- about 2.5 us a kilobyte of its stored form. A call of a small function is a tenth of what stands
-- in it, and PL/pgSQL keeps the plan; hence these.

-- RFC 7396. The result of a whole row must be read into a null record: a member that the patch
-- removes is absent from the result, and jsonb_populate_record keeps what its base has.
create function registry.merge_patch(target jsonb, patch jsonb) returns jsonb
language plpgsql immutable parallel safe
as $$
declare
    result jsonb;
    name text;
    value jsonb;
begin
    if jsonb_typeof(patch) is distinct from 'object' then
        return patch;
    end if;
    result := case when jsonb_typeof(target) = 'object' then target else '{}' end;
    for name, value in select key, e.value from jsonb_each(patch) e loop
        if jsonb_typeof(value) = 'null' then
            result := result - name;
        elsif jsonb_typeof(value) = 'object' then
            result := result || jsonb_build_object(name, registry.merge_patch(result -> name, value));
        else
            result := result || jsonb_build_object(name, value);
        end if;
    end loop;
    return result;
end
$$;
comment on function registry.merge_patch(jsonb, jsonb) is 'Applies a JSON merge patch (RFC 7396).';
grant execute on function registry.merge_patch(jsonb, jsonb) to forum_app;

create function registry.is_localized(value jsonb, most integer) returns boolean
language plpgsql immutable strict parallel safe
as $$
declare
    sr text;
    en text;
begin
    if jsonb_typeof(value) <> 'object' or value - 'sr' - 'en' <> '{}' or value = '{}' then
        return false;
    end if;
    if value ? 'sr' then
        sr := value ->> 'sr';
        if jsonb_typeof(value -> 'sr') <> 'string' or char_length(sr) > most or sr !~ '\S' then
            return false;
        end if;
    end if;
    if value ? 'en' then
        en := value ->> 'en';
        if jsonb_typeof(value -> 'en') <> 'string' or char_length(en) > most or en !~ '\S' then
            return false;
        end if;
    end if;
    return true;
end
$$;
comment on function registry.is_localized(jsonb, integer) is
    'Whether a text stands in Serbian or English or both, each of 1 to `most` characters.';

create function registry.is_set(elements anyarray) returns boolean
language plpgsql immutable strict parallel safe
as $$
begin
    if cardinality(elements) < 2 then
        return array_position(elements, null) is null;
    end if;
    return array_position(elements, null) is null
       and cardinality(elements) = (select count(distinct e) from unnest(elements) e);
end
$$;
comment on function registry.is_set(anyarray) is 'Whether no element is null or stands there twice.';

create function registry.is_text(value text, most integer) returns boolean
language plpgsql immutable strict parallel safe
as $$
begin
    return char_length(value) <= most and value ~ '\S';
end
$$;
comment on function registry.is_text(text, integer) is 'Whether a text has 1 to `most` characters, not all of them blank.';

create function registry.is_web_address(value text) returns boolean
language plpgsql immutable strict parallel safe
as $$
begin
    return char_length(value) <= 2000 and value ~* '^https?://[^\s/]+(/\S*)?$';
end
$$;
comment on function registry.is_web_address(text) is 'Whether this is an http or https address of at most 2000 characters.';

-- Bounds of what people measure: beyond, it is a slip, and an answer of a hundred thousand digits.
create function registry.is_measure(value numeric) returns boolean
language plpgsql immutable strict parallel safe
as $$
begin
    return abs(value) < 1e18 and scale(trim_scale(value)) <= 12;
end
$$;
comment on function registry.is_measure(numeric) is 'Whether a number is under 1e18 and has at most 12 decimals.';

grant execute on function registry.is_localized(jsonb, integer), registry.is_set(anyarray), registry.is_text(text, integer),
    registry.is_web_address(text), registry.is_measure(numeric) to forum_app;

commit;
