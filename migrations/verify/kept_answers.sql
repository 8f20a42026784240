-- Verify forum:kept_answers on pg

begin;

do $$
declare
    slot bytea := sha256('slot');
    fingerprint bytea := sha256('request');
    asker text;
begin
    assert (select c.relrowsecurity from pg_class c where c.oid = 'registry.kept_answer'::regclass), 'row-level security must be on';
    assert not exists (select from pg_policy p where p.polrelid = 'registry.kept_answer'::regclass), 'nobody reads kept answers directly';
    foreach asker in array '{forum_app,forum_public}'::text[] loop
        assert not has_any_column_privilege(asker, 'registry.kept_answer', 'select, insert, update')
           and not has_table_privilege(asker, 'registry.kept_answer', 'delete, truncate'),
            asker || ' must reach kept answers through functions alone';
        assert has_function_privilege(asker, 'registry.recall_answer(bytea, bytea)', 'execute') = (asker = 'forum_app');
        assert has_function_privilege(asker, 'registry.keep_answer(bytea, bytea, bytea)', 'execute') = (asker = 'forum_app');
        assert has_function_privilege(asker, 'registry.read_answer(bytea)', 'execute') = (asker = 'forum_app');
    end loop;

    perform registry.recall_answer(slot, fingerprint);
    assert registry.read_answer(slot) is null;
    perform registry.keep_answer(slot, fingerprint, 'sealed');
    assert registry.read_answer(slot) = 'sealed';
    begin
        perform registry.recall_answer(slot, fingerprint);
        raise exception 'an answer that is kept must be told';
    exception when sqlstate 'FRDID' then null;
    end;
    begin
        perform registry.recall_answer(slot, sha256('another request'));
        raise exception 'another request must be refused';
    exception when sqlstate 'FROTH' then null;
    end;

    update registry.kept_answer k set sealed = null where k.slot = sha256('slot');
    begin
        perform registry.recall_answer(slot, fingerprint);
        raise exception 'an answer that was forgotten must not be given anew';
    exception when sqlstate 'FR404' then null;
    end;
    assert (select count(*) from pg_trigger t where t.tgrelid = 'registry.contact'::regclass
            and t.tgname in ('note_person', 'wipe_answers')) = 2, 'who is forgotten must be forgotten here too';
end
$$;

rollback;
