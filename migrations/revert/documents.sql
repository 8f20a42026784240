-- Revert forum:documents from pg

begin;
set local role forum_owner;

drop function registry.read_document(uuid, bigint, integer);
drop function registry.remove_document(uuid, integer);
drop function registry.find_document(uuid);
drop function registry.put_document_chunk(uuid, bigint, bytea);
drop function registry.put_document(uuid, integer, uuid, text, text, text, bigint, text);
drop function registry.check_document(uuid, integer);
-- A report must not tell of a document that is gone with these tables. What is published stays as it is otherwise.
alter table registry.report disable trigger user;
update registry.report set document = null where document ->> 'url' like '/%';
alter table registry.report enable trigger user;
drop trigger follow_document_insert on registry.report;
drop trigger follow_document_update on registry.report;
drop function registry.follow_document();
drop function registry.document_facts(registry.document);
drop table registry.document_chunk;
drop table registry.document;
drop function registry.check_document_whole();

commit;
