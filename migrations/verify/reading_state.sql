-- Verify forum:reading_state on pg

-- One snapshot for both questions: elsewhere in the cluster transactions come and go.
begin isolation level repeatable read;

do $$
declare
    before text := registry.reading_state();
begin
    assert has_function_privilege('forum_public', 'registry.reading_state()', 'execute'), 'the public lane must be able to ask';
    assert before = registry.reading_state(), 'the same state must read the same';
end
$$;

rollback;
