-- Answers one commitment.
select {columns} from api.commitment where id = :commitment_id;
