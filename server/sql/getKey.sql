-- Answers one key, never its secret.
select {columns} from api.key where id = :key_id;
