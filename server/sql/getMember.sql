-- Answers one member.
select {columns} from {rows member} where id = :member_id;
