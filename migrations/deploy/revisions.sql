-- Deploy forum:revisions to pg
-- No silent change: what changed in a row, from what to what, when, why, by which side, and what that means.

begin;
set local role forum_owner;

insert into registry.taxonomy (name, title) values ('change_meanings', '{"sr": "Značenja izmena", "en": "Meanings of changes"}');
copy registry.taxonomy_entry (taxonomy, position, level, code, parent, name) from stdin;
change_meanings	1	\N	postponed	\N	{"sr": "odloženo", "en": "postponed"}
change_meanings	2	\N	brought_forward	\N	{"sr": "pomereno ranije", "en": "brought forward"}
change_meanings	3	\N	weakened	\N	{"sr": "oslabljeno", "en": "weakened"}
change_meanings	4	\N	strengthened	\N	{"sr": "pojačano", "en": "strengthened"}
change_meanings	5	\N	baseline_changed	\N	{"sr": "promenjena polazna osnova", "en": "baseline changed"}
change_meanings	6	\N	reworded	\N	{"sr": "preformulisano", "en": "reworded"}
change_meanings	7	\N	renamed	\N	{"sr": "promenjeno ime", "en": "renamed"}
change_meanings	8	\N	corrected	\N	{"sr": "ispravljeno", "en": "corrected"}
change_meanings	9	\N	status_changed	\N	{"sr": "promenjen status", "en": "status changed"}
change_meanings	10	\N	added	\N	{"sr": "dodato", "en": "added"}
change_meanings	11	\N	removed	\N	{"sr": "uklonjeno", "en": "removed"}
change_meanings	12	\N	changed	\N	{"sr": "promenjeno", "en": "changed"}
\.

-- Any column of a resource is told unless it stands here as `untold` or `private`; what stands here
-- with another rule has a meaning beyond "changed".
create table registry.revised_column (
    resource text not null,
    name text not null,
    rule text not null,
    constraint revised_column_pkey primary key (resource, name),
    constraint revised_column_rule_known check (rule = any ('{untold,private,day,target,baseline,kind,words,name,number,status}'))
);
comment on table registry.revised_column is 'How a change of a column is told in revisions, where it is not just a changed value.';
comment on column registry.revised_column.rule is
    'untold: kept by the register itself; private: for the member and staff; the others name a rule of registry.change_meaning.';
insert into registry.revised_column (resource, name, rule)
select resource, name, rule
from (values
    ('{member,commitment,report}', '{id,version,created_at,updated_at,is_public}', 'untold'),
    ('{commitment,report}', '{member_id,published_at}', 'untold'),
    ('{member}', '{former_names,unreported_year,softened_commitments}', 'untold'),
    ('{commitment}', '{amended,softened,current_value,current_value_on}', 'untold'),
    ('{member}', '{reapplied_on}', 'private'),
    ('{commitment,report}', '{review_note}', 'private'),
    ('{member,commitment,report}', '{status}', 'status'),
    ('{member}', '{name}', 'name'),
    ('{member}', '{pib,mb,lei,isin,vat_number}', 'number'),
    ('{member,commitment}', '{description}', 'words'),
    ('{commitment,report}', '{title}', 'words'),
    ('{commitment}', '{starts_on,due_on}', 'day'),
    ('{commitment}', '{target_value}', 'target'),
    ('{commitment}', '{unit,direction,baseline_value,baseline_on}', 'baseline'),
    ('{commitment}', '{kind}', 'kind')
) told(resources, names, rule),
    unnest(resources::text[]) resource,
    unnest(names::text[]) name;

alter table registry.revised_column enable row level security;
create policy everyone_reads on registry.revised_column for select to forum_app, forum_public using (true);
grant select on registry.revised_column to forum_app, forum_public;

-- A number and its word, in the form that follows "odloženo za": 1 godinu, 2 godine, 5 godina, 21 godinu.
create function registry.count_in_serbian(count integer, one text, few text, many text) returns text
language sql immutable parallel safe
return count || ' ' || case when count % 10 = 1 and count % 100 <> 11 then one
                            when count % 10 between 2 and 4 and count % 100 not between 12 and 14 then few
                            else many end;
comment on function registry.count_in_serbian(integer, text, text, text) is 'A number with the form of its word that Serbian wants.';

create function registry.join_words(words text[], last_joint text) returns text
language sql immutable parallel safe
return array_to_string(words[:cardinality(words) - 1], ', ') || case when cardinality(words) > 1 then last_joint else '' end
       || words[cardinality(words)];
comment on function registry.join_words(text[], text) is 'Joins words with commas, and the last two with a joint.';

-- Between two days: years, months and days, as far as there are any.
create function registry.time_between(earlier date, later date) returns jsonb
language plpgsql immutable parallel safe
as $$
declare
    span interval := age(later, earlier);
    years integer := extract(year from span);
    months integer := extract(month from span);
    days integer := extract(day from span);
begin
    return jsonb_build_object(
        'sr', registry.join_words(array_remove(array[
            case when years > 0 then registry.count_in_serbian(years, 'godinu', 'godine', 'godina') end,
            case when months > 0 then registry.count_in_serbian(months, 'mesec', 'meseca', 'meseci') end,
            case when days > 0 then registry.count_in_serbian(days, 'dan', 'dana', 'dana') end], null), ' i '),
        'en', registry.join_words(array_remove(array[
            case when years > 0 then years || case years when 1 then ' year' else ' years' end end,
            case when months > 0 then months || case months when 1 then ' month' else ' months' end end,
            case when days > 0 then days || case days when 1 then ' day' else ' days' end end], null), ' and '));
end
$$;
comment on function registry.time_between(date, date) is 'The time between two days in words, {"sr", "en"}.';

-- The code of /v1/taxonomies/change_meanings. `former` and `present` are the rows: a target is
-- weaker or stronger by the direction, and only while unit and direction stay.
create function registry.change_meaning(rule text, earlier jsonb, later jsonb, former jsonb, present jsonb) returns text
language plpgsql immutable parallel safe
as $$
declare
    had boolean := coalesce(jsonb_typeof(earlier), 'null') <> 'null';
    has boolean := coalesce(jsonb_typeof(later), 'null') <> 'null';
    rose boolean;
begin
    return case
        when rule = 'status' then 'status_changed'
        when not had then 'added'
        when rule = 'baseline' then 'baseline_changed'
        when not has then 'removed'
        when rule = 'day' then
            case when (later #>> '{}')::date > (earlier #>> '{}')::date then 'postponed' else 'brought_forward' end
        when rule = 'target' then
            case when (former -> 'unit', former -> 'direction') is distinct from (present -> 'unit', present -> 'direction')
                 then 'changed'
                 when ((later #>> '{}')::numeric > (earlier #>> '{}')::numeric) = (former ->> 'direction' = 'increase')
                 then 'strengthened'
                 else 'weakened'
            end
        when rule = 'kind' then case later #>> '{}' when 'qualitative' then 'weakened' else 'strengthened' end
        when rule = 'words' then 'reworded'
        when rule = 'name' then 'renamed'
        when rule = 'number' then 'corrected'
        else 'changed'
    end;
end
$$;
comment on function registry.change_meaning(text, jsonb, jsonb, jsonb, jsonb) is 'What the change of one value means.';

-- A value as the representation has it: times in UTC with a Z.
create function registry.told_value(value jsonb, type oid) returns jsonb
language plpgsql stable parallel safe
as $$
begin
    if type = 'timestamptz'::regtype and jsonb_typeof(value) = 'string' then
        return to_jsonb(regexp_replace(to_char((value #>> '{}')::timestamptz at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
                                       '\.?0+Z$', 'Z'));
    end if;
    return coalesce(value, 'null');
end
$$;
comment on function registry.told_value(jsonb, oid) is 'A value of a change record in the form that answers have.';

-- What was never public is not told to the public: of the change that made a row public, and of
-- those under an embargo, they hear the status alone. Each row is taken apart once: `former -> key`
-- would unpack it anew for each key.
create function registry.told_changes(resource text, former jsonb, present jsonb, was_public boolean, everything boolean) returns jsonb
language sql stable parallel safe
return (
    select coalesce(jsonb_agg(jsonb_build_object(
               'field', n.key,
               'from', case when everything or was_public then registry.told_value(o.value, a.atttypid) end,
               'to', registry.told_value(n.value, a.atttypid),
               'meaning', m.code,
               'words', case when m.code in ('postponed', 'brought_forward')
                             then (with span as (
                                       select registry.time_between(least(p.earlier, p.later), greatest(p.earlier, p.later)) as words
                                       from (select (o.value #>> '{}')::date as earlier, (n.value #>> '{}')::date as later) p)
                                   select jsonb_build_object('sr', (e.name ->> 'sr') || ' za ' || (span.words ->> 'sr'),
                                                             'en', (e.name ->> 'en') || ' ' || (span.words ->> 'en'))
                                   from span)
                             else e.name
                        end) order by a.attnum), '[]')
    from jsonb_each(present) n
    left join jsonb_each(coalesce(former, '{}')) o on o.key = n.key
    join pg_attribute a on a.attrelid = format('registry.%I', resource)::regclass and a.attname = n.key and not a.attisdropped
    left join registry.revised_column c on c.resource = told_changes.resource and c.name = n.key
    cross join lateral (select registry.change_meaning(c.rule, o.value, n.value, former, present) as code) m
    join registry.taxonomy_entry e on e.taxonomy = 'change_meanings' and e.code = m.code
    where n.value is distinct from coalesce(o.value, 'null')
      and c.rule is distinct from 'untold'
      and (everything or (c.rule is distinct from 'private' and (was_public or n.key = 'status')))
);
comment on function registry.told_changes(text, jsonb, jsonb, boolean, boolean) is
    'The values that a change changed, as far as the asker may know: [{"field", "from", "to", "meaning", "words"}].';
grant execute on function registry.told_changes(text, jsonb, jsonb, boolean, boolean),
    registry.change_meaning(text, jsonb, jsonb, jsonb, jsonb), registry.told_value(jsonb, oid),
    registry.time_between(date, date), registry.join_words(text[], text),
    registry.count_in_serbian(integer, text, text, text),
    registry.is_amended(registry.commitment, registry.commitment),
    registry.is_softened(registry.commitment, registry.commitment) to forum_app, forum_public;

-- Reads the records with their owner's eyes, since they hold more than anyone outside may see, and
-- lets through what the asker may know. Functions in it still run as the asker. current_user is
-- asked before any setting: forum_public could put those itself.
create view registry.revision with (security_barrier) as
select c.resource, c.resource_id, c.version, c.at,
       case when c.actor_role in ('staff', 'admin') then 'staff' else 'member' end as by,
       case when c.action = 'insert' then 'create'
            when c.action <> 'update' then c.action
            when c.resource = 'commitment' and told.was_public
                 and registry.is_amended(jsonb_populate_record(null::registry.commitment, c.before),
                                         jsonb_populate_record(null::registry.commitment, c.after)) then 'amend'
            else 'update'
       end as action,
       c.reason,
       told.changes,
       coalesce(c.resource = 'commitment' and told.was_public
                and registry.is_softened(jsonb_populate_record(null::registry.commitment, c.before),
                                         jsonb_populate_record(null::registry.commitment, c.after)), false) as softened
from registry.change c
cross join lateral (
    select current_user <> 'forum_public' and registry.acts_for(c.member_id) as everything,
           coalesce((c.before -> 'is_public')::boolean and coalesce((c.before ->> 'embargo_until')::timestamptz <= c.at, true),
                    false) as was_public
    offset 0
) asked
cross join lateral (
    select asked.was_public, registry.told_changes(c.resource, c.before, c.after, asked.was_public, asked.everything) as changes
    offset 0
) told
where c.resource in ('member', 'commitment', 'report') and c.after is not null
  and (asked.everything
       or ((c.after -> 'is_public')::boolean and registry.is_visible(c.resource, c.resource_id) and told.changes <> '[]'));
comment on view registry.revision is 'What every change of members, commitments and reports changed, as far as the asker may know.';
grant select on registry.revision to forum_app, forum_public;

-- `resource` and `resource_id` stand last: lists filter by them, the contract's schema does not have them.
create view api.revision with (security_invoker) as
select r.version, r.at, r.by, r.action, r.reason, r.changes, r.softened, r.resource, r.resource_id
from registry.revision r;
comment on view api.revision is 'Contract schema Revision.';
grant select on api.revision to forum_app, forum_public;

commit;
