-- Suspends an active member.
select registry.apply_transition('member', :member_id, 'suspend', :if_match, :body::jsonb);

select {columns} from api.member where id = :member_id;
