#include "import/bulk.h"

#include <string.h>

#include "import/array.h"

enum form_kind { FORM_CREATE, FORM_TRANSITION };

/* In the order in which they are carried out. */
static const struct form {
    const char *operation;
    enum form_kind kind;
    const char *resource;
    const char *parent; /* the column that the path's id goes into, or NULL */
    const char *action;
} forms[BULK_FORMS] = {
    {"createMember", FORM_CREATE, "member", NULL, NULL},
    {"approveMember", FORM_TRANSITION, "member", NULL, "approve"},
    {"createCommitment", FORM_CREATE, "commitment", "member_id", NULL},
    {"submitCommitment", FORM_TRANSITION, "commitment", NULL, "submit"},
    {"publishCommitment", FORM_TRANSITION, "commitment", NULL, "publish"},
    {"createProgress", FORM_CREATE, "progress", "commitment_id", NULL},
};

/* The SQL. */

static void put_columns(struct buffer *sql, const struct operation *operation, const char *prefix)
{
    size_t count;
    const struct property *properties = schema_properties(operation->body, &count);

    for (size_t i = 0; i < count; i++) {
        if (!properties[i].write_only)
            buffer_printf(sql, ", %s%s", prefix, properties[i].name);
    }
}

/* The body over the contract's defaults, as a row of the table. */
static void put_record(struct buffer *sql, const struct form *form, const struct operation *operation)
{
    buffer_append_text(sql, "jsonb_populate_record(null::registry.");
    buffer_append_text(sql, form->resource);
    buffer_append_text(sql, ", '");
    for (const char *c = schema_defaults_text(operation->body); *c; c++) {
        if (*c == '\'')
            buffer_append_char(sql, '\'');
        buffer_append_char(sql, *c);
    }
    buffer_append_text(sql, "'::jsonb || i.body::jsonb) r");
}

static void write_create(struct buffer *sql, const struct form *form, const struct operation *operation)
{
    buffer_printf(sql, "insert into registry.%s (id%s%s", form->resource, form->parent ? ", " : "",
                  form->parent ? form->parent : "");
    put_columns(sql, operation, "");
    buffer_printf(sql, ") select i.id%s", form->parent ? ", i.parent" : "");
    put_columns(sql, operation, "r.");
    buffer_append_text(sql, " from unnest($1::uuid[], $2::uuid[], $3::text[]) i(id, parent, body) cross join lateral ");
    put_record(sql, form, operation);
}

static void write_transition(struct buffer *sql, const struct form *form)
{
    buffer_printf(sql, "select registry.apply_transitions('%s', $1::uuid[], '%s', $2::date[], null)", form->resource,
                  form->action);
}

/* The parameters of RESOURCE_faults are columns, by name. */
static const char *write_screen(struct buffer *sql, const struct form *form, const struct operation *operation,
                                PGconn *connection, struct arena *arena)
{
    PGresult *result =
        PQexecParams(connection,
                     "select string_agg('r.' || quote_ident(n.name), ', ' order by n.place) from pg_proc p, "
                     "unnest(p.proargnames) with ordinality n(name, place) "
                     "where p.pronamespace = 'registry'::regnamespace and p.proname = $1 || '_faults'",
                     1, NULL, &form->resource, NULL, NULL, 0);
    const char *error = NULL;

    if (PQresultStatus(result) != PGRES_TUPLES_OK || PQgetisnull(result, 0, 0))
        error = arena_printf(arena, "registry.%s_faults is not there", form->resource);
    else
        buffer_printf(
            sql,
            "select f.place, array_to_string(f.faults, ',') from (select i.place, registry.%s_faults(%s) as faults "
            "from unnest($1::text[]) with ordinality i(body, place) cross join lateral ",
            form->resource, PQgetvalue(result, 0, 0));
    PQclear(result);
    if (!error) {
        put_record(sql, form, operation);
        buffer_append_text(sql, " offset 0) f where f.faults is not null");
    }
    return error;
}

static const char *keep(struct arena *arena, struct buffer *sql)
{
    const char *text = arena_copy(arena, sql->data, sql->length);

    buffer_finish(sql);
    *sql = (struct buffer){0};
    return text;
}

const char *bulk_sql_init(struct bulk_sql *sql, const struct registry *registry, PGconn *connection,
                          struct arena *arena)
{
    struct buffer text = {0};
    const char *error = NULL;

    *sql = (struct bulk_sql){0};
    for (size_t i = 0; i < BULK_FORMS && !error; i++) {
        const struct operation *operation = contract_find_operation(registry->contract, forms[i].operation);

        if (!operation || !operation->body)
            return arena_printf(arena, "the contract has no %s", forms[i].operation);
        if (forms[i].kind == FORM_CREATE)
            write_create(&text, &forms[i], operation);
        else
            write_transition(&text, &forms[i]);
        sql->sql[i] = keep(arena, &text);
        if (forms[i].kind != FORM_CREATE)
            continue;
        error = write_screen(&text, &forms[i], operation, connection, arena);
        sql->screens[i] = keep(arena, &text);
    }
    return error;
}

/* Gathering. */

void bulk_init(struct bulk *bulk, struct arena *arena, size_t most)
{
    *bulk = (struct bulk){.arena = arena, .most = most};
    for (size_t i = 0; i < BULK_FORMS; i++)
        bulk->groups[i].rows = arena_alloc(arena, (most + 1) * sizeof(struct row *));
    bulk_clear(bulk);
}

void bulk_clear(struct bulk *bulk)
{
    for (size_t i = 0; i < BULK_FORMS; i++) {
        struct bulk_group *group = &bulk->groups[i];

        group->count = 0;
        for (size_t j = 0; j < MOST_BULK_VALUES; j++)
            array_open(&group->values[j]);
    }
}

void bulk_finish(struct bulk *bulk)
{
    for (size_t i = 0; i < BULK_FORMS; i++) {
        for (size_t j = 0; j < MOST_BULK_VALUES; j++)
            buffer_finish(&bulk->groups[i].values[j]);
    }
}

/* Nothing but a day, which is all that many transitions at once can have. */
static bool is_plain_transition(const struct draft *draft)
{
    size_t known = json_object_get(draft->parsed, "effective_on") ? 1 : 0;

    return json_object_size(draft->parsed) == known;
}

size_t bulk_find_form(const struct draft *draft)
{
    size_t number = 0;

    while (number < BULK_FORMS && strcmp(forms[number].operation, draft->operation) != 0)
        number++;
    if (number < BULK_FORMS && forms[number].kind == FORM_TRANSITION && !is_plain_transition(draft))
        return BULK_FORMS;
    return number;
}

bool bulk_add(struct bulk *bulk, const struct draft *draft, struct row *row)
{
    size_t number = bulk_find_form(draft);
    struct bulk_group *group;

    if (number == BULK_FORMS)
        return false;
    group = &bulk->groups[number];
    if (group->count == bulk->most)
        return false;
    if (forms[number].kind == FORM_CREATE) {
        array_put(&group->values[0], draft->new_id);
        array_put(&group->values[1], draft->subject);
        array_put(&group->values[2], draft->body);
    } else {
        array_put(&group->values[0], draft->subject);
        array_put(&group->values[1], json_string_value(json_object_get(draft->parsed, "effective_on")));
    }
    group->rows[group->count++] = row;
    return true;
}

/* Sending. */

static void screen_group(struct bulk_group *group, const struct statement *statement, struct channel *channel,
                         void (*refuse)(void *owner, struct row *row, const char *constraints), void *owner)
{
    const char *body = array_close(&group->values[2]);
    PGresult *result = channel_ask(channel, statement, &body);

    group->values[2].length -= 2; /* open again, for what may follow */
    for (int i = 0; i < PQntuples(result); i++) {
        size_t place = (size_t)strtoull(PQgetvalue(result, i, 0), NULL, 10);

        if (place >= 1 && place <= group->count && group->rows[place - 1])
            refuse(owner, group->rows[place - 1], PQgetvalue(result, i, 1));
    }
    PQclear(result);
}

void bulk_screen(struct bulk *bulk, const struct bulk_sql *sql, struct channel *channel,
                 void (*refuse)(void *owner, struct row *row, const char *constraints), void *owner)
{
    for (size_t i = 0; i < BULK_FORMS; i++) {
        const char *name = arena_printf(bulk->arena, "screen %s", forms[i].operation);

        if (sql->screens[i] && forms[i].parent && bulk->groups[i].count)
            screen_group(&bulk->groups[i], channel_find_statement(channel, name, sql->screens[i], 1), channel, refuse,
                         owner);
    }
}

void bulk_compose(struct bulk *bulk, const struct bulk_sql *sql, struct channel *channel, const char *moment,
                  struct step *steps, size_t *step_count)
{
    for (size_t i = 0; i < BULK_FORMS; i++) {
        struct bulk_group *group = &bulk->groups[i];
        size_t value_count = forms[i].kind == FORM_CREATE ? 3 : 2;
        const char **values;
        const char *name;

        if (!group->count)
            continue;
        values = arena_alloc(bulk->arena, value_count * sizeof *values);
        name = arena_printf(bulk->arena, "many %s", forms[i].operation);
        for (size_t j = 0; j < value_count; j++)
            values[j] = arena_strdup(bulk->arena, array_close(&group->values[j]));
        steps[(*step_count)++] = (struct step){
            .statement = channel_find_statement(channel, name, sql->sql[i], value_count),
            .values = values,
            .moment = moment,
        };
    }
}
