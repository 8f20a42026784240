-- Publishes a submitted report.
select registry.apply_transition('report', :report_id, 'publish', :if_match, :body::jsonb);

select {columns} from api.report where id = :report_id;
