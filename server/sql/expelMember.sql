-- Expels a member.
select registry.apply_transition('member', :member_id, 'expel', :if_match, :body::jsonb);

select {columns} from api.member where id = :member_id;
