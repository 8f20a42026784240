-- Answers one report.
select {columns} from {rows report} where id = :report_id;
