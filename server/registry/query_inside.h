/* query_inside.h: a compiled query from the inside; only for query.c, which compiles, and compose.c, which composes. */
#pragma once
#include "registry/groups.h"
#include "registry/query.h"

enum part_kind {
    PART_TEXT,
    PART_PARAMETER,
    PART_IN,
    PART_ROWS,
    PART_GROUPS,
    PART_OPTION,
    PART_OPTION_END,
    PART_AFTER,
    PART_PAGE,
    PART_COLUMNS,
    PART_FOUND
};

enum source { SOURCE_PARAMETER, SOURCE_BODY_PROPERTY, SOURCE_ENGINE, SOURCE_NOWHERE };

struct part {
    enum part_kind kind;
    /* PART_TEXT; of PART_ROWS the view's name, of PART_FOUND the resource, of PART_GROUPS how they are written, of PART_OPTION one of which values its list
     * must have, or NULL. */
    const char *text;
    size_t text_bytes;
    enum source source; /* PART_PARAMETER, PART_IN, PART_ROWS, PART_FOUND, PART_GROUPS; PART_OPTION with a text */
    size_t index;       /* of the parameter, property or engine value */
    bool is_literal;    /* its value stands in the text */
    size_t option_end;  /* PART_OPTION: the place of its end */
};

struct query_statement {
    struct part *parts;
    size_t count;
    bool is_list;             /* it has {page} */
    const struct part *found; /* its {found X}, or NULL */
};

struct query {
    const struct operation *operation;
    size_t number; /* tells the queries apart in keys */
    struct query_statement statements[MOST_QUERY_STATEMENTS];
    size_t statement_count;
    bool uses[VALUE_COUNT];
    const char *columns; /* the answer's, where the request chooses none */
    size_t columns_bytes;
};
