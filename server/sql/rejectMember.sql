-- Rejects an application.
select registry.apply_transition('member', :member_id, 'reject', :if_match, :body::jsonb);

select {columns} from api.member where id = :member_id;
