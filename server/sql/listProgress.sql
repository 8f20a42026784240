-- Lists the progress entries of a commitment.
select registry.check_seen('commitment', :commitment_id [[, :as_of]]);

select {columns}
from {rows progress} p
where p.commitment_id = :commitment_id
{after}
{page};
