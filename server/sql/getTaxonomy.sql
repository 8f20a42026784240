-- Lists the entries of a reference list.
select registry.check_taxonomy(:taxonomy);

select {columns}
from api.taxonomy_entry e
where e.taxonomy = :taxonomy
[[ and e.parent = :parent ]]
[[ and e.level = :level ]]
{after}
{page};
