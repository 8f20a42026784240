-- Makes a suspended member active again.
select registry.apply_transition('member', :member_id, 'reinstate', :if_match, :body::jsonb);

select {columns} from api.member where id = :member_id;
