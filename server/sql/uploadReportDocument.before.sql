-- Refuses before the bytes come what would be refused after them.
select registry.check_document(:report_id, :if_match);
