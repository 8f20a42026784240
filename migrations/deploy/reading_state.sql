-- Deploy forum:reading_state to pg
-- Whether an answer of before still holds, asked in one cheap question.

begin;
set local role forum_owner;

create index commitment_embargo_until on registry.commitment (embargo_until) where embargo_until is not null;
create index report_embargo_until on registry.report (embargo_until) where embargo_until is not null;
comment on index registry.commitment_embargo_until is 'registry.reading_state: the last embargo that has passed';
comment on index registry.report_embargo_until is 'registry.reading_state: the last embargo that has passed';

-- What strangers see depends on three things. Which transactions are visible: the snapshot says it, and every
-- transaction that changes anything makes another one. The day, on which health and reporting depend. And which
-- embargoes have passed. Transaction numbers could come again after a restore from a backup: a server that started at another
-- time is another state.
create function registry.reading_state() returns text
language plpgsql stable security definer
as $$
begin
    return concat_ws(' ', pg_current_snapshot(), registry.today(), pg_postmaster_start_time(),
                     (select max(c.embargo_until) from registry.commitment c where c.embargo_until <= now()),
                     (select max(r.embargo_until) from registry.report r where r.embargo_until <= now()));
end
$$;
comment on function registry.reading_state() is
    'While this is the same, every anonymous read answers the same.';
grant execute on function registry.reading_state() to forum_public;

commit;
