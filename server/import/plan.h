/* plan.h: what a file asks for: companies, each with its rows, and what is known about their numbers.
 * Made before anything is sent. Each company is then worked on by one thread. */
#pragma once
#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/csv.h"
#include "base/id.h"
#include "import/draft.h"

enum { MOST_SOURCE_COLUMNS = 32, MOST_ROWS = 1000000 };

enum row_state {
    ROW_WAITING, /* not looked at yet */
    ROW_TAKEN,   /* in the register, by this run */
    ROW_PRESENT, /* in the register before */
    ROW_REFUSED  /* not in the register; `reason` says why */
};

struct company;

struct row {
    size_t line;               /* in the file; of a JSON file, the number of the record */
    const struct csv_row *csv; /* the row as it stands there, or NULL in a JSON file */
    const char **values;       /* in the order of the source's columns; "" for nothing */
    json_t *record;            /* of a JSON file; belongs to the plan */
    struct company *company;
    char id[UUID_BYTES]; /* of the commitment or report that it becomes */
    enum row_state state;
    const char *reason;
    struct note *notes;
};

enum identifier_kind { IDENTIFIER_LEI, IDENTIFIER_ISIN, IDENTIFIER_KINDS };

enum identifier_verdict {
    IDENTIFIER_RIGHT,
    IDENTIFIER_OTHER_SHAPE, /* not even the right characters: a remark, another number */
    IDENTIFIER_WRONG_DIGITS /* looks like one, but the check digits fail */
};

/* One text that a file gives as an identifier, once for the whole file. */
struct identifier {
    const char *text;
    enum identifier_verdict verdict;
    const struct company *holder; /* the first company of the file with it */
    const char *member_id;        /* of the member of the register that has it, or NULL */
    const char *member_name;
};

struct company {
    char id[UUID_BYTES];
    const char *key;
    struct row **rows; /* in the order of the file */
    size_t row_count;
    int64_t first_us;                          /* when the first of them was published */
    const char *identifiers[IDENTIFIER_KINDS]; /* those that it is taken in with, or NULL */
    bool is_present;                           /* in the register before */
};

struct country {
    const char *name; /* folded */
    const char *code;
};

struct plan {
    struct arena arena;
    const struct import_source *source;
    struct csv_table table;
    json_t *document; /* of a JSON file */
    struct row *rows; /* in the order of the file */
    size_t row_count;
    struct company *companies; /* in the order of their first publication, so that neighbours share their days */
    size_t company_count;
    struct identifier *identifiers[IDENTIFIER_KINDS]; /* sorted by text */
    size_t identifier_counts[IDENTIFIER_KINDS];
    struct country *countries; /* sorted by name */
    size_t country_count;
};

/* What tells a row from all others, whichever file it comes in. Texts are in the given arena. */
struct identity {
    const char *company; /* "coca-cola hbc ag|Switzerland" */
    const char *row;     /* unique among the company's rows, but for rows that look alike */
    int64_t made_us;     /* when the row was published */
};

/* One KIND of input. */
struct import_source {
    const char *kind;                         /* as on the command line */
    const char *what;                         /* "the target dashboard of the Science Based Targets initiative" */
    const char *seed;                         /* begins the seed of every id; never to be changed */
    int64_t companies_made_us;                /* the time in the ids of companies */
    const char *const *columns;               /* those that are read, ended by NULL; NULL for JSON */
    int identifier_columns[IDENTIFIER_KINDS]; /* places in `columns`, or -1 */

    /* JSON only: adds the records of plan->document with plan_add_record; false with *ret_error. */
    bool (*list_records)(struct plan *plan, const char **ret_error);
    void (*identify)(const struct row *row, struct arena *arena, struct identity *ret_identity);
    void (*map_company)(const struct plan *plan, const struct company *company, struct drafts *drafts);
    void (*map_row)(const struct plan *plan, const struct row *row, struct drafts *drafts);
};

extern const struct import_source import_source_sbti, import_source_emission, import_source_forum;

/* Reads a file's text, which must live as long as the plan. Returns false with *ret_error; plan_finish must be called
 * either way. */
bool plan_init(struct plan *plan, const struct import_source *source, const char *text, size_t bytes,
               const char **ret_error);
void plan_finish(struct plan *plan);

/* Adds one record while list_records runs. The plan does not take a reference of its own. */
void plan_add_record(struct plan *plan, json_t *record);

/* Decides which numbers each company is taken in with, once the verdicts and holders are known, and notes the others.
 */
void plan_settle_identifiers(struct plan *plan);

/* The code of a country by its English name, or NULL. */
const char *plan_find_country(const struct plan *plan, const char *name);

/* Lower case ASCII, every run of blanks (a no-break one too) as one blank. */
const char *plan_fold(struct arena *arena, const char *text);

/* The value of a column, or NULL for nothing: "", "NA" and their like. */
const char *row_value(const struct row *row, int column);

/* The text among `identifiers[kind]`, or NULL. */
struct identifier *plan_find_identifier(const struct plan *plan, enum identifier_kind kind, const char *text);
