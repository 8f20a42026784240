-- Verify forum:finding on pg

begin;

select row_id, place, words from registry.member_words where false;
select 1 / (count(*) = 3)::integer
from pg_class c join pg_policy p on p.polrelid = c.oid
where c.relrowsecurity and p.polname = 'seen_with_the_row' and c.relname in ('member_words', 'commitment_words', 'report_words');
select registry.search_steps('member', 'Delhaize');

do $$
begin
    assert (select proleakproof from pg_proc where oid = 'pg_catalog.ts_match_vq(tsvector,tsquery)'::regprocedure),
        '@@ must be marked leakproof';
    assert not has_table_privilege('forum_public', 'registry.vocabulary', 'select')
       and not has_table_privilege('forum_app', 'registry.vocabulary', 'select'),
        'nobody reads the vocabulary';
end
$$;

rollback;
