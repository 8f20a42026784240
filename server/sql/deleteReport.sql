-- Deletes a draft or a returned report; 409 once it was submitted.
select registry.check_version('report', :report_id, :if_match);

delete from registry.report where id = :report_id returning id;
