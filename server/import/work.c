#include "import/work.h"

#include <jansson.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

enum {
    COMPANIES_AT_ONCE = 300, /* in one batch */
    MOST_REPEATS = 5,        /* of a transaction that met another */
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

/* Mapping: what each company and row of a batch becomes. */

/* One company or row of the batch. */
struct record {
    struct row *row; /* or NULL: the company itself */
    struct drafts drafts;
};

struct batch {
    struct company *companies;
    size_t company_count;
    size_t row_count;
    struct record *records; /* each company's own, then those of its rows */
    size_t record_count;
};

static const char *check_drafts(struct loader *loader, struct drafts *drafts)
{
    const char *refusal = drafts->refusal;

    for (size_t i = 0; i < drafts->count && !refusal; i++)
        refusal = channel_check(loader->channel, &drafts->items[i], &loader->arena, &loader->kept);
    return refusal;
}

static struct record *add_record(struct loader *loader, struct batch *batch, struct row *row)
{
    struct record *record = &batch->records[batch->record_count++];

    *record = (struct record){.row = row, .drafts = {.arena = &loader->arena, .kept = &loader->kept}};
    return record;
}

static void map_row(struct loader *loader, struct batch *batch, struct row *row)
{
    const struct plan *plan = loader->work->plan;
    struct record *record = add_record(loader, batch, row);
    const char *refusal;

    if (row->state != ROW_WAITING)
        return;
    record->drafts.notes = row->notes;
    plan->source->map_row(plan, row, &record->drafts);
    row->notes = record->drafts.notes;
    refusal = check_drafts(loader, &record->drafts);
    if (refusal)
        refuse_row(row, refusal);
    else if (record->drafts.count == 0 && row->company->is_present) /* the row is the company */
        row->state = ROW_PRESENT;
}

static bool has_waiting_rows(const struct company *company)
{
    for (size_t i = 0; i < company->row_count; i++) {
        if (company->rows[i]->state == ROW_WAITING)
            return true;
    }
    return false;
}

static void map_company(struct loader *loader, struct batch *batch, struct company *company)
{
    const struct plan *plan = loader->work->plan;
    struct record *record = add_record(loader, batch, NULL);
    const char *refusal = NULL;

    if (!company->is_present && has_waiting_rows(company)) {
        plan->source->map_company(plan, company, &record->drafts);
        refusal = check_drafts(loader, &record->drafts);
    }
    if (refusal)
        refuse_company(loader, company, refusal);
    for (size_t i = 0; i < company->row_count; i++)
        map_row(loader, batch, company->rows[i]);
}

static void map_batch(struct loader *loader, struct batch *batch)
{
    for (size_t i = 0; i < batch->company_count; i++)
        batch->row_count += batch->companies[i].row_count;
    batch->records = arena_alloc(&loader->arena, (batch->company_count + batch->row_count) * sizeof *batch->records);
    for (size_t i = 0; i < batch->company_count; i++)
        map_company(loader, batch, &batch->companies[i]);
}

static void finish_batch(struct batch *batch)
{
    for (size_t i = 0; i < batch->record_count; i++)
        drafts_finish(&batch->records[i].drafts);
}

/* A company without rows to be taken in is none of the register's. */
static bool is_wanted(const struct company *company, const struct record *record)
{
    return record->row ? record->row->state == ROW_WAITING : has_waiting_rows(company);
}

/* The whole batch at once. */

static void refuse_screened(void *owner, struct row *row, const char *constraints)
{
    struct loader *loader = owner;
    const char *told = row->state == ROW_REFUSED ? row->reason : "";

    while (*constraints) {
        size_t length = strcspn(constraints, ",");
        const char *name = arena_copy(&loader->arena, constraints, length);
        const struct constraint *constraint = registry_find_constraint(loader->work->registry, name);

        told = append(&loader->kept, told, constraint ? constraint->message : name);
        constraints += length + (constraints[length] == ',');
    }
    refuse_row(row, told);
}

/* A draft that shall be carried out, and where it stands among the others. */
struct entry {
    const struct draft *draft;
    struct row *row;
    size_t form;
    size_t place;
};

static size_t list_entries(const struct batch *batch, struct entry *entries)
{
    const struct record *record = batch->records;
    size_t count = 0;

    for (size_t i = 0; i < batch->company_count; i++) {
        const struct company *company = &batch->companies[i];

        for (size_t j = 0; j <= company->row_count; j++, record++) {
            for (size_t k = 0; k < record->drafts.count && is_wanted(company, record); k++) {
                const struct draft *draft = &record->drafts.items[k];

                entries[count] = (struct entry){draft, record->row, bulk_find_form(draft), count};
                count++;
            }
        }
    }
    return count;
}

static int compare_entries(const void *left, const void *right)
{
    const struct entry *a = left;
    const struct entry *b = right;
    int order = moment_compare(a->draft->moment, b->draft->moment);

    if (order == 0 && a->form != b->form)
        order = a->form < b->form ? -1 : 1;
    return order ? order : (a->place > b->place) - (a->place < b->place);
}

static void screen(struct loader *loader, struct bulk *bulk, const struct entry *entries, size_t count)
{
    for (size_t i = 0; i < count; i++)
        bulk_add(bulk, entries[i].draft, entries[i].row);
    bulk_screen(bulk, loader->work->bulk_sql, loader->channel, refuse_screened, loader);
    bulk_clear(bulk);
}

/* Moment after moment, since what follows from a change, as a member's count of softened commitments, has a history
 * too: all that goes with others, then the rest. */
static size_t compose_entries(struct loader *loader, struct bulk *bulk, const struct entry *entries, size_t count,
                              struct step *steps)
{
    size_t step_count = 0;
    size_t i = 0;

    while (i < count) {
        const char *moment = entries[i].draft->moment;

        for (; i < count && moment_compare(entries[i].draft->moment, moment) == 0; i++) {
            if (!bulk_add(bulk, entries[i].draft, entries[i].row))
                break;
        }
        bulk_compose(bulk, loader->work->bulk_sql, loader->channel, moment, steps, &step_count);
        bulk_clear(bulk);
        for (; i < count && moment_compare(entries[i].draft->moment, moment) == 0; i++)
            channel_compose(loader->channel, entries[i].draft, entries[i].row, &loader->arena, steps, &step_count);
    }
    return step_count;
}

static void take_rows(struct company *company)
{
    for (size_t i = 0; i < company->row_count; i++) {
        if (company->rows[i]->state == ROW_WAITING)
            company->rows[i]->state = ROW_TAKEN;
    }
}

/* Returns whether it is done; false when PostgreSQL refuses the batch as a whole. */
static bool run_bulk(struct loader *loader, struct batch *batch)
{
    struct entry *entries = arena_alloc(&loader->arena, (batch->record_count * MOST_DRAFTS + 1) * sizeof *entries);
    size_t count = list_entries(batch, entries);
    struct step *steps = arena_alloc(&loader->arena, (count * MOST_QUERY_STATEMENTS + 1) * sizeof *steps);
    size_t step_count;
    PGresult *failure;
    struct bulk bulk;

    bulk_init(&bulk, &loader->arena, count);
    screen(loader, &bulk, entries, count);
    count = list_entries(batch, entries); /* without those that were refused */
    qsort(entries, count, sizeof *entries, compare_entries);
    step_count = compose_entries(loader, &bulk, entries, count, steps);
    channel_prepare(loader->channel);
    channel_send_transaction(loader->channel, steps, step_count);
    channel_read_transaction(loader->channel, steps, step_count, &failure);
    bulk_finish(&bulk);
    PQclear(failure);
    return !failure || channel_is_lost(loader->channel);
}

/* Company by company, request by request. */

/* In the order in which they happened. Few, and nearly in order. */
static void sort_steps(struct step *steps, size_t count)
{
    for (size_t i = 1; i < count; i++) {
        struct step step = steps[i];
        size_t place = i;

        for (; place > 0 && moment_compare(steps[place - 1].moment, step.moment) > 0; place--)
            steps[place] = steps[place - 1];
        steps[place] = step;
    }
}

static bool compose_attempt(struct loader *loader, const struct batch *batch, size_t *record, struct attempt *attempt)
{
    struct company *company = attempt->company;

    attempt->steps = arena_alloc(&loader->arena, (company->row_count + 1) * MOST_DRAFT_STEPS * sizeof(struct step));
    for (size_t i = 0; i <= company->row_count; i++, ++*record) {
        const struct record *next = &batch->records[*record];

        for (size_t j = 0; j < next->drafts.count && is_wanted(company, next); j++)
            channel_compose(loader->channel, &next->drafts.items[j], next->row, &loader->arena, attempt->steps,
                            &attempt->step_count);
    }
    sort_steps(attempt->steps, attempt->step_count);
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

/* Sends all attempts as one pipeline; keeps those that must be sent again, and returns how many. */
static size_t run_round(struct loader *loader, struct attempt *attempts, size_t count)
{
    size_t left = 0;

    channel_prepare(loader->channel);
    for (size_t i = 0; i < count; i++)
        channel_send_transaction(loader->channel, attempts[i].steps, attempts[i].step_count);
    for (size_t i = 0; i < count; i++) {
        PGresult *failure;
        size_t reached = channel_read_transaction(loader->channel, attempts[i].steps, attempts[i].step_count, &failure);

        if (channel_is_lost(loader->channel)) {
            loader->error = arena_strdup(&loader->kept, channel_error(loader->channel));
            return 0;
        }
        if (!failure) {
            take_rows(attempts[i].company);
            continue;
        }
        take_failure(loader, &attempts[i], reached, failure);
        PQclear(failure);
        if (has_waiting_rows(attempts[i].company))
            attempts[left++] = attempts[i];
    }
    return left;
}

static void run_one_by_one(struct loader *loader, struct batch *batch)
{
    struct attempt *attempts = arena_alloc(&loader->arena, batch->company_count * sizeof *attempts);
    size_t record = 0;
    size_t waiting = 0;

    for (size_t i = 0; i < batch->company_count; i++) {
        attempts[waiting] = (struct attempt){.company = &batch->companies[i]};
        waiting += compose_attempt(loader, batch, &record, &attempts[waiting]);
    }
    while (waiting && !loader->error)
        waiting = run_round(loader, attempts, waiting);
}

static void run_batch(struct loader *loader, struct batch *batch)
{
    bool is_done;

    map_batch(loader, batch);
    is_done = run_bulk(loader, batch);
    if (channel_is_lost(loader->channel))
        loader->error = arena_strdup(&loader->kept, channel_error(loader->channel));
    else if (!is_done)
        run_one_by_one(loader, batch);
    for (size_t i = 0; i < batch->company_count && is_done && !loader->error; i++)
        take_rows(&batch->companies[i]);
    atomic_fetch_add(&loader->work->rows_done, batch->row_count);
    finish_batch(batch);
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
        run_batch(loader, &(struct batch){
                              .companies = work->plan->companies + first,
                              .company_count = left < COMPANIES_AT_ONCE ? left : COMPANIES_AT_ONCE,
                          });
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
