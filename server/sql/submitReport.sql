-- Hands a draft or a returned report in for publication.
select registry.apply_transition('report', :report_id, 'submit', :if_match, :body::jsonb);

select {columns} from api.report where id = :report_id;
