-- Answers what there is to know of a report's uploaded document; its bytes are read after that.
select * from registry.find_document(:report_id);
