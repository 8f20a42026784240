-- Returns a submitted report to its member, with a note.
select registry.apply_transition('report', :report_id, 'return', :if_match, :body::jsonb);

select {columns} from api.report where id = :report_id;
