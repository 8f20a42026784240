-- Revokes a key at once; to revoke it again changes nothing.
select registry.check_version('key', :key_id, :if_match);

update registry.key set revoked_at = now() where id = :key_id and revoked_at is null;

select {columns} from api.key where id = :key_id;
