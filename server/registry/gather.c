#include "registry/gather.h"

#include <string.h>

#include "contract/body.h"
#include "registry/exchange_inside.h"
#include "registry/failure.h"

static void finish_faults(struct group *group)
{
    struct exchange *exchange = group->owner;
    struct request *request = exchange->request;

    if (group->outcome == GROUP_DONE) {
        for (int i = 0; i < PQntuples(group->result); i++)
            failure_add_constraint(request, PQgetvalue(group->result, i, 0));
    } else if (group->outcome == GROUP_FAILED) {
        const char *state = PQresultErrorField(group->failure, PG_DIAG_SQLSTATE);

        /* Who may not do it at all hears that, and not the faults. */
        if (state && (strcmp(state, "FR401") == 0 || strcmp(state, "FR403") == 0)) {
            request->faults = (struct faults){.arena = &request->arena};
            request->problem = PROBLEM_NONE;
            failure_tell(request, group->failure);
        }
    }
    exchange_resume(exchange);
}

bool gather_start(struct exchange *exchange)
{
    struct request *request = exchange->request;
    struct statement *statement =
        statement_get(lanes_statements(request->lanes), "select registry.faults($1, $2::uuid, $3::jsonb)", 3);
    const char **values = arena_alloc(&request->arena, 3 * sizeof *values);

    if (!statement)
        return false;
    values[0] = request->operation->resource;
    values[1] = request->operation->merge_patch ? request->values[0].texts[0] : NULL;
    values[2] = body_faultless_text(request->json, &request->faults);
    exchange->group.segments[0] = (struct segment){.statement = statement, .values = values};
    exchange->group.segment_count = 1;
    exchange->group.done = finish_faults;
    if (!exchange_submit(exchange, LANE_WRITE))
        return false;
    exchange_suspend(request);
    return true;
}
