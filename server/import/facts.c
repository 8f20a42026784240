#include "import/facts.h"

#include <stdlib.h>
#include <string.h>

#include "import/array.h"

enum { IDS_AT_ONCE = 10000 };

/* Asks with one parameter or none; NULL with *ret_error when it fails. */
static PGresult *ask(struct plan *plan, PGconn *connection, const char *sql, const char *value, const char **ret_error)
{
    PGresult *result = PQexecParams(connection, sql, value ? 1 : 0, NULL, &value, NULL, NULL, 0);

    if (PQresultStatus(result) == PGRES_TUPLES_OK)
        return result;
    PQclear(result);
    *ret_error = arena_strdup(&plan->arena, PQerrorMessage(connection));
    return NULL;
}

static int compare_countries(const void *left, const void *right)
{
    const struct country *a = left;
    const struct country *b = right;

    return strcmp(a->name, b->name);
}

static const char *read_countries(struct plan *plan, PGconn *connection)
{
    const char *error = NULL;
    PGresult *result = ask(plan, connection,
                           "select code, name ->> 'en' from registry.taxonomy_entry "
                           "where taxonomy = 'countries' and name ? 'en'",
                           NULL, &error);

    if (!result)
        return error;
    plan->country_count = (size_t)PQntuples(result);
    plan->countries = arena_alloc(&plan->arena, (plan->country_count + 1) * sizeof *plan->countries);
    for (int i = 0; i < PQntuples(result); i++) {
        plan->countries[i].code = arena_strdup(&plan->arena, PQgetvalue(result, i, 0));
        plan->countries[i].name = plan_fold(&plan->arena, PQgetvalue(result, i, 1));
    }
    PQclear(result);
    qsort(plan->countries, plan->country_count, sizeof *plan->countries, compare_countries);
    return NULL;
}

/* The rule of the check digits stands in the database alone. */
static const char *const questions[IDENTIFIER_KINDS] = {
    [IDENTIFIER_LEI] = "select n.number, n.number ~ '^[0-9A-Z]{18}[0-9]{2}$', registry.is_lei(n.number), m.id, m.name "
                       "from unnest($1::text[]) n(number) "
                       "left join registry.member m on m.lei = n.number and m.status <> 'rejected'",
    [IDENTIFIER_ISIN] =
        "select n.number, n.number ~ '^[A-Z]{2}[0-9A-Z]{9}[0-9]$', registry.is_isin(n.number), null, null "
        "from unnest($1::text[]) n(number)",
};

static void take_verdict(struct plan *plan, enum identifier_kind kind, const PGresult *result, int row)
{
    struct identifier *identifier = plan_find_identifier(plan, kind, PQgetvalue(result, row, 0));
    bool has_shape = *PQgetvalue(result, row, 1) == 't';
    bool is_right = *PQgetvalue(result, row, 2) == 't';

    if (!identifier)
        return;
    identifier->verdict = is_right ? IDENTIFIER_RIGHT : has_shape ? IDENTIFIER_WRONG_DIGITS : IDENTIFIER_OTHER_SHAPE;
    if (PQgetisnull(result, row, 3))
        return;
    identifier->member_id = arena_strdup(&plan->arena, PQgetvalue(result, row, 3));
    identifier->member_name = arena_strdup(&plan->arena, PQgetvalue(result, row, 4));
}

static const char *read_verdicts(struct plan *plan, PGconn *connection, enum identifier_kind kind)
{
    struct buffer numbers = {0};
    const char *error = NULL;
    PGresult *result;

    if (!plan->identifier_counts[kind])
        return NULL;
    array_open(&numbers);
    for (size_t i = 0; i < plan->identifier_counts[kind]; i++)
        array_put(&numbers, plan->identifiers[kind][i].text);
    result = ask(plan, connection, questions[kind], array_close(&numbers), &error);
    buffer_finish(&numbers);
    for (int i = 0; i < PQntuples(result); i++)
        take_verdict(plan, kind, result, i);
    PQclear(result);
    return error;
}

/* Which of the ids are there: those of members, commitments and reports can not be the same. */
static const char present_sql[] = "select i.place from unnest($1::uuid[]) with ordinality i(id, place) "
                                  "where exists (select from registry.member m where m.id = i.id) "
                                  "or exists (select from registry.commitment c where c.id = i.id) "
                                  "or exists (select from registry.report r where r.id = i.id)";

static const char *read_present_rows(struct plan *plan, PGconn *connection, size_t first, size_t count,
                                     struct buffer *ids)
{
    const char *error = NULL;
    PGresult *result;

    array_open(ids);
    for (size_t i = 0; i < count; i++) /* a refused row has no id */
        array_put(ids, *plan->rows[first + i].id ? plan->rows[first + i].id : "00000000-0000-0000-0000-000000000000");
    result = ask(plan, connection, present_sql, array_close(ids), &error);
    for (int i = 0; i < PQntuples(result); i++)
        plan->rows[first + (size_t)atoll(PQgetvalue(result, i, 0)) - 1].state = ROW_PRESENT;
    PQclear(result);
    return error;
}

static const char *read_present_companies(struct plan *plan, PGconn *connection, size_t first, size_t count,
                                          struct buffer *ids)
{
    const char *error = NULL;
    PGresult *result;

    array_open(ids);
    for (size_t i = 0; i < count; i++)
        array_put(ids, plan->companies[first + i].id);
    result = ask(plan, connection, present_sql, array_close(ids), &error);
    for (int i = 0; i < PQntuples(result); i++)
        plan->companies[first + (size_t)atoll(PQgetvalue(result, i, 0)) - 1].is_present = true;
    PQclear(result);
    return error;
}

static size_t smaller(size_t a, size_t b)
{
    return a < b ? a : b;
}

static const char *read_present(struct plan *plan, PGconn *connection)
{
    struct buffer ids = {0};
    const char *error = NULL;

    for (size_t i = 0; i < plan->company_count && !error; i += IDS_AT_ONCE)
        error = read_present_companies(plan, connection, i, smaller(plan->company_count - i, IDS_AT_ONCE), &ids);
    for (size_t i = 0; i < plan->row_count && !error; i += IDS_AT_ONCE)
        error = read_present_rows(plan, connection, i, smaller(plan->row_count - i, IDS_AT_ONCE), &ids);
    buffer_finish(&ids);
    return error;
}

const char *facts_read(struct plan *plan, PGconn *connection)
{
    const char *error = read_countries(plan, connection);

    for (int kind = 0; kind < IDENTIFIER_KINDS && !error; kind++)
        error = read_verdicts(plan, connection, (enum identifier_kind)kind);
    return error ? error : read_present(plan, connection);
}
