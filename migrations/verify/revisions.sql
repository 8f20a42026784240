-- Verify forum:revisions on pg

begin;

select version, at, by, action, reason, changes, softened, resource, resource_id
from api.revision where false;

do $$
begin
    assert (select 'security_invoker=true' = any (reloptions) from pg_class where oid = 'api.revision'::regclass),
        'api.revision must show only what its reader may see';
    assert (select 'security_barrier=true' = any (reloptions) from pg_class where oid = 'registry.revision'::regclass),
        'no condition of an asker may see a record before the view has judged it';
    assert (select relrowsecurity from pg_class where oid = 'registry.revised_column'::regclass), 'row-level security must be on';
    assert not has_any_column_privilege('forum_public', 'registry.change', 'select'), 'the records themselves are not public';
    assert not exists (select from registry.revised_column c
                       where not exists (select from pg_attribute a
                                         where a.attrelid = format('registry.%I', c.resource)::regclass and a.attname = c.name)),
        'a rule must be about a column';
    assert registry.time_between('2025-12-31', '2028-12-31') = '{"sr": "3 godine", "en": "3 years"}';
    assert registry.time_between('2025-12-31', '2027-01-31') = '{"sr": "1 godinu i 1 mesec", "en": "1 year and 1 month"}';
    assert registry.time_between('2025-01-01', '2046-06-13')
         = '{"sr": "21 godinu, 5 meseci i 12 dana", "en": "21 years, 5 months and 12 days"}';
    assert registry.time_between('2025-01-01', '2036-01-02') = '{"sr": "11 godina i 1 dan", "en": "11 years and 1 day"}';
end
$$;

rollback;
