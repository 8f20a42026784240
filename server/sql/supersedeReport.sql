-- Has another published report take the place of this one.
select registry.apply_transition('report', :report_id, 'supersede', :if_match, :body::jsonb);

select {columns} from api.report where id = :report_id;
