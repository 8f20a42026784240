-- Verify forum:life_cycles on pg

begin;

do $$
begin
    assert has_function_privilege('forum_app', 'registry.apply_transition(text,uuid,text,integer,jsonb)', 'execute');
    assert not has_function_privilege('forum_public', 'registry.apply_transition(text,uuid,text,integer,jsonb)', 'execute');
    assert (select bool_and(p.prosecdef = (p.proname not in ('check_seen'))) from pg_proc p
            where p.pronamespace = 'registry'::regnamespace
              and p.proname in ('apply_transition', 'hold', 'check_version', 'check_owner', 'check_seen')),
        'who decides sees everything, who looks sees what the asker may';
end
$$;

rollback;
