-- Deploy forum:documents to pg
-- The documents of reports: what a company wrote, byte for byte, seen by whoever sees the report.

begin;
set local role forum_owner;

-- What is told of a document stands in report.document too, which is recorded and kept as everything else of a report. Another
-- upload is another id, so that who reads on gets nothing rather than the pieces of two.
create table registry.document (
    id uuid not null,
    report_id uuid not null,
    media_type text not null,
    name text not null,
    size_bytes bigint not null,
    sha256 text not null,
    stored_at timestamptz not null default now(),
    constraint document_pkey primary key (id),
    constraint document_report_id_once unique (report_id),
    constraint document_report_id_known foreign key (report_id) references registry.report on delete cascade,
    constraint document_size_bytes_some check (size_bytes > 0)
);
comment on table registry.document is 'The uploaded document of a report.';
comment on constraint document_report_id_once on registry.document is 'A report has one document.';
comment on constraint document_report_id_known on registry.document is 'report_id must be a report''s id.';
comment on constraint document_size_bytes_some on registry.document is 'A document must not be empty.';
comment on index registry.document_report_id_once is 'GET /v1/reports/{report_id}/document';

-- Uncompressed, since documents are compressed already, and so that a part of a chunk can be read without the rest.
create table registry.document_chunk (
    document_id uuid not null,
    starts_at bigint not null,
    bytes bytea not null,
    constraint document_chunk_pkey primary key (document_id, starts_at),
    constraint document_chunk_document_id_known foreign key (document_id) references registry.document on delete cascade
);
comment on table registry.document_chunk is 'The bytes of a document, in pieces.';
comment on column registry.document_chunk.starts_at is 'How many bytes of the document stand before these.';
comment on constraint document_chunk_document_id_known on registry.document_chunk is 'document_id must be a document''s id.';
alter table registry.document_chunk alter column bytes set storage external;

alter table registry.document enable row level security;
alter table registry.document_chunk enable row level security;
create policy whoever_sees_the_report on registry.document for select to forum_app, forum_public
    using (exists (select from registry.report r where r.id = report_id));
create policy whoever_sees_the_report on registry.document_chunk for select to forum_app, forum_public
    using (exists (select from registry.document d where d.id = document_id));
grant select on registry.document, registry.document_chunk to forum_app, forum_public;

create function registry.document_facts(document registry.document) returns jsonb
language sql immutable
return jsonb_build_object('url', '/v1/reports/' || (document).report_id || '/document', 'media_type', (document).media_type,
                          'size_bytes', (document).size_bytes, 'sha256', (document).sha256, 'name', (document).name);
comment on function registry.document_facts(registry.document) is 'What report.document says of an upload.';

-- report.document and what is stored can not disagree: while there is an upload, another goes through registry.put_document
-- alone, and null removes it; without one, nothing claims that there is.
create function registry.follow_document() returns trigger
language plpgsql security definer
as $$
declare
    stored jsonb := (select registry.document_facts(d) from registry.document d where d.report_id = new.id);
begin
    if new.document is null then
        delete from registry.document d where d.report_id = new.id;
    elsif new.document is distinct from stored and (stored is not null or starts_with(new.document ->> 'url', '/')) then
        perform registry.refuse_input(jsonb_build_array(registry.fault('/document', 'uploaded',
            format('document can only be removed here, by null; an upload is put to /v1/reports/%s/document.', new.id))));
    end if;
    return null;
end
$$;
comment on function registry.follow_document() is 'Trigger: keeps report.document and the uploads in agreement.';
create trigger follow_document_insert after insert on registry.report
    for each row when (new.document is not null) execute function registry.follow_document();
create trigger follow_document_update after update on registry.report
    for each row when (new.document is distinct from old.document) execute function registry.follow_document();

-- Asked before the bytes come, so that nobody sends 25 MB to hear that it was in vain. Nothing is locked.
create function registry.check_document(report_id uuid, if_match integer) returns void
language plpgsql stable security definer
as $$
declare
    seen registry.held_row := registry.access_of('report', report_id, false);
begin
    perform registry.check_access('report', seen);
    perform registry.check_held('report', seen, if_match);
    perform registry.check_report_open(seen.status, seen.member_id);
end
$$;
comment on function registry.check_document(uuid, integer) is
    'Refuses with 404, 403, 412 or 409 when the asker may not put a document to this report now.';

-- The bytes follow in the same transaction, which can not be committed without them.
create function registry.put_document(report_id uuid, if_match integer, document_id uuid, name text, media_type text,
                                      ending text, size_bytes bigint, sha256 text, out is_new boolean, out wants_bytes boolean)
language plpgsql security definer
as $$
declare
    held registry.held_row := registry.hold('report', report_id, if_match);
    former registry.document;
    stored registry.document;
begin
    perform registry.check_report_open(held.status, held.member_id);
    select * into former from registry.document d where d.report_id = put_document.report_id;
    stored := row(document_id, report_id, media_type,
                  coalesce(name, (select replace(r.kind, '_', '-') || '-' || registry.year_of(r.period_end) || '.' || ending
                                  from registry.report r where r.id = put_document.report_id)),
                  size_bytes, sha256, now());
    is_new := former.id is null;
    wants_bytes := is_new or registry.document_facts(former) <> registry.document_facts(stored);
    if wants_bytes then
        delete from registry.document d where d.id = former.id;
        insert into registry.document values (stored.*);
        update registry.report r set document = registry.document_facts(stored) where r.id = put_document.report_id;
    end if;
end
$$;
comment on function registry.put_document(uuid, integer, uuid, text, text, text, bigint, text) is
    'Puts what is known of a document to a report, in place of what it had; the same again changes nothing.';

-- Only to what this transaction has put, and one after the other.
create function registry.put_document_chunk(document_id uuid, starts_at bigint, bytes bytea) returns void
language plpgsql security definer
as $$
begin
    if not exists (select from registry.document d
                   where d.id = document_id and d.xmin = pg_current_xact_id()::xid)
       or starts_at <> coalesce((select c.starts_at + octet_length(c.bytes) from registry.document_chunk c
                                 where c.document_id = put_document_chunk.document_id
                                 order by c.starts_at desc limit 1), 0) then
        raise exception 'these bytes belong to no document that is being put' using errcode = 'integrity_constraint_violation';
    end if;
    insert into registry.document_chunk values (document_id, starts_at, bytes);
end
$$;
comment on function registry.put_document_chunk(uuid, bigint, bytea) is 'Puts the next bytes of a document.';

create function registry.check_document_whole() returns trigger
language plpgsql security definer
as $$
begin
    if exists (select from registry.document d where d.id = new.id)
       and new.size_bytes is distinct from (select sum(octet_length(c.bytes)) from registry.document_chunk c
                                            where c.document_id = new.id) then
        raise exception 'the bytes of a document are missing' using errcode = 'integrity_constraint_violation';
    end if;
    return null;
end
$$;
comment on function registry.check_document_whole() is 'Trigger: a document is committed with all its bytes or not at all.';
create constraint trigger whole after insert on registry.document
    deferrable initially deferred for each row execute function registry.check_document_whole();

create function registry.remove_document(report_id uuid, if_match integer) returns void
language plpgsql security definer
as $$
declare
    held registry.held_row := registry.hold('report', report_id, if_match);
begin
    perform registry.check_report_open(held.status, held.member_id);
    perform registry.find_document(report_id);
    update registry.report r set document = null where r.id = remove_document.report_id;
end
$$;
comment on function registry.remove_document(uuid, integer) is 'Removes the uploaded document of a report.';

-- With the asker's own eyes.
create function registry.find_document(report_id uuid)
    returns table (id uuid, version integer, media_type text, name text, size_bytes bigint, sha256 text, stored_at timestamptz)
language plpgsql stable
as $$
declare
    report registry.report;
begin
    select * into report from registry.report r where r.id = report_id;
    if report.id is null then
        perform registry.refuse(404, 'There is no report with this id.');
    elsif report.document is null then
        perform registry.refuse(404, 'This report has no document.');
    end if;
    return query
    select d.id, report.version, d.media_type, d.name, d.size_bytes, d.sha256, d.stored_at
    from registry.document d where d.report_id = find_document.report_id;
    if not found then
        perform registry.refuse(404, format('The document of this report is at %s.', report.document ->> 'url'));
    end if;
end
$$;
comment on function registry.find_document(uuid) is 'What there is to know of a report''s uploaded document before its bytes are read; refuses with 404.';

create function registry.read_document(document_id uuid, at bigint, most integer) returns bytea
language sql stable
begin atomic
    select substr(c.bytes, (at - c.starts_at)::integer + 1, most)
    from registry.document_chunk c
    where c.document_id = read_document.document_id and c.starts_at <= at
    order by c.starts_at desc limit 1;
end;
comment on function registry.read_document(uuid, bigint, integer) is
    'Some bytes of a document, from there on: at most so many, at least one, or null when the asker sees none.';

grant execute on function registry.check_document(uuid, integer),
    registry.put_document(uuid, integer, uuid, text, text, text, bigint, text),
    registry.put_document_chunk(uuid, bigint, bytea), registry.remove_document(uuid, integer) to forum_app;
grant execute on function registry.find_document(uuid), registry.read_document(uuid, bigint, integer) to forum_app, forum_public;

commit;
