-- Answers who the key makes the asker.
select {columns} from api.me;
