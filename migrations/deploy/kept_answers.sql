-- Deploy forum:kept_answers to pg
-- The first answer to each Idempotency-Key, so that a request that is sent again is carried out once.

begin;
set local role forum_owner;

create table registry.kept_answer (
    slot bytea not null,
    fingerprint bytea not null,
    sealed bytea,
    person uuid,
    created_at timestamptz not null default now(),
    constraint kept_answer_pkey primary key (slot),
    constraint kept_answer_slot_length check (octet_length(slot) = 32),
    constraint kept_answer_fingerprint_length check (octet_length(fingerprint) = 32)
);
comment on table registry.kept_answer is
    'Answers to requests that came with an Idempotency-Key, for 24 hours. Nobody reads it but through the functions beside it.';
comment on column registry.kept_answer.slot is 'A hash of who asked and the Idempotency-Key; neither can be found from it.';
comment on column registry.kept_answer.fingerprint is 'A hash of the request: the same key with another request is a mistake.';
comment on column registry.kept_answer.sealed is
    'The answer, sealed with a secret that only who asked has: some show the text of a key, all may show a draft.';

comment on column registry.kept_answer.person is
    'The contact person of whom the answer tells. When that one is forgotten the answer is too, and sealed is null.';

-- An answer is long and was sealed, so that nothing of it can be compressed.
alter table registry.kept_answer alter column sealed set storage external;

create index kept_answer_created_at on registry.kept_answer (created_at);
comment on index registry.kept_answer_created_at is 'registry.keep_answer: the oldest go first';
create index kept_answer_person on registry.kept_answer (person) where person is not null;
comment on index registry.kept_answer_person is 'registry.forget_answers: whose answers to forget';

-- No policy: row-level security then shows nothing to anybody but the owner of these functions.
alter table registry.kept_answer enable row level security;

create function registry.answers_kept_since() returns timestamptz
language sql stable parallel safe
return now() - interval '24 hours';
comment on function registry.answers_kept_since() is 'Answers from before this moment are forgotten.';

-- Holds the slot until the end of the transaction. Who can not have it must not wait, since the one who has it may well be the
-- same client's first try: it hears to come again. When that one has just been committed the answer is there already.
create function registry.recall_answer(slot bytea, fingerprint bytea) returns void
language plpgsql security definer
as $$
declare
    held boolean := pg_try_advisory_xact_lock(('x' || encode(substr(slot, 1, 8), 'hex'))::bit(64)::bigint);
    known record;
begin
    select k.fingerprint, k.created_at > registry.answers_kept_since() as is_kept, k.sealed is null as is_forgotten into known
    from registry.kept_answer k where k.slot = recall_answer.slot;
    if known.is_kept and known.fingerprint <> recall_answer.fingerprint then
        raise exception using
            errcode = 'FROTH',
            message = 'This Idempotency-Key came with another request before: another method, address, media type or body.';
    elsif known.is_kept and known.is_forgotten then
        perform registry.refuse(404, 'What this request has made was deleted for good since.');
    elsif known.is_kept then
        raise exception using errcode = 'FRDID', message = 'This request was answered before.';
    elsif not held then
        raise exception using
            errcode = 'FRBSY',
            message = 'A request with this Idempotency-Key is under way right now.';
    elsif known.is_kept is not null then
        delete from registry.kept_answer k where k.slot = recall_answer.slot;
    end if;
end
$$;
comment on function registry.recall_answer(bytea, bytea) is
    'Goes on when the slot has no answer yet, and holds it; otherwise ends the statement with SQLSTATE FRDID (answered before), FROTH (another request) or FRBSY (under way).';

-- One in eight of the answers that are kept takes up to 32 with it that are out of date: no job, no request that pays for a
-- day's, and the others need not look. A slot is a hash, so its last byte is a throw of dice.
create function registry.keep_answer(slot bytea, fingerprint bytea, sealed bytea) returns void
language plpgsql security definer
as $$
begin
    if get_byte(slot, 31) < 32 then
        delete from registry.kept_answer k
        where k.slot in (select o.slot from registry.kept_answer o
                         where o.created_at <= registry.answers_kept_since()
                         order by o.created_at limit 32
                         for update skip locked);
    end if;
    insert into registry.kept_answer (slot, fingerprint, sealed, person)
    values (slot, fingerprint, sealed, nullif(current_setting('forum.person', true), '')::uuid);
end
$$;
comment on function registry.keep_answer(bytea, bytea, bytea) is
    'Keeps an answer in the transaction of the change that it tells of.';

create function registry.read_answer(slot bytea) returns bytea
language sql stable security definer
begin atomic
    select k.sealed from registry.kept_answer k
    where k.slot = read_answer.slot and k.created_at > registry.answers_kept_since();
end;
comment on function registry.read_answer(bytea) is 'A kept answer, or null.';

-- Whoever created a contact could otherwise have the answer once more when the person is forgotten. The slot stays, so
-- that the request, sent again, does not enter the person anew.
create function registry.note_person() returns trigger
language plpgsql
as $$
begin
    perform set_config('forum.person', new.id::text, true);
    return null;
end
$$;
comment on function registry.note_person() is 'Trigger: tells registry.keep_answer of whom the answer will tell.';
create trigger note_person after insert on registry.contact
    for each row execute function registry.note_person();

create function registry.forget_answers() returns trigger
language plpgsql security definer
as $$
begin
    update registry.kept_answer k
    set sealed = null
    where k.person in (select r.id from removed r);
    return null;
end
$$;
comment on function registry.forget_answers() is 'Trigger: forgets the answers that tell of deleted contact persons.';
create trigger wipe_answers after delete on registry.contact
    referencing old table as removed
    for each statement execute function registry.forget_answers();

grant execute on function registry.recall_answer(bytea, bytea), registry.keep_answer(bytea, bytea, bytea),
    registry.read_answer(bytea) to forum_app;

commit;
