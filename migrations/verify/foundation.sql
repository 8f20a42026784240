-- Verify forum:foundation on pg

begin;

do $$
begin
    assert registry.role() is null and registry.principal() is null and not registry.is_staff(),
        'without enter nobody is anybody';
    perform set_config('forum.role', '', true);
    assert registry.role() is null and not registry.is_staff(), 'a left-over setting is no identity';

    -- The examples of RFC 7396, appendix A.
    assert registry.merge_patch('{"a":"b"}', '{"a":"c"}') = '{"a":"c"}';
    assert registry.merge_patch('{"a":"b"}', '{"b":"c"}') = '{"a":"b","b":"c"}';
    assert registry.merge_patch('{"a":"b"}', '{"a":null}') = '{}';
    assert registry.merge_patch('{"a":"b","b":"c"}', '{"a":null}') = '{"b":"c"}';
    assert registry.merge_patch('{"a":["b"]}', '{"a":"c"}') = '{"a":"c"}';
    assert registry.merge_patch('{"a":"c"}', '{"a":["b"]}') = '{"a":["b"]}';
    assert registry.merge_patch('{"a":{"b":"c"}}', '{"a":{"b":"d","c":null}}') = '{"a":{"b":"d"}}';
    assert registry.merge_patch('{"a":[{"b":"c"}]}', '{"a":[1]}') = '{"a":[1]}';
    assert registry.merge_patch('["a","b"]', '["c","d"]') = '["c","d"]';
    assert registry.merge_patch('{"a":"b"}', '["c"]') = '["c"]';
    assert registry.merge_patch('{"a":"foo"}', 'null') = 'null';
    assert registry.merge_patch('{"a":"foo"}', '"bar"') = '"bar"';
    assert registry.merge_patch('{"e":null}', '{"a":1}') = '{"e":null,"a":1}';
    assert registry.merge_patch('[1,2]', '{"a":"b","c":null}') = '{"a":"b"}';
    assert registry.merge_patch('{}', '{"a":{"bb":{"ccc":null}}}') = '{"a":{"bb":{}}}';

    assert registry.is_localized('{"sr":"Tržište"}', 10) and registry.is_localized('{"sr":"Tržište","en":"Market"}', 10);
    assert not registry.is_localized('{}', 10) and not registry.is_localized('{"de":"Markt"}', 10);
    assert not registry.is_localized('{"sr":" "}', 10) and not registry.is_localized('{"sr":1}', 10);
    assert registry.is_localized('{"sr":"čćžšđ"}', 5) and not registry.is_localized('{"sr":"čćžšđ"}', 4);

    assert registry.is_set(array[13, 7]) and not registry.is_set(array[13, 13]) and not registry.is_set(array[null::integer]);
end
$$;

rollback;
