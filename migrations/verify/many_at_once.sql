-- Verify forum:many_at_once on pg

begin;

do $$
declare
    asker text;
begin
    foreach asker in array '{forum_app,forum_public}'::text[] loop
        assert has_function_privilege(asker, 'registry.create_many(text, jsonb, jsonb, jsonb, boolean, boolean, integer)', 'execute')
               = (asker = 'forum_app');
    end loop;
    assert not (select p.prosecdef from pg_proc p
                where p.oid = 'registry.create_many(text, jsonb, jsonb, jsonb, boolean, boolean, integer)'::regprocedure),
        'rows are created with the rights of who asks';
    assert registry.tell_constraints('commitment', '{commitment_due_on_not_before_starts_on,no_such_constraint}')
           = array[registry.fault('/due_on', 'not_before_starts_on', 'due_on must not be before starts_on.')];
    assert registry.tell_failure('commitment', '23502', null, null, 'title') = array[registry.fault('/title', 'required', 'title is needed')];
    assert (registry.tell_failure('commitment', '22003', null, null, null))[1] ->> 'code' = 'value';
end
$$;

rollback;
