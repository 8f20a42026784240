-- Answers one contact person.
select {columns} from api.contact where id = :contact_id;
