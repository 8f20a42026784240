-- Has a rejected applicant or a member that had left apply again.
select registry.apply_transition('member', :member_id, 'apply', :if_match, :body::jsonb);

select {columns} from api.member where id = :member_id;
