-- Verify forum:bulk_transitions on pg

begin;

do $$
begin
    assert not has_function_privilege('forum_public', 'registry.apply_transitions(text,uuid[],text,date[],text)', 'execute');
    begin
        perform registry.apply_transitions('commitment', '{}', 'publish', '{}', null);
        assert false, 'without an identity nothing is decided';
    exception when sqlstate 'FR403' then
        null;
    end;
end
$$;

rollback;
