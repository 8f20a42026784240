-- Ends a membership at the member's own wish.
select registry.apply_transition('member', :member_id, 'withdraw', :if_match, :body::jsonb);

select {columns} from api.member where id = :member_id;
