-- Verify forum:documents on pg

begin;

select id, version, media_type, name, size_bytes, sha256, stored_at from registry.find_document(null::uuid) where false;

do $$
declare
    target regclass;
    asker text;
begin
    foreach target in array '{registry.document,registry.document_chunk}'::regclass[] loop
        assert (select c.relrowsecurity from pg_class c where c.oid = target), 'row-level security must be on';
        assert (select c.relowner = 'forum_owner'::regrole from pg_class c where c.oid = target), 'forum_owner must own it';
        assert not exists (select from pg_constraint c where c.conrelid = target and c.contype in ('c', 'f')
                           and obj_description(c.oid, 'pg_constraint') is null), 'every constraint must say what a client did wrong';
        foreach asker in array '{forum_app,forum_public}'::text[] loop
            assert not has_table_privilege(asker, target, 'insert, update, delete, truncate'),
                asker || ' must write documents by the functions alone';
        end loop;
    end loop;
    assert (select a.attstorage = 'e' from pg_attribute a
            where a.attrelid = 'registry.document_chunk'::regclass and a.attname = 'bytes'), 'parts of a chunk must be readable alone';
    assert (select count(*) from pg_trigger t where t.tgrelid = 'registry.document'::regclass and t.tgname = 'whole' and t.tginitdeferred) = 1,
        'a document must be committed whole';
    assert not has_function_privilege('forum_public', 'registry.put_document_chunk(uuid, bigint, bytea)', 'execute'),
        'strangers must not put documents';
end
$$;

rollback;
