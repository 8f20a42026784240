-- Lists the reference lists.
select {columns}
from api.taxonomy t
where true
{after}
{page};
