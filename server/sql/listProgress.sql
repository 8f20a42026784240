-- Lists the progress entries of a commitment.
select registry.check_seen('commitment', :commitment_id [[, :as_of]]);

select {columns}
from {rows progress} p
where p.commitment_id = :commitment_id
[[ and p.observed_on >= :observed_on.gte ]]
[[ and p.observed_on <= :observed_on.lte ]]
[[ and (p.superseded_by is not null) = :superseded ]]
[[ and p.created_at >= :created_at.gte ]]
[[ and p.created_at <= :created_at.lte ]]
{after}
{page};
