-- Lists what changed in a commitment, and what each change means.
select {columns}
from api.revision r
where r.resource = 'commitment' and r.resource_id = :commitment_id
[[ and r.at <= :as_of ]]
{after}
{page};
