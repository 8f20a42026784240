-- Verify forum:change_feed on pg

begin;

do $$
declare
    asker text;
    name text;
begin
    foreach name in array '{unsealed_change,withheld_column,seal_recipe,sealed_change,awaited_publication,seal_head}'::text[] loop
        assert (select c.relrowsecurity from pg_class c where c.oid = format('registry.%I', name)::regclass), name || ' must have row-level security';
        foreach asker in array '{forum_app,forum_public}'::text[] loop
            assert not has_any_column_privilege(asker, format('registry.%I', name), 'select, insert, update')
               and not has_table_privilege(asker, format('registry.%I', name), 'delete, truncate'),
                asker || ' must reach ' || name || ' through the feed alone';
        end loop;
    end loop;
    assert has_function_privilege('forum_app', 'registry.seal(integer)', 'execute')
       and not has_function_privilege('forum_public', 'registry.seal(integer)', 'execute');
    assert exists (select from pg_trigger t where t.tgrelid = 'registry.change'::regclass and t.tgname = 'queue'), 'changes must wait to be sealed';
    perform position, resource, member_id, line from api.change where false;
    assert (select count(*) from registry.feed_head) = 1;

    assert registry.link(null, '\x00', '\x01') = sha256('\x0001') and registry.link('\x02', '\x00', '\x01') = sha256('\x0201');
    assert (select count(*) from registry.seal_recipes()) = 4, 'the feed must know what of each public resource it tells';
    assert not exists (select from registry.seal_recipes() r where not r.withheld @> '{since,until}'), 'what is no property must not be told';
end
$$;

rollback;
