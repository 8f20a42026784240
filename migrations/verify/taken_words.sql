-- Verify forum:taken_words on pg

begin;

do $$
begin
    assert (select count(*) from registry.words_head) = 1;
    assert not has_any_column_privilege('forum_app', 'registry.words_head', 'select, insert, update'), 'words are taken by registry.take_words alone';
    assert has_function_privilege('forum_app', 'registry.take_words(integer)', 'execute')
       and not has_function_privilege('forum_public', 'registry.take_words(integer)', 'execute');
    assert registry.touches('{"a": 1, "b": 2}', '{"a": 1, "b": 3}', '{b}') and not registry.touches('{"a": 1, "b": 2}', '{"a": 1, "b": 3}', '{a}')
       and registry.touches(null, '{}', '{a}') and not registry.touches('{"a": 1}', null, '{a}');
end
$$;

rollback;
