-- Deploy forum:taken_words to pg
-- The words of rows follow the chain of changes: taken a moment after each change, and not by who makes it.
--
-- Taking them in the transaction of the change made that one half as long again: folding, an entry in a GIN index, a look into the
-- vocabulary. What is sealed is committed and in order, so a position is all that must be kept.

begin;
set local role forum_owner;

create table registry.words_head (
    position bigint not null,
    is_one boolean not null default true,
    constraint words_head_once unique (is_one),
    constraint words_head_one check (is_one)
);
comment on table registry.words_head is 'Up to which position of the chain the words of rows were taken: one row.';
alter table registry.words_head enable row level security;
insert into registry.words_head (position) select h.position from registry.seal_head h;

-- Whether a change changed one of these columns. A new row's are all new.
create function registry.touches(before jsonb, after jsonb, columns text[]) returns boolean
language sql immutable parallel safe
return after is not null
   and (before is null
        or (select bool_or((before -> c) is distinct from (after -> c)) from unnest(columns) c));
comment on function registry.touches(jsonb, jsonb, text[]) is 'Whether a change of a row changed one of these columns.';

-- Takes the words of what was sealed since, at most so many positions, and tells how many. A member's other name is another name of its
-- commitments and reports. While there is nothing to do nothing is written. Any login that may call it can only do what is due anyway.
create function registry.take_words(most integer) returns integer
language plpgsql security definer
as $$
declare
    reached bigint;
    head bigint;
    changed record;
    renamed uuid[];
begin
    select h.position into head from registry.seal_head h;
    select w.position into reached from registry.words_head w where w.position < head for update skip locked;
    if not found then
        return 0; -- nothing is due, or somebody else is at it
    end if;
    head := least(head, reached + least(greatest(most, 1), 10000));

    for changed in
        select c.resource,
               array_agg(distinct c.resource_id) filter (where registry.touches(c.before, c.after, t.texts)) as texts,
               array_agg(distinct c.resource_id)
                   filter (where registry.touches(c.before, c.after, t.texts || '{is_public,embargo_until}')) as seen,
               array_agg(distinct c.resource_id) filter (where c.before ->> 'name' <> c.after ->> 'name') as renamed
        from registry.sealed_change s
        join registry.change c on c.id = s.change_id
        join (values ('member', '{name,description,pib,mb,lei,isin,vat_number}'::text[]),
                     ('commitment', '{title,description}'),
                     ('report', '{title}')) t(resource, texts) on t.resource = c.resource
        where s.position > reached and s.position <= head
        group by c.resource
        order by c.resource = 'member' desc
    loop
        case changed.resource
        when 'member' then
            perform registry.put_member_words(changed.texts);
            perform registry.tell_member_words(changed.seen);
            renamed := changed.renamed;
        when 'commitment' then
            perform registry.put_commitment_words(changed.texts);
            perform registry.tell_commitment_words(changed.seen);
        when 'report' then
            perform registry.put_report_words(changed.texts);
            perform registry.tell_report_words(changed.seen);
        end case;
    end loop;
    if renamed is not null then
        perform registry.put_commitment_words(array(select c.id from registry.commitment c where c.member_id = any (renamed)));
        perform registry.put_report_words(array(select r.id from registry.report r where r.member_id = any (renamed)));
    end if;
    update registry.words_head w set position = head;
    return head - reached;
end
$$;
comment on function registry.take_words(integer) is
    'Takes the words of rows whose changes were sealed, of at most so many positions: of how many.';
grant execute on function registry.take_words(integer) to forum_app;

commit;
