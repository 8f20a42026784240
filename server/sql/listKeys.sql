-- Lists the keys that the asker may see.
select {columns}
from api.key k
where true
{after}
{page};
