-- Deploy forum:many_at_once to pg
-- Many rows in one request: all or none, or the good ones, and what is wrong with each of the others.

begin;
set local role forum_owner;

-- What is wrong with a row, as the entries of a problem's errors. Constraints are told by their names.
create function registry.tell_constraints(resource text, names text[]) returns jsonb[]
language sql stable
begin atomic
    select coalesce(array_agg(registry.fault(p.pointer, p.code, p.message) order by n.place), '{}')
    from unnest(names) with ordinality n(name, place)
    join registry.constraint_problem p on p.name = n.name and p.resource = tell_constraints.resource;
end;
comment on function registry.tell_constraints(text, text[]) is 'What a client hears of violated constraints of a table.';

-- The same of an error that a statement met with, in the terms of PostgreSQL's diagnostics.
create function registry.tell_failure(resource text, state text, detail text, broken_constraint text, missing_column text)
    returns jsonb[]
language plpgsql stable
as $$
declare
    members jsonb := case when starts_with(detail, '{') then detail::jsonb end;
    told jsonb[];
begin
    if state = 'FR422' then
        told := array(select jsonb_array_elements(members -> 'errors'));
    elsif state = '23502' then
        told := array[registry.fault('/' || missing_column, 'required', missing_column || ' is needed')];
    elsif starts_with(state, '23') then
        told := registry.tell_constraints(resource, array(select jsonb_array_elements_text(members -> 'constraints')));
        if told = '{}' then
            told := registry.tell_constraints(resource, array[broken_constraint]);
        end if;
    end if;
    if coalesce(told, '{}') = '{}' then
        told := array[registry.fault('', 'value', 'A value is out of its range, or not of its type.')];
    end if;
    return told;
end
$$;
comment on function registry.tell_failure(text, text, text, text, text) is
    'The faults of a row that PostgreSQL has refused for what is in it.';

-- With the asker's rights: policies, grants and triggers hold as for a single row. The usual case is
-- that all rows are good, and one statement writes them. Otherwise each is tried alone, in a
-- subtransaction, which costs three times as much, and shows what is wrong with it. What shall not
-- stay is rolled back to before the first. What is no fault of a row (a member that may not have
-- commitments) ends the request.
--
-- `given` is [{"line", "id", "row"}, ...]; a row that the contract has refused already comes with
-- {"errors"} in place of an id, and with what was right in it, of which the constraints are asked.
-- `parent` has the columns that are the same for all.
create function registry.create_many(resource text, parent jsonb, defaults jsonb, given jsonb, is_lenient boolean,
                                     is_dry_run boolean, most_errors integer)
    returns table (dry_run boolean, taken integer, refused integer, rows json, errors json, errors_left_out integer)
language plpgsql
as $$
declare
    names text;
    insertion text;
    row_count integer := jsonb_array_length(given);
    good jsonb;
    good_count integer;
    entry jsonb;
    fault jsonb;
    told jsonb[];
    faulty integer[] := '{}';
    found_lines integer[] := '{}';
    found_faults jsonb[] := '{}';
    is_tried_singly boolean := false;
    stays boolean;
    state text;
    detail text;
    broken_constraint text;
    missing_column text;
begin
    select string_agg(distinct quote_ident(k.name), ', ') into names
    from (select jsonb_object_keys(g.value -> 'row') as name
          from jsonb_array_elements(given) g where g.value ? 'id'
          union select jsonb_object_keys(defaults)
          union select jsonb_object_keys(parent)) k;
    insertion := format(
        'insert into registry.%1$I (id, %2$s)
         select r.id, %3$s
         from jsonb_array_elements($1) g,
              jsonb_populate_record(null::registry.%1$I,
                                    $2 || (g.value -> ''row'') || $3 || jsonb_build_object(''id'', g.value -> ''id'')) r',
        resource, names, (select string_agg('r.' || n, ', ') from string_to_table(names, ', ') n));

    for entry in select g.value from jsonb_array_elements(given) g where not g.value ? 'id' loop
        faulty := faulty || (entry ->> 'line')::integer;
        told := array(select jsonb_array_elements(entry -> 'errors'));
        if entry ? 'row' then
            told := told || registry.tell_constraints(resource, array(select registry.faults(resource, null, entry -> 'row')));
        end if;
        foreach fault in array told loop
            found_lines := found_lines || (entry ->> 'line')::integer;
            found_faults := found_faults || fault;
        end loop;
    end loop;

    select coalesce(jsonb_agg(g.value order by g.place), '[]'), count(*) into good, good_count
    from jsonb_array_elements(given) with ordinality g(value, place) where g.value ? 'id';
    stays := not is_dry_run and (is_lenient or cardinality(faulty) = 0);
    begin
        execute insertion using good, defaults, parent;
        if not stays then
            raise exception using errcode = 'FRDRY';
        end if;
    exception
        when sqlstate 'FRDRY' then
            null;
        when integrity_constraint_violation or data_exception or sqlstate 'FR422' then
            is_tried_singly := true;
    end;

    if is_tried_singly then
        begin
            for entry in select g.value from jsonb_array_elements(good) g loop
                begin
                    execute insertion using jsonb_build_array(entry), defaults, parent;
                exception when integrity_constraint_violation or data_exception or sqlstate 'FR422' then
                    get stacked diagnostics state = returned_sqlstate, detail = pg_exception_detail,
                                            broken_constraint = constraint_name, missing_column = column_name;
                    faulty := faulty || (entry ->> 'line')::integer;
                    foreach fault in array registry.tell_failure(resource, state, detail, broken_constraint, missing_column) loop
                        found_lines := found_lines || (entry ->> 'line')::integer;
                        found_faults := found_faults || fault;
                    end loop;
                end;
            end loop;
            if is_dry_run or (not is_lenient and cardinality(faulty) > 0) then
                raise exception using errcode = 'FRDRY';
            end if;
        exception when sqlstate 'FRDRY' then
            null;
        end;
    end if;

    dry_run := is_dry_run;
    refused := cardinality(faulty);
    taken := case when refused = 0 or is_lenient then row_count - refused else 0 end;
    select format('[%s]', string_agg(row_to_json(r)::text, ',' order by r.line)) into rows
    from (select (g.value ->> 'line')::integer as line, case when not is_dry_run then g.value ->> 'id' end as id
          from jsonb_array_elements(good) g) r
    where taken > 0 and r.line <> all (faulty);
    select format('[%s]', string_agg(row_to_json(e)::text, ',')) into errors
    from (select f.line, f.fault ->> 'pointer' as pointer, f.fault ->> 'code' as code, f.fault ->> 'message' as message
          from unnest(found_lines, found_faults) with ordinality f(line, fault, place)
          order by f.line, f.place
          limit most_errors) e;
    errors_left_out := greatest(cardinality(found_faults) - most_errors, 0);
    return next;
end
$$;
comment on function registry.create_many(text, jsonb, jsonb, jsonb, boolean, boolean, integer) is
    'Creates the good rows of a request, if it shall, and says which were taken and what is wrong with the others.';
grant execute on function registry.tell_constraints(text, text[]),
    registry.tell_failure(text, text, text, text, text), registry.fault(text, text, text),
    registry.create_many(text, jsonb, jsonb, jsonb, boolean, boolean, integer) to forum_app;

commit;
