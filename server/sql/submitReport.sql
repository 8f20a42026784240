-- Hands a draft or a returned report in for publication; asks back figures that leap.
select registry.apply_transition('report', :report_id, 'submit', :if_match, :body::jsonb);

select registry.ask_about_figures(:report_id, :body::jsonb -> 'confirm');

select {columns} from api.report where id = :report_id;
