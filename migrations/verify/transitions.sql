-- Verify forum:transitions on pg

begin;

do $$
begin
    assert (select count(*) from registry.transition where resource = 'member') >= 15;
    assert (select count(*) from registry.transition where resource = 'commitment') >= 7;
    assert (select count(*) from registry.transition where resource = 'report') >= 5;
    assert not exists (select from registry.transition
                       where 'member' = any (roles) and action not in ('submit', 'withdraw', 'apply')),
        'a member submits, withdraws and applies, and leaves the rest to staff';
    assert not exists (select from registry.transition t
                       where t.resource = 'commitment' and t.from_status in ('achieved', 'missed', 'withdrawn')),
        'an ended commitment stays ended';
    assert not has_table_privilege('forum_app', 'registry.transition', 'insert, update, delete');
end
$$;

rollback;
