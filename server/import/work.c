#include "import/work.h"

#include <jansson.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "import/channel.h"

enum {
    COMPANIES_AT_ONCE = 24, /* in one pipeline */
    MOST_REPEATS = 5,       /* of a transaction that met another */
    MOST_DRAFT_STEPS = MOST_DRAFTS * MOST_QUERY_STATEMENTS,
};

struct loader {
    struct work *work;
    struct channel *channel;
    struct arena arena; /* of the companies at hand */
    struct arena kept;  /* reasons and notes */
    pthread_t thread;
    atomic_bool is_done;
    const char *error;
};

/* One company's transaction. */
struct attempt {
    struct company *company;
    struct step *steps;
    size_t step_count;
    unsigned repeats;
};

static void refuse_row(struct row *row, const char *reason)
{
    row->state = ROW_REFUSED;
    row->reason = reason;
}

static void refuse_company(struct loader *loader, struct company *company, const char *reason)
{
    const char *whole = arena_printf(&loader->kept, "the company itself was refused: %s", reason);

    for (size_t i = 0; i < company->row_count; i++) {
        if (company->rows[i]->state == ROW_WAITING)
            refuse_row(company->rows[i], whole);
    }
}

/* What PostgreSQL refused, in words. */

static const char *append(struct arena *kept, const char *told, const char *more)
{
    return arena_printf(kept, "%s%s%s", told, *told ? "; " : "", more);
}

static const char *tell_details(struct loader *loader, json_t *detail)
{
    const char *told = "";
    size_t index;
    json_t *item;

    json_array_foreach(json_object_get(detail, "errors"), index, item)
    {
        const char *message = json_string_value(json_object_get(item, "message"));

        if (message)
            told = append(&loader->kept, told, message);
    }
    json_array_foreach(json_object_get(detail, "constraints"), index, item)
    {
        const char *name = json_string_value(item);
        const struct constraint *constraint = name ? registry_find_constraint(loader->work->registry, name) : NULL;

        if (name)
            told = append(&loader->kept, told, constraint ? constraint->message : name);
    }
    return told;
}

static const char *tell_failure(struct loader *loader, const PGresult *failure)
{
    const char *message = PQresultErrorField(failure, PG_DIAG_MESSAGE_PRIMARY);
    const char *detail_text = PQresultErrorField(failure, PG_DIAG_MESSAGE_DETAIL);
    const char *name = PQresultErrorField(failure, PG_DIAG_CONSTRAINT_NAME);
    const char *state = PQresultErrorField(failure, PG_DIAG_SQLSTATE);
    const struct constraint *constraint = name ? registry_find_constraint(loader->work->registry, name) : NULL;
    json_t *detail = detail_text ? json_loads(detail_text, 0, NULL) : NULL;
    const char *told = tell_details(loader, detail);

    json_decref(detail);
    if (*told)
        return told;
    if (constraint)
        return constraint->message;
    if (state && strncmp(state, "FR", 2) == 0)
        return arena_strdup(&loader->kept, message);
    return arena_printf(&loader->kept, "%s (%s)", message ? message : "no message", state ? state : "no state");
}

static bool has_state(const PGresult *failure, const char *state)
{
    const char *found = PQresultErrorField(failure, PG_DIAG_SQLSTATE);

    return found && strcmp(found, state) == 0;
}

/* It met another transaction, and may work the next time. */
static bool is_passing(const PGresult *failure)
{
    return has_state(failure, "40001") || has_state(failure, "40P01");
}

/* Another import was there first. */
static bool is_there_already(const PGresult *failure)
{
    const char *name = PQresultErrorField(failure, PG_DIAG_CONSTRAINT_NAME);
    size_t length = name ? strlen(name) : 0;

    return has_state(failure, "23505") && length > 5 && strcmp(name + length - 5, "_pkey") == 0;
}

/* Composing a company's transaction. */

static const char *compose_drafts(struct loader *loader, struct drafts *drafts, struct row *row, struct step *steps,
                                  size_t *step_count)
{
    const char *refusal = drafts->refusal;

    for (size_t i = 0; i < drafts->count && !refusal; i++)
        refusal =
            channel_compose(loader->channel, &drafts->items[i], row, &loader->arena, &loader->kept, steps, step_count);
    return refusal;
}

static void compose_row(struct loader *loader, struct attempt *attempt, struct row *row)
{
    const struct plan *plan = loader->work->plan;
    struct drafts drafts = {.arena = &loader->arena, .kept = &loader->kept, .notes = row->notes};
    size_t step_count = attempt->step_count;
    const char *refusal;

    plan->source->map_row(plan, row, &drafts);
    refusal = compose_drafts(loader, &drafts, row, attempt->steps, &step_count);
    if (refusal)
        refuse_row(row, refusal);
    else if (drafts.count == 0 && row->company->is_present) /* the row is the company */
        row->state = ROW_PRESENT;
    else
        attempt->step_count = step_count;
    row->notes = drafts.notes;
    drafts_finish(&drafts);
}

static void compose_company(struct loader *loader, struct attempt *attempt)
{
    const struct plan *plan = loader->work->plan;
    struct company *company = attempt->company;
    struct drafts drafts = {.arena = &loader->arena, .kept = &loader->kept};
    const char *refusal;

    attempt->steps = arena_alloc(&loader->arena, (company->row_count + 1) * MOST_DRAFT_STEPS * sizeof(struct step));
    attempt->step_count = 0;
    if (company->is_present)
        return;
    plan->source->map_company(plan, company, &drafts);
    refusal = compose_drafts(loader, &drafts, NULL, attempt->steps, &attempt->step_count);
    drafts_finish(&drafts);
    if (refusal)
        refuse_company(loader, company, refusal);
}

static bool has_waiting_rows(const struct company *company)
{
    for (size_t i = 0; i < company->row_count; i++) {
        if (company->rows[i]->state == ROW_WAITING)
            return true;
    }
    return false;
}

static bool compose_attempt(struct loader *loader, struct attempt *attempt)
{
    struct company *company = attempt->company;

    if (has_waiting_rows(company))
        compose_company(loader, attempt);
    for (size_t i = 0; i < company->row_count; i++) {
        if (company->rows[i]->state == ROW_WAITING)
            compose_row(loader, attempt, company->rows[i]);
    }
    return has_waiting_rows(company);
}

/* After a row was refused: what is left of the transaction. */
static void drop_row(struct attempt *attempt, const struct row *row)
{
    size_t left = 0;

    for (size_t i = 0; i < attempt->step_count; i++) {
        if (attempt->steps[i].row != row)
            attempt->steps[left++] = attempt->steps[i];
    }
    attempt->step_count = left;
}

static void drop_company(struct attempt *attempt)
{
    drop_row(attempt, NULL);
    attempt->company->is_present = true;
}

/* Decides how to go on after a step failed. */
static void take_failure(struct loader *loader, struct attempt *attempt, size_t step, const PGresult *failure)
{
    struct row *row = step < attempt->step_count ? attempt->steps[step].row : NULL;

    if (is_passing(failure) && attempt->repeats++ < MOST_REPEATS)
        return;
    if (is_there_already(failure)) {
        if (row)
            row->state = ROW_PRESENT;
        else
            drop_company(attempt);
    } else if (row) {
        refuse_row(row, tell_failure(loader, failure));
    } else {
        refuse_company(loader, attempt->company, tell_failure(loader, failure));
    }
    if (row)
        drop_row(attempt, row);
}

static void take_success(struct attempt *attempt)
{
    for (size_t i = 0; i < attempt->company->row_count; i++) {
        if (attempt->company->rows[i]->state == ROW_WAITING)
            attempt->company->rows[i]->state = ROW_TAKEN;
    }
}

/* Sends all attempts as one pipeline; keeps those that must be sent again, and returns how many. */
static size_t run_round(struct loader *loader, struct attempt *attempts, size_t count)
{
    size_t left = 0;

    channel_prepare(loader->channel);
    for (size_t i = 0; i < count; i++)
        channel_send_transaction(loader->channel, attempts[i].steps, attempts[i].step_count);
    for (size_t i = 0; i < count; i++) {
        PGresult *failure;
        size_t reached = channel_read_transaction(loader->channel, attempts[i].step_count, &failure);

        if (channel_is_lost(loader->channel)) {
            loader->error = arena_strdup(&loader->kept, channel_error(loader->channel));
            return 0;
        }
        if (!failure) {
            take_success(&attempts[i]);
            continue;
        }
        take_failure(loader, &attempts[i], reached, failure);
        PQclear(failure);
        if (has_waiting_rows(attempts[i].company))
            attempts[left++] = attempts[i];
    }
    return left;
}

static void run_companies(struct loader *loader, struct company *companies, size_t count)
{
    struct attempt attempts[COMPANIES_AT_ONCE];
    size_t waiting = 0;
    size_t rows = 0;

    for (size_t i = 0; i < count; i++) {
        attempts[waiting] = (struct attempt){.company = &companies[i]};
        waiting += compose_attempt(loader, &attempts[waiting]);
        rows += companies[i].row_count;
    }
    while (waiting && !loader->error)
        waiting = run_round(loader, attempts, waiting);
    atomic_fetch_add(&loader->work->rows_done, rows);
    arena_reset(&loader->arena);
}

static void *run_loader(void *argument)
{
    struct loader *loader = argument;
    struct work *work = loader->work;

    while (!loader->error && !atomic_load(&work->is_stopped)) {
        size_t first = atomic_fetch_add(&work->next_company, COMPANIES_AT_ONCE);
        size_t left = first < work->plan->company_count ? work->plan->company_count - first : 0;

        if (!left)
            break;
        run_companies(loader, work->plan->companies + first, left < COMPANIES_AT_ONCE ? left : COMPANIES_AT_ONCE);
    }
    if (!loader->error && !channel_settle(loader->channel))
        loader->error = arena_strdup(&loader->kept, channel_error(loader->channel));
    if (loader->error)
        atomic_store(&work->is_stopped, true);
    atomic_store(&loader->is_done, true);
    return NULL;
}

struct loader *loader_start(struct work *work, const char **ret_error)
{
    struct loader *loader = calloc(1, sizeof *loader);

    if (!loader)
        abort();
    loader->work = work;
    arena_init(&loader->arena);
    arena_init(&loader->kept);
    loader->channel = channel_open(work->registry, work->database, &work->plan->arena, ret_error);
    if (loader->channel && pthread_create(&loader->thread, NULL, run_loader, loader) != 0) {
        *ret_error = "no thread can be started";
        channel_close(loader->channel);
        loader->channel = NULL;
    }
    if (loader->channel)
        return loader;
    loader_destroy(loader);
    return NULL;
}

bool loader_is_done(const struct loader *loader)
{
    return atomic_load(&loader->is_done);
}

const char *loader_join(struct loader *loader)
{
    pthread_join(loader->thread, NULL);
    channel_close(loader->channel);
    loader->channel = NULL;
    return loader->error;
}

void loader_destroy(struct loader *loader)
{
    if (!loader)
        return;
    arena_finish(&loader->arena);
    arena_finish(&loader->kept);
    free(loader);
}
