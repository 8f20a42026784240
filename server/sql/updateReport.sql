-- Changes a report by a merge patch.
select registry.check_version('report', :report_id, :if_match);

update registry.report r
set ({body_columns}) = (
    select {body_columns}
    from jsonb_populate_record(null::registry.report, registry.merge_patch(to_jsonb(r), :body::jsonb)))
where r.id = :report_id;

select {columns} from api.report where id = :report_id;
