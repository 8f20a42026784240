-- Answers one progress entry.
select {columns} from {rows progress} where id = :progress_id and commitment_id = :commitment_id;
