-- Lists what changed in a member, and what each change means.
select {columns}
from api.revision r
where r.resource = 'member' and r.resource_id = :member_id
[[ and r.at <= :as_of ]]
{after}
{page};
