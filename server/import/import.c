#include "import/import.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/clock.h"
#include "import/channel.h"
#include "import/facts.h"
#include "import/report.h"
#include "import/work.h"

/* Two: while one maps and checks, PostgreSQL is busy with the other. More do not help on two cores. */
enum { LOADERS = 2, LOOK_US = 20000 };

static const struct import_source *const sources[] = {&import_source_emission, &import_source_forum,
                                                      &import_source_sbti};

static const struct import_source *find_source(const char *kind)
{
    for (size_t i = 0; i < sizeof sources / sizeof *sources; i++) {
        if (strcmp(sources[i]->kind, kind) == 0)
            return sources[i];
    }
    return NULL;
}

/* Says what went wrong, without the line end that libpq puts there. */
static int complain(const char *what, const char *why)
{
    int length = (int)strcspn(why, "\n");

    fprintf(stderr, "forumd import: %s: %.*s\n", what, length, why);
    return 1;
}

enum { MOST_FILE_BYTES = 256 * 1024 * 1024 };

/* The whole file; NULL with *ret_error. The caller frees it. */
static char *read_file(const char *path, size_t *ret_bytes, const char **ret_error)
{
    struct stat about;
    int file = open(path, O_RDONLY | O_CLOEXEC);
    char *text = NULL;
    size_t length = 0;
    ssize_t got = 1;

    if (file < 0 || fstat(file, &about) < 0) {
        *ret_error = strerror(errno);
    } else if (!S_ISREG(about.st_mode) || about.st_size > MOST_FILE_BYTES) {
        *ret_error = "it is no ordinary file of at most 256 MB";
    } else {
        text = malloc((size_t)about.st_size + 1);
        while (text && length < (size_t)about.st_size && got > 0) {
            got = read(file, text + length, (size_t)about.st_size - length);
            length += got > 0 ? (size_t)got : 0;
        }
    }
    if (file >= 0)
        close(file);
    *ret_bytes = length;
    return text;
}

/* Asking once to stop ends after the companies under way, so that the totals and the file of refusals are still told.
 */
static volatile sig_atomic_t was_asked_to_stop;

static void take_signal(int number)
{
    (void)number;
    was_asked_to_stop = 1;
}

static void watch_signals(void)
{
    struct sigaction action = {.sa_handler = take_signal, .sa_flags = (int)SA_RESETHAND};

    sigaction(SIGINT, &action, NULL);
    sigaction(SIGTERM, &action, NULL);
}

static void wait_for(struct loader *const *loaders, size_t count, struct work *work, struct progress *progress)
{
    static const struct timespec pause = {.tv_nsec = LOOK_US * 1000L};
    bool all_done = false;

    while (!all_done) {
        all_done = true;
        for (size_t i = 0; i < count; i++)
            all_done = all_done && loader_is_done(loaders[i]);
        if (was_asked_to_stop)
            atomic_store(&work->is_stopped, true);
        progress_show(progress, atomic_load(&work->rows_done));
        if (!all_done)
            nanosleep(&pause, NULL);
    }
    progress_finish(progress, atomic_load(&work->rows_done));
}

static int finish(const struct plan *plan, const struct import_options *options, int64_t started_us)
{
    const char *name = strrchr(options->path, '/');
    struct arena arena;
    const char *path;
    const char *error;
    int status = 0;

    arena_init(&arena);
    path =
        options->refused ? options->refused : arena_printf(&arena, "%s.refused.csv", name ? name + 1 : options->path);
    error = report_write_refused(plan, path);
    if (error)
        status = complain(path, error);
    report_print(plan, clock_monotonic_us() - started_us, error ? NULL : path);
    arena_finish(&arena);
    return status;
}

/* Runs the loaders over the plan and tells what became of it; their memory holds the reasons, so it goes last. */
static int take_in(struct work *work, const struct import_options *options, int64_t started_us)
{
    struct loader *loaders[LOADERS] = {0};
    struct progress progress;
    const char *error = NULL;
    size_t count = 0;
    int status;

    progress_init(&progress, options->kind, work->plan->row_count);
    while (count < LOADERS && !error) {
        loaders[count] = loader_start(work, &error);
        if (!loaders[count])
            break;
        count++;
    }
    if (error) /* the others stop */
        atomic_store(&work->is_stopped, true);
    wait_for(loaders, count, work, &progress);
    for (size_t i = 0; i < count; i++) {
        const char *failure = loader_join(loaders[i]);

        error = error ? error : failure;
    }
    status = finish(work->plan, options, started_us);
    if (error)
        status = complain("the database", error);
    if (was_asked_to_stop && !status)
        status = complain("stopped", "what was taken in stays; run it again to go on");
    for (size_t i = 0; i < count; i++)
        loader_destroy(loaders[i]);
    return status;
}

static const char *prepare(struct registry *registry, struct plan *plan, const char *database,
                           struct bulk_sql *bulk_sql)
{
    const char *error = NULL;
    PGconn *connection = channel_connect(database, &plan->arena, &error);

    if (!connection)
        return error;
    if (registry_check_database(registry, connection, &error))
        error = facts_read(plan, connection);
    if (!error)
        error = bulk_sql_init(bulk_sql, registry, connection, &plan->arena);
    PQfinish(connection);
    if (!error)
        plan_settle_identifiers(plan);
    return error;
}

static int run_plan(struct plan *plan, const struct import_options *options, int64_t started_us)
{
    const char *error = NULL;
    struct registry *registry = registry_load(&error);
    struct bulk_sql bulk_sql;
    struct work work = {.registry = registry, .bulk_sql = &bulk_sql, .database = options->database, .plan = plan};
    int status;

    if (!registry)
        return complain("the contract", error);
    error = prepare(registry, plan, options->database, &bulk_sql);
    if (error)
        status = complain("the database", error);
    else
        status = take_in(&work, options, started_us);
    registry_destroy(registry);
    return status;
}

int import_run(const struct import_options *options)
{
    const struct import_source *source = find_source(options->kind);
    int64_t started_us = clock_monotonic_us();
    const char *error = NULL;
    struct plan plan;
    size_t bytes;
    char *text;
    int status;

    if (!source) {
        complain(options->kind, "there is no such kind; it is sbti, emission or forum");
        return 2;
    }
    text = read_file(options->path, &bytes, &error);
    if (!text)
        return complain(options->path, error ? error : "no memory");
    watch_signals();
    if (plan_init(&plan, source, text, bytes, &error))
        status = run_plan(&plan, options, started_us);
    else
        status = complain(options->path, error);
    plan_finish(&plan);
    free(text);
    return status;
}
