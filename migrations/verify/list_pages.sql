-- Verify forum:list_pages on pg

begin;

select member, progress_entries from api.commitment where false;
select member, progress_entries from past.commitment(now()) where false;
select member, commitments from api.report where false;
select member, commitments from past.report(now()) where false;

rollback;
