-- Lists what changed in a report, and what each change means.
select {columns}
from api.revision r
where r.resource = 'report' and r.resource_id = :report_id
[[ and r.at <= :as_of ]]
{after}
{page};
