-- Admits an applicant, or readmits a member that had left and applied again.
select registry.apply_transition('member', :member_id, 'approve', :if_match, :body::jsonb);

select {columns} from api.member where id = :member_id;
