/* write.c: forumd dump.
 * One transaction that sees one moment (repeatable read), as forum_public, so that row-level security decides what is
 * in it. A cursor a table: rows come some hundreds at a time, each goes into both files, and memory stays as it is. */
#include <limits.h>
#include <signal.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#include "base/embedded.h"
#include "dump/dump.h"
#include "dump/dump_inside.h"
#include "http/row_writer.h"
#include "registry/checkpoint.h"

static const char fetch_sql[] = "fetch forward 500 from rows";

/* The end of the file's name is that of the API's exports. */
static const struct {
    enum rendition rendition;
    const char *suffix;
} forms[] = {{RENDITION_CSV, ".csv"}, {RENDITION_NDJSON, ".ndjson"}};

enum { FORMS = sizeof forms / sizeof *forms };

struct dump {
    const struct dump_options *options;
    struct arena arena;
    struct registry *registry;
    struct folder *folder;
    struct dump_moment moment;
    PGresult *head; /* of the chain; the moment's texts are in it */
    const char *error;
};

static volatile sig_atomic_t was_asked_to_stop;
static PGcancel *canceller; /* of what PostgreSQL is busy with */

/* PQcancel may be called here: libpq's manual says so. */
static void take_signal(int number)
{
    char error[256];

    (void)number;
    was_asked_to_stop = 1;
    PQcancel(canceller, error, sizeof error);
}

/* A file too large is an error like a full disk, and so is a reader of our words that has gone. */
static void watch_signals(void)
{
    struct sigaction action = {.sa_handler = take_signal, .sa_flags = (int)SA_RESETHAND};

    sigaction(SIGINT, &action, NULL);
    sigaction(SIGTERM, &action, NULL);
    signal(SIGXFSZ, SIG_IGN);
    signal(SIGPIPE, SIG_IGN);
}

static bool fail(struct dump *dump, const char *error)
{
    if (!dump->error)
        dump->error = arena_copy(&dump->arena, error, strcspn(error, "\n"));
    return false;
}

/* NULL after noting the error. The caller clears it. */
static PGresult *ask(struct dump *dump, const char *sql, const char *value)
{
    PGresult *result = PQexecParams(dump->options->connection, sql, value ? 1 : 0, NULL, &value, NULL, NULL, 0);
    ExecStatusType status = PQresultStatus(result);

    if (was_asked_to_stop)
        fail(dump, "it was asked to stop");
    else if (status != PGRES_TUPLES_OK && status != PGRES_COMMAND_OK)
        fail(dump, arena_printf(&dump->arena, "the database: %s", PQerrorMessage(dump->options->connection)));
    if (!dump->error)
        return result;
    PQclear(result);
    return NULL;
}

static bool run(struct dump *dump, const char *sql, const char *value)
{
    PGresult *result = ask(dump, sql, value);

    PQclear(result);
    return result;
}

/* Tables. */

struct table_files {
    struct folder_writer *files[FORMS];
    struct row_writer *writers[FORMS];
    int64_t rows;
};

static bool write_rows(struct dump *dump, struct table_files *out, const struct operation *operation,
                       const PGresult *result)
{
    for (size_t i = 0; i < FORMS; i++) {
        struct buffer *buffer = folder_buffer(out->files[i]);

        if (!out->writers[i]) {
            out->writers[i] = row_writer_create(forms[i].rendition, operation->table, NULL, result, INT_MAX);
            row_writer_begin(out->writers[i], buffer);
        }
        for (int row = 0; row < PQntuples(result); row++)
            row_writer_row(out->writers[i], buffer, result, row);
        if (!folder_write(out->files[i]))
            return fail(dump, folder_error(dump->folder));
    }
    out->rows += PQntuples(result);
    return true;
}

static bool copy_rows(struct dump *dump, struct table_files *out, const struct operation *operation)
{
    int count = 1;

    while (count > 0) {
        PGresult *result = ask(dump, fetch_sql, NULL);
        bool is_written = result && write_rows(dump, out, operation, result);

        count = result ? PQntuples(result) : 0;
        PQclear(result);
        if (!is_written)
            return false;
    }
    return run(dump, "close rows", NULL);
}

/* The properties that everybody is shown without asking for more, in the contract's order. */
static const char *compose(struct dump *dump, const struct operation *operation, const char *rows)
{
    struct buffer sql = {0};
    const char *text;
    size_t count;
    const struct property *properties = schema_properties(operation->answer, &count);

    buffer_append_text(&sql, "declare rows no scroll cursor for select ");
    for (size_t i = 0, shown = 0; i < count; i++)
        if (!properties[i].write_only && !properties[i].on_request)
            buffer_printf(&sql, "%sr.%s", shown++ ? ", " : "", properties[i].name);
    buffer_printf(&sql, " %s", rows);
    text = arena_copy(&dump->arena, sql.data, sql.length);
    buffer_finish(&sql);
    return text;
}

static bool open_files(struct dump *dump, const char *name, struct table_files *out)
{
    for (size_t i = 0; i < FORMS; i++) {
        out->files[i] = folder_open_file(dump->folder, arena_printf(&dump->arena, "%s%s", name, forms[i].suffix));
        if (!out->files[i])
            return fail(dump, folder_error(dump->folder));
    }
    return true;
}

static void close_files(struct dump *dump, struct table_files *out)
{
    for (size_t i = 0; i < FORMS; i++) {
        row_writer_destroy(out->writers[i]);
        if (out->files[i] && !folder_close_file(out->files[i], out->rows))
            fail(dump, folder_error(dump->folder));
    }
}

static bool write_table(struct dump *dump, const struct dump_table *table, const char *name, const char *value)
{
    const struct operation *operation = dump_operation(dump->registry->contract, table);
    struct table_files out = {0};

    if (!operation || !operation->table || !operation->answer)
        return fail(dump, arena_printf(&dump->arena, "the contract has no list %s", table->operation));
    if (open_files(dump, name, &out) && run(dump, compose(dump, operation, table->rows), value))
        copy_rows(dump, &out, operation);
    close_files(dump, &out);
    if (dump->error)
        return false;
    printf("%s: %lld\n", name, (long long)out.rows);
    return true;
}

static bool write_entries(struct dump *dump)
{
    PGresult *names = ask(dump, "select t.name from api.taxonomy t order by t.name", NULL);
    bool is_written = names;

    if (is_written && !folder_add_folder(dump->folder, dump_entries_folder))
        is_written = fail(dump, folder_error(dump->folder));
    for (int i = 0; i < PQntuples(names) && is_written; i++) {
        const char *name = PQgetvalue(names, i, 0);

        is_written =
            write_table(dump, &dump_entries, arena_printf(&dump->arena, "%s%s", dump_entries.name, name), name);
    }
    PQclear(names);
    return is_written;
}

/* The feed. */

static bool copy_lines(struct dump *dump, struct folder_writer *file, int64_t *ret_lines)
{
    int count = 1;

    while (count > 0) {
        PGresult *result = ask(dump, fetch_sql, NULL);

        count = result ? PQntuples(result) : 0;
        for (int row = 0; row < count; row++) {
            buffer_append(folder_buffer(file), PQgetvalue(result, row, 0), (size_t)PQgetlength(result, row, 0));
            buffer_append_char(folder_buffer(file), '\n');
        }
        PQclear(result);
        if (!result)
            return false;
        if (!folder_write(file))
            return fail(dump, folder_error(dump->folder));
        *ret_lines += count;
    }
    return run(dump, "close rows", NULL);
}

/* As GET /v1/changes.ndjson answers a stranger: these bytes are what the chain rests on. */
static bool write_feed(struct dump *dump)
{
    struct folder_writer *file = folder_open_file(dump->folder, "changes.ndjson");
    int64_t lines = 0;

    if (!file)
        return fail(dump, folder_error(dump->folder));
    if (run(dump,
            "declare rows no scroll cursor for select c.line from api.change c where c.position <= $1::bigint "
            "order by c.position",
            dump->moment.position))
        copy_lines(dump, file, &lines);
    if (!folder_close_file(file, lines))
        fail(dump, folder_error(dump->folder));
    if (!dump->error)
        printf("changes: %lld\n", (long long)lines);
    return !dump->error;
}

/* What stands beside the rows. */

static bool put_text(struct dump *dump, const char *path, struct buffer *text)
{
    bool is_written =
        folder_put_file(dump->folder, path, text->data, text->length) || fail(dump, folder_error(dump->folder));

    buffer_finish(text);
    return is_written;
}

static bool put_json(struct dump *dump, const char *path, char *text)
{
    bool is_written = folder_put_file(dump->folder, path, text, strlen(text)) || fail(dump, folder_error(dump->folder));

    free(text);
    return is_written;
}

static bool write_checkpoint(struct dump *dump)
{
    struct buffer checkpoint = {0};
    struct buffer key = {0};

    if (!dump->options->signer)
        return true;
    checkpoint_write(&checkpoint, dump->options->signer, dump->head);
    checkpoint_write_key(&key, dump->options->signer);
    if (put_text(dump, "checkpoint.json", &checkpoint))
        return put_text(dump, "key.json", &key);
    buffer_finish(&key);
    return false;
}

/* The manifest names every other file, so who trusts it trusts all of them. */
static bool sign_manifest(struct dump *dump)
{
    const struct signer *signer = dump->options->signer;
    char signature[SIGNER_SIGNATURE_BYTES];
    const struct folder_file *files;
    const char *text;
    json_t *document;
    char *written;
    size_t count;

    if (!signer)
        return true;
    files = folder_files(dump->folder, &count);
    text = describe_signed_text(dump->moment.name, dump->moment.position, files[count - 1].sha256,
                                dump->moment.taken_at, signer_id(signer), &dump->arena);
    signer_sign(signer, text, strlen(text), signature);
    document = json_pack("{ssssss}", "key_id", signer_id(signer), "text", text, "signature", signature);
    written = json_dumps(document, JSON_INDENT(2));
    json_decref(document);
    return put_json(dump, "signature.json", written);
}

static bool write_descriptions(struct dump *dump)
{
    const struct embedded *readme = embedded_find("dump/README.md");
    const struct folder_file *files;
    size_t count;

    files = folder_files(dump->folder, &count);
    if (!put_json(dump, "datapackage.json", describe_package(dump->registry->contract, &dump->moment, files, count)))
        return false;
    if (!folder_put_file(dump->folder, "README.md", readme->data, readme->bytes))
        return fail(dump, folder_error(dump->folder));
    files = folder_files(dump->folder, &count);
    return put_json(dump, "manifest.json", describe_manifest(&dump->moment, files, count)) && sign_manifest(dump);
}

/* The whole. */

static bool begin(struct dump *dump)
{
    const char *error = NULL;

    if (!registry_check_database(dump->registry, dump->options->connection, &error))
        return fail(dump, error);
    if (!run(dump, "begin isolation level repeatable read read only", NULL) ||
        !run(dump, "set local statement_timeout = 0", NULL))
        return false;
    dump->head = ask(dump,
                     "select h.register, h.position, h.hash, "
                     "to_char(now() at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"') as taken_at "
                     "from registry.feed_head h",
                     NULL);
    if (!dump->head)
        return false;
    dump->moment = (struct dump_moment){
        .name = PQgetvalue(dump->head, 0, 0),
        .position = PQgetvalue(dump->head, 0, 1),
        .hash = PQgetvalue(dump->head, 0, 2),
        .taken_at = PQgetvalue(dump->head, 0, 3),
    };
    return true;
}

static bool write_everything(struct dump *dump)
{
    const char *error = NULL;

    dump->registry = registry_load(&error);
    if (!dump->registry)
        return fail(dump, error);
    dump->folder = folder_create(dump->options->path, &dump->arena, &error);
    if (!dump->folder)
        return fail(dump, error);
    if (!begin(dump))
        return false;
    for (const struct dump_table *table = dump_tables; table->name; table++)
        if (!write_table(dump, table, table->name, NULL))
            return false;
    if (!write_entries(dump) || !write_feed(dump) || !run(dump, "commit", NULL) || !write_checkpoint(dump) ||
        !write_descriptions(dump))
        return false;
    return folder_finish(dump->folder) || fail(dump, folder_error(dump->folder));
}

int dump_write(const struct dump_options *options)
{
    struct dump dump = {.options = options};
    bool is_written;

    arena_init(&dump.arena);
    canceller = PQgetCancel(options->connection);
    watch_signals();
    is_written = write_everything(&dump);
    if (!is_written)
        fprintf(stderr, "forumd dump: %s%s\n", dump.error, dump.folder ? "; nothing is left of the dump" : "");
    else
        printf("%s: %s, up to change %s%s\n", options->path, dump.moment.taken_at, dump.moment.position,
               options->signer ? "" : ", not signed: there is no --signing-key");
    folder_abandon(dump.folder);
    PQclear(dump.head);
    registry_destroy(dump.registry);
    signal(SIGINT, SIG_DFL);
    signal(SIGTERM, SIG_DFL);
    PQfreeCancel(canceller);
    arena_finish(&dump.arena);
    return is_written ? 0 : 1;
}
