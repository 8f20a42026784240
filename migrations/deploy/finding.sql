-- Deploy forum:finding to pg
-- Rows by words of theirs: q= of the lists.
--
-- Beside each table that can be searched stands X_words: a row's place, a number that grows as rows come, and its words as a
-- tsvector. What is asked for is turned into exact words first, by registry.search_steps, so that one GIN index answers all of it,
-- and answers it slice by slice, the newest rows first: a word that stands in every row costs no more than a page of rows.
-- Words of a row, as lexemes, each kind with a sign of its own in front:
--     emisije      stands somewhere in the row
--     .emisije     stands in its name or title; ^em ^emi ^emis begin such a word
--     >emisije     is the first of its name; >em >emi >emis begin that
--     =...         is its whole name or title
--     #100049398   is its number, without what people put between the digits
--     0:7812       its slice of 128 places; 1:976 of 1,024, 2:122 of 8,192, 3:15 of 65,536
--
-- Run by a superuser, because of the mark that lets `words @@ ...` use its index behind the policies, as array_overlap.sql says: it
-- compares texts byte for byte and raises on no value.

begin;
set local client_min_messages = warning;

alter function pg_catalog.ts_match_vq(tsvector, tsquery) leakproof;

set local role forum_owner;

-- Words -----------------------------------------------------------------------------------------

-- What cannot be told apart when one letter too many, too few, another or two swapped is forgiven: two words that have one of
-- these in common are near.
create function registry.near_forms(word text) returns text[]
language sql immutable strict parallel safe
return array(select overlay(word placing '' from n for 1) from generate_series(1, char_length(word)) n) || word;
comment on function registry.near_forms(text) is
    'A word, and it without each of its letters; words with one of these in common differ by a slip.';

create function registry.number_word(value text) returns text
language sql immutable strict parallel safe
return '#' || lower(regexp_replace(value, '[^0-9A-Za-z]', '', 'g') collate "C");
comment on function registry.number_word(text) is 'A number without what people put between its digits, as a lexeme.';

-- The texts are folded at once and become the tsvector as text, in which nothing needs a quote after folding: faster
-- than array by array. Words are cut at 60 letters, since a lexeme has bounds. Only what has numbers has a name that can be asked for
-- as a whole.
create function registry.words_of(heads text[], bodies text[], numbers text[], place bigint) returns tsvector
language plpgsql immutable parallel safe
as $$
declare
    folded text := registry.fold(array_to_string(heads, e'\x1f') || e'\x1e' || coalesce(array_to_string(bodies, ' '), ''));
    head text;
    name text;
    words text;
begin
    if folded ~ '\S{61}' then
        folded := regexp_replace(folded, '(\S{60})\S+', '\1', 'g');
    end if;
    head := replace(split_part(folded, e'\x1e', 1), e'\x1f', ' ');
    words := concat(replace(replace(folded, e'\x1e', ' '), e'\x1f', ' '), regexp_replace(' ' || head, ' +(?=\S)', ' .', 'g'), ' ',
                    regexp_replace(head, '(\S\S)(\S?)(\S?)\S*', '^\1 ^\1\2 ^\1\2\3', 'g'),
                    ' ''0:', place >> 7, ''' ''1:', place >> 10, ''' ''2:', place >> 13, ''' ''3:', place >> 16, '''');
    if numbers is not null then
        foreach name in array string_to_array(split_part(folded, e'\x1e', 1), e'\x1f') loop
            continue when name !~ '\S';
            words := words || ' ''=' || left(btrim(name), 300) || '''';
            name := split_part(btrim(name), ' ', 1);
            words := concat_ws(' >', words, name, left(name, 2), left(name, 3), left(name, 4));
        end loop;
        words := words || coalesce((select string_agg(concat(' ', registry.number_word(n), ' #' || substring(n from '^RS([0-9]{8,9})$')), '')
                                    from unnest(numbers) n where n is not null), '');
    end if;
    return words::tsvector;
end
$$;
comment on function registry.words_of(text[], text[], text[], bigint) is
    'What a row is found by: of names and titles, of other texts, of numbers, and its place.';

-- Each word that rows have, so that beginnings and slips can be turned into whole words. A row for each kind of reader who
-- may know of it: its member, and all, from when on. Two transactions may both add a word: nobody waits for
-- anybody, and reading takes each once. Words stay when their rows go, and then find nothing.
create table registry.vocabulary (
    word text collate "C" not null,
    member_id uuid,
    seen_from timestamptz not null
);
comment on table registry.vocabulary is 'Words of rows that can be searched, and who may know that they stand somewhere.';
create index vocabulary_word on registry.vocabulary (word);
create index vocabulary_near on registry.vocabulary using gin (registry.near_forms(word)) with (fastupdate = off);
comment on index registry.vocabulary_word is 'registry.known_words: beginnings of words';
comment on index registry.vocabulary_near is 'registry.known_words: words with a slip';

-- Sees more than its caller and tells what that may know; forum_public is nobody, whatever settings it has put.
create function registry.known_words(word text, is_near boolean) returns text[]
language plpgsql stable strict security definer
as $$
declare
    is_public boolean := session_user = 'forum_public';
    found text[];
begin
    if is_near then
        found := array(
            select distinct v.word
            from registry.vocabulary v
            where registry.near_forms(v.word) && registry.near_forms(known_words.word)
              and v.word <> known_words.word
              and (v.seen_from <= now() or (not is_public and registry.acts_for(v.member_id)))
            limit 100);
    else
        found := array(
            select w.word
            from (select distinct v.word
                  from registry.vocabulary v
                  where v.word >= known_words.word and v.word < known_words.word || chr(1114111)
                    and (v.seen_from <= now() or (not is_public and registry.acts_for(v.member_id)))) w
            order by char_length(w.word), w.word
            limit 100);
    end if;
    return found;
end
$$;
comment on function registry.known_words(text, boolean) is
    'Words that the asker may know of and that begin with this one, the shortest 100; or those that differ by a slip.';
grant execute on function registry.known_words(text, boolean) to forum_app, forum_public;

-- Questions -------------------------------------------------------------------------------------

create function registry.any_of(lexemes text[]) returns tsquery
language sql immutable parallel safe
return (select string_agg(quote_literal(l), '|') from unnest(lexemes) l)::tsquery;
comment on function registry.any_of(text[]) is 'A query for any of these lexemes.';

-- The words that were asked for, or a refusal, which forum_public could not make itself.
create function registry.asked_words(q text) returns text[]
language plpgsql immutable strict parallel safe security definer
as $$
declare
    words text[] := array_remove(string_to_array(translate(registry.fold(q), e'\x1e\x1f', '  '), ' '), '');
    fault text := case when cardinality(words) = 0 then 'q must have at least one letter or digit to look for.'
                       when cardinality(words) > 10
                       then format('q has %s words; at most 10 can be looked for at once. Leave out the common ones.', cardinality(words))
                  end;
begin
    if fault is not null then
        perform registry.refuse(400, fault, jsonb_build_object('errors', jsonb_build_array(registry.fault('/q', 'words', fault))));
    end if;
    return words;
end
$$;
comment on function registry.asked_words(text) is 'The folded words of a question; refuses none and more than ten.';

create function registry.all_of(queries tsquery[]) returns tsquery
language plpgsql immutable parallel safe
as $$
declare
    q tsquery;
    every tsquery;
begin
    foreach q in array queries loop
        every := coalesce(every && q, q);
    end loop;
    return every;
end
$$;
comment on function registry.all_of(tsquery[]) is 'A query for all of these at once; null for none.';

-- What q means, the best kind of match first: 1 the number or the whole name, 2 names that begin so, 3 all words in name or
-- title, 4 all words somewhere, 5 words with a slip. Each kind leaves out those before it, and what can match nothing is not
-- looked for: the first two where rows have no names, and all words when one of them is not in the vocabulary.
-- A row must match each of `asked` and not `before`. The words are kept apart because GIN leaps from one condition to the
-- next, but looks at each row that has any word of a single one.
create function registry.search_kinds(q text, has_names boolean) returns table (kind integer, asked tsquery[], before tsquery)
language plpgsql stable strict
as $$
declare
    words text[] := registry.asked_words(q);
    compact text := regexp_replace(lower(q collate "C"), '^\s*(pib|mb|lei|isin|vat|pdv)\M|[^0-9a-z]', '', 'g');
    whole text[] := array['=' || left(array_to_string(words, ' '), 300)];
    first tsquery;
    heads tsquery[] := '{}';
    somewhere tsquery[] := '{}';
    forgiving tsquery[] := '{}';
    has_slips boolean := false;
    is_possible boolean := true;
    known text[];
    near text[];
    begins text[];
begin
    if compact ~ '^(rs)?[0-9]{8,9}$|^[0-9a-z]{18}[0-9]{2}$|^[a-z]{2}[0-9a-z]{7,12}$' and compact ~ '[0-9]{2}' then
        whole := whole || array['#' || compact, '#' || regexp_replace(compact, '^rs([0-9]{8,9})$', '\1')];
    end if;
    for i in 1 .. cardinality(words) loop
        known := case when char_length(words[i]) >= 5 then registry.known_words(words[i], false) else '{}' end;
        begins := case when char_length(words[i]) between 2 and 4 then array['^' || words[i]] else '{}' end;
        is_possible := is_possible and (words[i] ~ '[0-9]' or cardinality(begins || known) > 0 or char_length(words[i]) < 4);
        known := array_remove(known, words[i]) || words[i];
        if i = 1 then
            first := registry.any_of(array(select '>' || k from unnest(known) k));
        end if;
        heads := heads || registry.any_of(begins || array(select '.' || k from unnest(known) k));
        somewhere := somewhere || registry.any_of(begins || known);
        near := case when char_length(words[i]) >= 4 and words[i] !~ '[0-9]' then registry.known_words(words[i], true) else '{}' end;
        has_slips := has_slips or cardinality(near) > 0;
        forgiving := forgiving || registry.any_of(array(select distinct l from unnest(begins || known || near) l));
    end loop;
    if has_names then
        return query values (1, array[registry.any_of(whole)], null::tsquery);
    end if;
    if has_names and is_possible then
        return query values (2, first || heads[2:], registry.any_of(whole)), (3, heads, registry.any_of(whole) || first);
    elsif is_possible then
        return query values (3, heads, null::tsquery);
    end if;
    if is_possible then
        return query values (4, somewhere, case when has_names then registry.any_of(whole) || registry.all_of(heads) else registry.all_of(heads) end);
    end if;
    if has_slips then
        return query values (5, forgiving, case when has_names then registry.any_of(whole) || registry.all_of(somewhere)
                                                else registry.all_of(somewhere) end);
    end if;
end
$$;
comment on function registry.search_kinds(text, boolean) is 'What q means as queries of lexemes, for each kind of match, the best first.';

-- Everything that q finds, as three conditions. What has slips, or words somewhere, holds what the kinds before it hold, but for numbers.
create function registry.search_all(resource text, q text) returns table (first tsquery, second tsquery, rest tsquery)
language plpgsql stable strict rows 1
as $$
declare
    k record;
    whole tsquery;
    widest tsquery[];
begin
    for k in select * from registry.search_kinds(q, resource = 'member') loop
        whole := case when k.kind = 1 then k.asked[1] else whole end;
        widest := k.asked;
    end loop;
    if widest is not null then
        first := coalesce(widest[1] || whole, widest[1]);
        second := coalesce(widest[2] || whole, widest[2], first);
        rest := registry.all_of(widest[3:]);
        rest := coalesce(rest || whole, rest, first);
        return next;
    end if;
end
$$;
comment on function registry.search_all(text, text) is 'All that q finds, as three conditions of which a row must match each; no row when it can find none.';

-- Each covers three times what those before it did, as nearly as whole slices allow: so a few reach the oldest row, and none
-- finds much more than a page lacks.
create function registry.search_slices(below bigint) returns tsquery[]
language plpgsql immutable strict parallel safe
as $$
declare
    level integer := 0;
    size bigint;
    at bigint := (below + 127) >> 7 << 7;
    taken bigint;
    slice text;
    slices text[] := '{}';
begin
    while at > 0 loop
        while level < 3 and at % (1024 << (3 * level)) = 0 and 1024 << (3 * level) <= 3 * (below - at) loop
            level := level + 1;
        end loop;
        size := 128 << (3 * level);
        taken := least(greatest(3 * (below - at) / size, 1), at / size);
        if level < 3 and at / size % 8 > 0 then
            taken := least(taken, at / size % 8);
        end if;
        slice := '';
        for n in at / size - taken .. at / size - 1 loop
            slice := slice || case when slice <> '' then '|' else '' end || '''' || level || ':' || n || '''';
        end loop;
        slices := slices || slice;
        at := at - taken * size;
    end loop;
    return slices::tsquery[];
end
$$;
comment on function registry.search_slices(bigint) is 'The slices of all places below this one, the newest first.';

-- The way through what q finds: kind by kind, in each from the newest rows to the oldest. Whoever joins the steps in this
-- order and stops after a page has looked at little more than a page.
create function registry.search_steps(resource text, q text, after_kind integer default null, after_place bigint default null)
    returns table (kind integer, below bigint, slice tsquery, first tsquery, second tsquery, rest tsquery, before tsquery)
language plpgsql stable
as $$
declare
    k record;
    top bigint := registry.last_place(resource) + 1;
    slices tsquery[];
    others tsquery;
begin
    for k in select * from registry.search_kinds(q, resource = 'member') loop
        continue when k.kind < after_kind;
        if slices is null or below <> top then
            below := case when k.kind = after_kind then after_place else top end;
            slices := registry.search_slices(below);
        end if;
        kind := k.kind;
        first := k.asked[1];
        others := registry.all_of(k.asked[3:]);
        before := coalesce(k.before, '''-''');
        foreach slice in array slices loop
            second := coalesce(k.asked[2], slice);
            rest := coalesce(others, slice);
            return next;
        end loop;
    end loop;
end
$$;
comment on function registry.search_steps(text, text, integer, bigint) is
    'The slices to look into for q, the best and newest first, from a place on.';

-- What matched, marked in the text as it was written. Its words are folded at once, each between separators that folding leaves
-- alone. A slip is looked for only where nothing begins with the word itself.
create function registry.marked_words(words text[], text_words text[]) returns boolean[]
language plpgsql immutable strict parallel safe
as $$
declare
    folded text[] := string_to_array(registry.fold(array_to_string(text_words, e'\x1f')), e'\x1f');
    marked boolean[] := array_fill(false, array[cardinality(text_words)]);
    word text;
    is_found boolean;
begin
    foreach word in array words loop
        is_found := false;
        for i in 1 .. cardinality(folded) loop
            if folded[i] = word or (char_length(word) >= 2 and starts_with(folded[i], word)) then
                marked[i] := true;
                is_found := true;
            end if;
        end loop;
        for i in 1 .. case when is_found or char_length(word) < 4 then 0 else cardinality(folded) end loop
            if char_length(folded[i]) between char_length(word) - 1 and char_length(word) + 1
               and registry.near_forms(folded[i]) && registry.near_forms(word) then
                marked[i] := true;
            end if;
        end loop;
    end loop;
    return marked;
end
$$;
comment on function registry.marked_words(text[], text[]) is 'Which words of a text match one of the folded words.';

-- A fragment has at most some 300 letters, from a little before the first word that matches.
create function registry.highlights(q text, texts jsonb) returns jsonb
language plpgsql immutable strict parallel safe
as $$
declare
    between constant text := '\u0001-\u0026\u0028-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u00bf\u2000-\u2bff\u3000-\u303f';
    asked text[] := registry.asked_words(q);
    fragments jsonb := '[]';
    field text;
    value text;
    pieces text[];
    marked boolean[];
    lead text;
    parts jsonb;
    first integer;
    last integer;
begin
    for field, value in select t.key, t.value from jsonb_each_text(texts) t where t.value is not null loop
        -- Words at odd places, what stands between them at even ones.
        pieces := array(select p from regexp_matches(value, format('([^%s]+)([%s]*)', between, between), 'g') m, unnest(m) p);
        continue when cardinality(pieces) = 0;
        marked := registry.marked_words(asked, array(select pieces[i] from generate_series(1, cardinality(pieces), 2) i));
        continue when not (true = any (marked));
        first := array_position(marked, true);
        last := cardinality(marked);
        if char_length(value) > 300 then
            first := greatest(1, first - 8);
            last := least(last, first + 35);
        else
            first := 1;
        end if;
        lead := case when first = 1 then substring(value from format('^[%s]+', between)) end;
        select jsonb_agg(jsonb_build_object('text', r.text, 'match', r.is_marked) order by r.run) into parts
        from (select min(p.n) as run, string_agg(p.piece, '' order by p.n) as text, p.is_marked
              from (select s.*, s.n - row_number() over (partition by s.is_marked order by s.n) as run_of
                    from (select n, piece, is_marked
                          from generate_series(first, last) i
                          cross join lateral (values (2 * i - 1, pieces[2 * i - 1], marked[i]), (2 * i, pieces[2 * i], false)) v (n, piece, is_marked)
                          where piece <> '') s) p
              group by p.is_marked, p.run_of) r;
        if lead <> '' then
            parts := jsonb_build_array(jsonb_build_object('text', lead, 'match', false)) || parts;
        end if;
        fragments := fragments || jsonb_build_array(jsonb_build_object('field', field, 'parts', parts));
    end loop;
    return fragments;
end
$$;
comment on function registry.highlights(text, jsonb) is
    'Of each text of {field: text} in which a word of q stands, a fragment as it was written, in parts that match and parts that do not.';

grant execute on function registry.near_forms(text), registry.marked_words(text[], text[]), registry.highlights(text, jsonb), registry.number_word(text), registry.any_of(text[]), registry.all_of(tsquery[]), registry.asked_words(text),
    registry.search_kinds(text, boolean), registry.search_all(text, text), registry.search_slices(bigint), registry.search_steps(text, text, integer, bigint)
    to forum_app, forum_public;

-- Rows ------------------------------------------------------------------------------------------

-- What rows are found by. A view a resource: its columns are what registry.watch_words takes words from.
create view registry.member_texts as
select m.id, m.id as member_id, case when m.is_public then timestamptz '-infinity' else 'infinity' end as seen_from,
       array[m.name] || array(select f ->> 'name' from jsonb_array_elements(m.former_names) f) as heads,
       array[m.description ->> 'sr', m.description ->> 'en'] as bodies,
       array[m.pib, m.mb, m.lei, m.isin, m.vat_number] as numbers
from registry.member m;
comment on view registry.member_texts is 'What members are found by.';

create view registry.commitment_texts as
select c.id, c.member_id, case when c.is_public then coalesce(c.embargo_until, '-infinity') else 'infinity' end as seen_from,
       array[c.title ->> 'sr', c.title ->> 'en'] as heads,
       array[c.description ->> 'sr', c.description ->> 'en', m.name] as bodies,
       null::text[] as numbers
from registry.commitment c
join registry.member m on m.id = c.member_id;
comment on view registry.commitment_texts is 'What commitments are found by.';

create view registry.report_texts as
select r.id, r.member_id, case when r.is_public then coalesce(r.embargo_until, '-infinity') else 'infinity' end as seen_from,
       array[r.title ->> 'sr', r.title ->> 'en'] as heads,
       array[m.name] as bodies,
       null::text[] as numbers
from registry.report r
join registry.member m on m.id = r.member_id;
comment on view registry.report_texts is 'What reports are found by.';

-- Makes for a resource: the table X_words, registry.put_X_words(ids), which takes the words of rows anew, registry.tell_X_words(ids), which
-- adds them to the vocabulary, and a trigger that forgets the words of a row at once when one of `columns` has changed: nobody finds it
-- by what only a draft said. Its new words are taken a moment later, and not by who changes it, who would wait as long again
-- (registry.take_words).
create function registry.watch_words(resource text, columns text[]) returns void
language plpgsql
as $$
declare
    is_changed text := (select format('(%s) is distinct from (%s)', string_agg('old.' || c, ', '), string_agg('new.' || c, ', ')) from unnest(columns) c);
begin
    execute format($make$
        create sequence registry.%1$s_place;
        create table registry.%1$s_words (
            row_id uuid not null,
            place bigint not null,
            words tsvector not null,
            constraint %1$s_words_pkey primary key (row_id),
            constraint %1$s_words_row_id_known foreign key (row_id) references registry.%1$s on delete cascade
        );
        comment on table registry.%1$s_words is 'The words of each %1$s, for q= of the lists.';
        alter table registry.%1$s_words alter column words set statistics 0;
        alter table registry.%1$s_words enable row level security;
        create policy seen_with_the_row on registry.%1$s_words for select to forum_app, forum_public
            using (exists (select from registry.%1$s x where x.id = row_id));
        grant select on registry.%1$s_words to forum_app, forum_public;

        -- The plan for any ids is the right one, and making another each time would take longer than all the rest. It must go by the
        -- indexes also when it is made while the tables are still empty, as at the beginning of an import.
        create function registry.put_%1$s_words(ids uuid[]) returns void
        language plpgsql
        set plan_cache_mode = force_generic_plan set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off
        as $body$
        begin
            insert into registry.%1$s_words as w (row_id, place, words)
            select t.id, p.place, registry.words_of(t.heads, t.bodies, t.numbers, p.place)
            from unnest(ids) i
            join registry.%1$s_texts t on t.id = i
            left join registry.%1$s_words former on former.row_id = i
            cross join lateral (select coalesce(former.place, nextval('registry.%1$s_place')) as place) p
            on conflict (row_id) do update set words = excluded.words where w.words <> excluded.words;
        end
        $body$;
        comment on function registry.put_%1$s_words(uuid[]) is 'Takes the words of these rows anew.';

        create function registry.tell_%1$s_words(ids uuid[]) returns void
        language plpgsql
        set plan_cache_mode = force_generic_plan set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off
        as $body$
        begin
            insert into registry.vocabulary (word, member_id, seen_from)
            select distinct l, case when t.seen_from > now() then t.member_id end, t.seen_from
            from unnest(ids) i
            join registry.%1$s_texts t on t.id = i
            join registry.%1$s_words w on w.row_id = i
            cross join unnest(tsvector_to_array(w.words)) l
            where char_length(l) >= 4 and l !~ '[0-9.^>=#:]'
              and not exists (select from registry.vocabulary v
                              where v.word = l and (v.seen_from <= now() or (v.seen_from <= t.seen_from and v.member_id = t.member_id)));
        end
        $body$;
        comment on function registry.tell_%1$s_words(uuid[]) is 'Adds the words of these rows to the vocabulary, for those who may see them.';

        create function registry.forget_%1$s_words() returns trigger
        language plpgsql security definer
        as $body$
        begin
            update registry.%1$s_words w set words = '' where w.row_id = new.id and w.words <> '';
            return null;
        end
        $body$;
        comment on function registry.forget_%1$s_words() is 'Trigger: forgets the words of a row whose texts have changed.';
        create trigger forget_words after update on registry.%1$s
            for each row when (%2$s) execute function registry.forget_%1$s_words()
        $make$, resource, is_changed);
end
$$;
comment on function registry.watch_words(text, text[]) is 'Makes what keeps the words of a resource''s rows, from its view X_texts.';

-- All words of a resource anew, in the order of ids; for rows that were there before, or when folding has changed. The index is
-- made at the end, many times faster than row by row. Its pending list is kept short, since each slice that is looked into reads
-- it again; without one a change would take twice as long.
create function registry.make_words(resource text) returns void
language plpgsql
as $$
begin
    execute format('drop index if exists registry.%I', resource || '_words_words');
    execute format('truncate registry.%I', resource || '_words');
    perform setval(format('registry.%I', resource || '_place'), 1, false);
    execute format($fill$
        insert into registry.%1$s_words (row_id, place, words)
        select t.id, t.place, registry.words_of(t.heads, t.bodies, t.numbers, t.place)
        from (select x.*, nextval('registry.%1$s_place') as place
              from (select x.* from registry.%1$s_texts x order by x.id) x) t
        $fill$, resource);
    execute format('create index %1$s on registry.%2$I using gin (words) with (fastupdate = on, gin_pending_list_limit = 64)',
                   resource || '_words_words', resource || '_words');
    execute format('comment on index registry.%I is %L', resource || '_words_words', 'Lists with q=');
    execute format($fill$
        insert into registry.vocabulary (word, seen_from)
        select s.word, timestamptz '-infinity'
        from ts_stat('select w.words from registry.%1$s_words w join registry.%1$s_texts t on t.id = w.row_id where t.seen_from <= now()') s
        where char_length(s.word) >= 4 and s.word !~ '[0-9.^>=#:]'
          and not exists (select from registry.vocabulary v where v.word = s.word and v.seen_from <= now())
        $fill$, resource);
    execute format($fill$
        insert into registry.vocabulary (word, member_id, seen_from)
        select l, t.member_id, t.seen_from
        from registry.%1$s_texts t
        join registry.%1$s_words w on w.row_id = t.id
        cross join unnest(tsvector_to_array(w.words)) l
        where t.seen_from > now() and char_length(l) >= 4 and l !~ '[0-9.^>=#:]'
          and not exists (select from registry.vocabulary v where v.word = l and v.seen_from <= now())
        group by 1, 2, 3
        $fill$, resource);
end
$$;
comment on function registry.make_words(text) is 'Makes the words of all rows of a resource anew.';

do $$
begin
    perform registry.watch_words('member', '{name,description,pib,mb,lei,isin,vat_number}');
    perform registry.watch_words('commitment', '{title,description}');
    perform registry.watch_words('report', '{title}');
end
$$;

create function registry.last_place(resource text) returns bigint
language plpgsql stable strict security definer
as $$
begin
    return case resource
               when 'member' then (select s.last_value from registry.member_place s)
               when 'commitment' then (select s.last_value from registry.commitment_place s)
               when 'report' then (select s.last_value from registry.report_place s)
           end;
end
$$;
comment on function registry.last_place(text) is 'The place of the newest row.';
grant execute on function registry.last_place(text) to forum_app, forum_public;

do $$
begin
    perform registry.make_words(r) from unnest('{member,commitment,report}'::text[]) r;
end
$$;

commit;
