-- Lists the contact persons of a member.
select registry.check_own('member', :member_id);

select {columns}
from api.contact c
where c.member_id = :member_id
{after}
{page};
