-- Answers one commitment.
select {columns} from {rows commitment} where id = :commitment_id;
