-- Verify forum:data_version on pg

-- One snapshot for both questions.
begin isolation level repeatable read;

do $$
declare
    before text := registry.data_version();
begin
    assert has_function_privilege('forum_public', 'registry.data_version()', 'execute'), 'strangers'' exports must be able to ask';
    assert has_function_privilege('forum_app', 'registry.data_version()', 'execute'), 'exports to keys must be able to ask';
    assert before = registry.data_version(), 'the same data must have the same version';
end
$$;

rollback;
