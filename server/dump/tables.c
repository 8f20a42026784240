#include "dump/tables.h"

#include <string.h>

const struct dump_table dump_tables[] = {
    {"members", "Members", "listMembers", "from api.member r order by r.id", true, {{0}}},
    {"commitments",
     "Commitments",
     "listCommitments",
     "from api.commitment r order by r.id",
     true,
     {{"member_id", "members"}}},
    {"progress",
     "Progress of commitments",
     "listProgress",
     "from api.progress r order by r.id",
     true,
     {{"commitment_id", "commitments"}, {"supersedes", "progress"}, {"superseded_by", "progress"}}},
    {"reports",
     "Reports",
     "listReports",
     "from api.report r order by r.id",
     true,
     {{"member_id", "members"}, {"commitment_ids", "commitments"}, {"superseded_by", "reports"}}},
    {"taxonomies", "Reference lists", "listTaxonomies", "from api.taxonomy r order by r.name", false, {{0}}},
    {NULL, NULL, NULL, NULL, false, {{0}}},
};

const char dump_entries_folder[] = "taxonomies";

const struct dump_table dump_entries = {
    "taxonomies/", "Reference list",
    "getTaxonomy", "from api.taxonomy_entry r where r.taxonomy = $1 order by r.position, r.code",
    false,         {{0}},
};

const struct dump_table *dump_find_table(const char *name)
{
    for (const struct dump_table *table = dump_tables; table->name; table++)
        if (strcmp(table->name, name) == 0)
            return table;
    if (strncmp(name, dump_entries.name, strlen(dump_entries.name)) == 0)
        return &dump_entries;
    return NULL;
}

const struct operation *dump_operation(const struct contract *contract, const struct dump_table *table)
{
    return contract_find_operation(contract, table->operation);
}
