-- Answers one progress entry.
select {columns} from api.progress where id = :progress_id and commitment_id = :commitment_id;
