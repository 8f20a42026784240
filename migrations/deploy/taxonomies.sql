-- Deploy forum:taxonomies to pg
-- Reference lists: one table of lists, one of their entries. The entries come with later changes.

begin;
set local role forum_owner;

create table registry.taxonomy (
    name text not null,
    title jsonb not null,
    constraint taxonomy_pkey primary key (name),
    constraint taxonomy_title_localized check (registry.is_localized(title, 100))
);
comment on table registry.taxonomy is 'The reference lists.';

-- Other tables refer to a NACE code or a country by one column: the key of entries is two, hence
-- a generated column each, unique and null for every other list.
create table registry.taxonomy_entry (
    taxonomy text not null,
    code text not null,
    parent text,
    level text,
    name jsonb not null,
    position integer not null,
    nace text generated always as (case when taxonomy = 'nace' and level <> 'section' then code end) stored,
    country text generated always as (case when taxonomy = 'countries' then code end) stored,
    constraint taxonomy_entry_pkey primary key (taxonomy, code),
    constraint taxonomy_entry_taxonomy_known foreign key (taxonomy) references registry.taxonomy,
    constraint taxonomy_entry_name_localized check (registry.is_localized(name, 1000)),
    constraint taxonomy_entry_nace_once unique (nace),
    constraint taxonomy_entry_country_once unique (country),
    constraint taxonomy_entry_position_once unique (taxonomy, position)
);
comment on table registry.taxonomy_entry is 'Entries of the reference lists, in order.';
comment on index registry.taxonomy_entry_position_once is 'GET /v1/taxonomies/{taxonomy}';

create index taxonomy_entry_parent on registry.taxonomy_entry (taxonomy, parent, position);
comment on index registry.taxonomy_entry_parent is 'GET /v1/taxonomies/{taxonomy}?parent=';

alter table registry.taxonomy enable row level security;
alter table registry.taxonomy_entry enable row level security;
create policy everyone_reads on registry.taxonomy for select to forum_app, forum_public using (true);
create policy everyone_reads on registry.taxonomy_entry for select to forum_app, forum_public using (true);
grant select on registry.taxonomy, registry.taxonomy_entry to forum_app, forum_public;

create view api.taxonomy with (security_invoker) as
select t.name, t.title,
       (select count(*)::integer from registry.taxonomy_entry e where e.taxonomy = t.name) as entries
from registry.taxonomy t;
comment on view api.taxonomy is 'Contract schema Taxonomy.';

-- `taxonomy` stands last: lists filter by it, the contract's schema does not have it.
create view api.taxonomy_entry with (security_invoker) as
select e.code, e.parent, e.level, e.name, e.position, e.taxonomy
from registry.taxonomy_entry e;
comment on view api.taxonomy_entry is 'Contract schema TaxonomyEntry.';

grant select on api.taxonomy, api.taxonomy_entry to forum_app, forum_public;

create function registry.check_taxonomy(name text) returns void
language plpgsql stable
as $$
begin
    if not exists (select from registry.taxonomy t where t.name = check_taxonomy.name) then
        perform registry.refuse(404, format('There is no taxonomy "%s"; /v1/taxonomies lists them.', check_taxonomy.name));
    end if;
end
$$;
comment on function registry.check_taxonomy(text) is 'Refuses with 404 unless there is such a list.';
grant execute on function registry.check_taxonomy(text), registry.refuse(integer, text, jsonb) to forum_app, forum_public;

commit;
