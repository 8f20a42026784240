-- Lists what changed in a member, and what each change means.
select {columns}
from api.revision r
where r.resource = 'member' and r.resource_id = :member_id
[[ and r.at <= :as_of ]]
[[ and r.at >= :at.gte ]]
[[ and r.at <= :at.lte ]]
[[ and r.action in :action ]]
[[ and r.by = :by ]]
[[ and r.softened = :softened ]]
[[ and exists (select from jsonb_array_elements(r.changes) e where e ->> 'field' in :field) ]]
[[ and exists (select from jsonb_array_elements(r.changes) e where e ->> 'meaning' in :meaning) ]]
{after}
{page};
