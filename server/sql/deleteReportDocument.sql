-- Removes the uploaded document of a report; 409 once it was submitted.
select registry.remove_document(:report_id, :if_match);
