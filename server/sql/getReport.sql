-- Answers one report.
select {columns} from api.report where id = :report_id;
