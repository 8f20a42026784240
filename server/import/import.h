/* import.h: takes a file of real commitments into the register, through the API's own checks and SQL.
 * Running it again changes nothing, and after a run that was cut short goes on: ids follow from what the file says. */
#pragma once

struct import_options {
    const char *database; /* the user in it is the table's owner or a superuser */
    const char *kind;     /* "sbti", "emission" or "forum" */
    const char *path;
    const char *refused; /* where to list what was refused, or NULL: the file's name and ".refused.csv", here */
};

/* Says on standard error how far it is, and on standard output what became of the rows. Returns the process's exit
 * status: 0 when every row was looked at, also if some were refused; 1 when it could not work; 2 when asked for the
 * impossible. */
int import_run(const struct import_options *options);
