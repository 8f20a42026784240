-- Verify forum:past on pg

begin;

do $$
declare
    resource text;
    asker text;
begin
    foreach resource in array '{member,commitment,progress,report}'::text[] loop
        execute format('select since, until from registry.%I where false', resource || '_past');
        execute format('select * from past.%I(now()) where false', resource);
        assert (select bool_and(c.relrowsecurity) from pg_class c
                where c.oid in (format('registry.%I', resource || '_past')::regclass, format('registry.%I', resource || '_state')::regclass)),
            resource || '_past and _state must have row-level security';
        assert (select count(*) from pg_trigger t where t.tgrelid = format('registry.%I', resource)::regclass
                and t.tgname in ('stamp_since', 'keep_past_update', 'keep_past_delete')) = 3, resource || ' must keep its former states';
        foreach asker in array '{forum_app,forum_public}'::text[] loop
            assert not has_table_privilege(asker, format('registry.%I', resource || '_past'), 'insert, update, delete, truncate'),
                asker || ' must not write the past';
            assert not has_any_column_privilege(asker, format('registry.%I', resource || '_past'), 'select'),
                asker || ' must read the past by its policy';
        end loop;
    end loop;
    assert registry.moment() = now();
end
$$;

rollback;
