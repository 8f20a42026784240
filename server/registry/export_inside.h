/* export_inside.h: an export from the inside; only for export*.c. */
#pragma once
#include "http/coding.h"
#include "http/row_writer.h"
#include "registry/exchange_inside.h"
#include "registry/export.h"

struct export_book;

enum export_state {
    EXPORT_ASKING,   /* for the version of the data */
    EXPORT_FETCHING, /* rows, since the version is not known to the client */
    EXPORT_OVER      /* PostgreSQL has ended the transaction, or is gone */
};

struct export
{
    struct answer_stream stream; /* first, so that one is the other */
    struct exchange *exchange;
    struct export *next, *previous; /* of the room's */
    bool is_listed;
    struct arena arena; /* the request's, when that has ended before the group */
    enum export_state state;
    bool is_left;      /* the client is gone: the request must not be touched */
    bool is_answered;  /* its head is on the way */
    bool is_suspended; /* until there are rows */
    bool is_complete;  /* the last batch has come */
    bool is_given_up;  /* a book whose client has left, or that can not be made */
    bool is_broken;    /* what comes next will never come */
    struct segment cursor;
    size_t fetch;    /* among fetches */
    PGresult *batch; /* being written, from `row` on; or NULL */
    PGresult *ahead;
    int row;
    struct row_writer *writer;
    struct coder *coder; /* or NULL */
    struct buffer rows;  /* written and not coded yet */
    struct buffer ready; /* to be sent, from `sent` on */
    size_t sent;
    bool is_ended; /* nothing will be added to `ready` */
    int64_t started_us;

    struct export_book *book; /* of a workbook, which is written to a file before anything is sent; or NULL */
};

/* The connection goes on with a problem: the export is over before anything was sent. */
void export_fail(struct export *export);

/* Leaves the list of those under way. */
void export_leave_room(struct export *export);

/* Has PostgreSQL end it; may do so before this returns. Not when it is over. */
void export_abandon(struct export *export);
