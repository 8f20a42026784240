-- Answers one member.
select {columns} from api.member where id = :member_id;
