-- Puts an upload to a report in place of what it had; its bytes come between the two statements.
select * from registry.put_document(:report_id, :if_match, :new_id, :filename, :media_type, :file_ending, :size_bytes, :sha256);

select {columns} from api.report where id = :report_id;
