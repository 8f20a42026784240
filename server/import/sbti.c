/* sbti.c: the target dashboard of the Science Based Targets initiative, as a CSV file.
 *
 * A company is a name in a country. Its LEI or ISIN would be the better key, were they right: in the file of August
 * 2023 22 LEIs stand with more than one company, ten or so of these strangers to each other (Gold Fields carries
 * PG&E's).
 *
 * A `Target` row is quantitative where it gives a share to be reached; net-zero pledges, temperatures and levels to be
 * kept have no share to move along, and are qualitative. A `Commitment` row is a promise to set a target, due at its
 * deadline. */
#include <string.h>

#include "import/day.h"
#include "import/decimal.h"
#include "import/plan.h"

enum column {
    NAME,
    ISIN,
    LEI,
    LOCATION,
    REGION,
    SECTOR,
    ORGANIZATION,
    ACTION,
    COMMITMENT,
    DEADLINE,
    STATUS,
    REASON,
    TARGET,
    WORDING,
    SCOPE,
    VALUE,
    TYPE,
    SUBTYPE,
    BASE_YEAR,
    TARGET_YEAR,
    PUBLISHED,
};

static const char *const columns[] = {
    [NAME] = "Company Name",
    [ISIN] = "ISIN",
    [LEI] = "LEI",
    [LOCATION] = "Location",
    [REGION] = "Region",
    [SECTOR] = "Sector",
    [ORGANIZATION] = "Organization Type",
    [ACTION] = "Action",
    [COMMITMENT] = "Commitment Type",
    [DEADLINE] = "Commitment Deadline",
    [STATUS] = "Status",
    [REASON] = "Reason for commitment extension or removal",
    [TARGET] = "Target",
    [WORDING] = "Target Wording",
    [SCOPE] = "Scope",
    [VALUE] = "Target Value",
    [TYPE] = "Type",
    [SUBTYPE] = "Sub-type",
    [BASE_YEAR] = "Base Year",
    [TARGET_YEAR] = "Target Year",
    [PUBLISHED] = "Date Published",
    NULL,
};

/* The newest day in the file of August 2023: what it says of a status was so by then. On that day the initiative marked
 * commitments as removed (its statement of 31 July 2023). */
static const struct day as_of = {2023, 8, 3};

/* When the initiative's Commitment Compliance Policy came into effect: old commitments got a grace period, and there
 * were no extensions case by case any more (its article of 2 November 2022). */
static const struct day policy = {2023, 1, 31};

static const char source_text[] = "Science Based Targets initiative, target dashboard (public source)";

enum { MOST_TITLE = 300, MONTHS_TO_SET_A_TARGET = 24 };

static bool has(const struct row *row, enum column column, const char *value)
{
    return strcmp(row->values[column], value) == 0;
}

static void identify(const struct row *row, struct arena *arena, struct identity *ret_identity)
{
    struct day published;

    ret_identity->company =
        arena_printf(arena, "%s|%s", plan_fold(arena, row->values[NAME]), plan_fold(arena, row->values[LOCATION]));
    /* What a later edition may change, the status and the deadline, is not in it. */
    ret_identity->row = arena_printf(arena, "%s|%s|%s|%s|%s|%s|%s|%s|%s|%s|%s", row->values[ACTION],
                                     row->values[COMMITMENT], row->values[TARGET], row->values[WORDING],
                                     row->values[SCOPE], row->values[VALUE], row->values[TYPE], row->values[SUBTYPE],
                                     row->values[BASE_YEAR], row->values[TARGET_YEAR], row->values[PUBLISHED]);
    ret_identity->made_us = day_parse(row->values[PUBLISHED], &published) ? day_to_us(published) : 0;
}

/* The company. */

static bool find_first_publication(const struct company *company, struct day *ret_day)
{
    bool found = false;

    for (size_t i = 0; i < company->row_count; i++) {
        struct day day;

        if (!day_parse(company->rows[i]->values[PUBLISHED], &day) || (found && day_compare(day, *ret_day) >= 0))
            continue;
        *ret_day = day;
        found = true;
    }
    return found;
}

static void map_company(const struct plan *plan, const struct company *company, struct drafts *drafts)
{
    const struct row *row = company->rows[0];
    const char *country = plan_find_country(plan, row->values[LOCATION]);
    struct day first = {0};

    if (!country)
        drafts_refuse(drafts, "no country is called \"%s\"", row->values[LOCATION]);
    if (find_first_publication(company, &first))
        drafts_happen_on(drafts, first);
    draft_begin(drafts, "createMember", NULL, company->id);
    draft_put_text(drafts, "kind", "public_source");
    draft_put_text(drafts, "source", source_text);
    draft_put_text(drafts, "name", row->values[NAME]);
    draft_put_text(drafts, "lei", company->identifiers[IDENTIFIER_LEI]);
    draft_put_text(drafts, "isin", company->identifiers[IDENTIFIER_ISIN]);
    draft_put_text(drafts, "country", country);
    draft_put_localized(drafts, "description", NULL,
                        arena_printf(drafts->arena, "%s. %s, %s. Not a member of the Forum: known from public targets.",
                                     row->values[SECTOR], row->values[ORGANIZATION], row->values[REGION]));
    draft_end(drafts);
    draft_begin(drafts, "approveMember", company->id, NULL);
    if (first.year)
        draft_put_text(drafts, "effective_on", day_text(first, drafts->arena));
    draft_end(drafts);
}

/* What becomes of a commitment once it is there. */

static void put_transition(struct drafts *drafts, const struct row *row, const char *operation,
                           const char *effective_on, const char *reason, const char *note)
{
    draft_begin(drafts, operation, row->id, NULL);
    draft_put_text(drafts, "effective_on", effective_on);
    draft_put_text(drafts, "reason", reason);
    draft_put_text(drafts, "note", note);
    draft_end(drafts);
}

static void publish(struct drafts *drafts, const struct row *row, const char *published)
{
    put_transition(drafts, row, "submitCommitment", NULL, NULL, NULL);
    put_transition(drafts, row, "publishCommitment", published, NULL, NULL);
}

/* `Target` rows. */

/* "45.00%", "0.517" and "1" are shares; everything else is not: "2.68°C", "1OO%", "2500%". */
static bool parse_share(const char *text, struct decimal *ret_percent)
{
    static const struct decimal one = {1, 0}, hundred = {100, 0};
    size_t length = strlen(text);
    char number[32];
    struct decimal value;

    if (length == 0 || length >= sizeof number)
        return false;
    memcpy(number, text, length + 1);
    if (number[length - 1] == '%')
        number[length - 1] = '\0';
    if (!decimal_parse(number, &value))
        return false;
    if (number[length - 1] != '\0' && decimal_compare(value, one) <= 0 && !decimal_multiply(value, hundred, &value))
        return false;
    if (value.units <= 0 || decimal_compare(value, hundred) > 0)
        return false;
    *ret_percent = decimal_trim(value);
    return true;
}

static const char *describe_indicator(const struct row *row, struct arena *arena)
{
    const char *scope = row_value(row, SCOPE);
    const char *in_scope = scope ? arena_printf(arena, ", scope %s", scope) : "";

    if (has(row, TYPE, "Renewable electricity"))
        return "Share of renewable electricity";
    if (has(row, TYPE, "Engagement"))
        return arena_printf(arena, "Share engaged to set science-based targets%s", in_scope);
    if (has(row, SUBTYPE, "Reduction"))
        return arena_printf(arena, "Reduction of greenhouse gas emissions%s (%s)", in_scope,
                            plan_fold(arena, row->values[TYPE]));
    return arena_printf(arena, "Share reached%s", in_scope);
}

static void put_share(struct drafts *drafts, const struct row *row, const char *baseline_on, struct decimal percent)
{
    draft_put_text(drafts, "kind", "quantitative");
    draft_put_text(drafts, "indicator", describe_indicator(row, drafts->arena));
    draft_put_text(drafts, "unit", "%");
    draft_put_text(drafts, "direction", "increase");
    draft_put_json(drafts, "baseline_value", "0");
    draft_put_text(drafts, "baseline_on", baseline_on);
    draft_put_json(drafts, "target_value", decimal_text(percent, drafts->arena));
}

/* The 31st of December of a column's year, or NULL. */
static const char *year_end(const struct row *row, enum column column, struct arena *arena)
{
    int year;

    if (!day_parse_year(row->values[column], &year))
        return NULL;
    return day_text((struct day){year, 12, 31}, arena);
}

static void map_target(const struct row *row, const char *published, struct drafts *drafts)
{
    const char *wording = row_value(row, WORDING);
    const char *value = row_value(row, VALUE);
    const char *base = year_end(row, BASE_YEAR, drafts->arena);
    struct decimal percent;

    draft_begin(drafts, "createCommitment", row->company->id, row->id);
    if (wording) {
        draft_put_localized(drafts, "title", NULL, draft_shorten(drafts->arena, wording, MOST_TITLE));
        draft_put_localized(drafts, "description", NULL, wording);
    }
    draft_put_text(drafts, "area", "environment");
    draft_put_json(drafts, "sdgs", "[13]");
    if (value && !has(row, SUBTYPE, "Maintenance") && parse_share(value, &percent)) {
        put_share(drafts, row, base, percent);
    } else {
        draft_put_text(drafts, "kind", "qualitative");
        if (value && strchr(value, '%') && !parse_share(value, &percent))
            drafts_note(drafts, "Target Value \"%s\" is no share from 0 to 100%%; taken in without figures", value);
    }
    draft_put_text(drafts, "starts_on", base ? base : published);
    draft_put_text(drafts, "due_on", year_end(row, TARGET_YEAR, drafts->arena));
    draft_put_text(drafts, "source", source_text);
    draft_end(drafts);
    publish(drafts, row, published);
}

/* `Commitment` rows. */

static const char *describe_commitment(const struct row *row, struct arena *arena)
{
    const char *kind = row_value(row, COMMITMENT);

    if (kind && strcmp(plan_fold(arena, kind), "net-zero") == 0)
        return "Set a net-zero target with the Science Based Targets initiative";
    if (kind && strncmp(kind, "BA1.5", strlen("BA1.5")) == 0)
        return arena_printf(arena, "Set a science-based target in line with 1.5°C (Business Ambition for 1.5°C%s)",
                            kind + strlen("BA1.5"));
    return "Set a science-based target for emissions";
}

/* The deadline before and after an extension. Some rows still have the first one and name the new one in the reason
 * ("Targets to be submitted by July 31 2023"); others have the new one, and the first is the initiative's rule: 24
 * months, to the month's end. Returns false when only one is known. */
static bool find_extension(const struct row *row, struct day deadline, struct day published, struct day *ret_first,
                           struct day *ret_extended)
{
    struct day by_rule = day_end_of_month_after(published, MONTHS_TO_SET_A_TARGET);

    if (day_find_in_words(row->values[REASON], ret_extended) && day_compare(deadline, *ret_extended) < 0) {
        *ret_first = deadline;
        return true;
    }
    *ret_first = by_rule;
    *ret_extended = deadline;
    return day_compare(by_rule, deadline) < 0;
}

/* The day of the company's first target since the commitment, which is when it was kept. */
static struct day find_target_day(const struct company *company, struct day since)
{
    struct day found = as_of;

    for (size_t i = 0; i < company->row_count; i++) {
        const struct row *row = company->rows[i];
        struct day day;

        if (has(row, ACTION, "Target") && day_parse(row->values[PUBLISHED], &day) && day_compare(day, since) >= 0 &&
            day_compare(day, found) < 0)
            found = day;
    }
    return found;
}

static const char *find_removal_reason(const struct row *row)
{
    static const char *const reasons[][2] = {
        {"Company change", "company_changed"},
        {"Expired commitment", "deadline_expired"},
    };

    for (size_t i = 0; i < sizeof reasons / sizeof *reasons; i++) {
        if (has(row, REASON, reasons[i][0]))
            return reasons[i][1];
    }
    return "source_withdrawn";
}

static struct day earlier_of(struct day a, struct day b)
{
    return day_compare(a, b) <= 0 ? a : b;
}

static struct day later_of(struct day a, struct day b)
{
    return day_compare(a, b) >= 0 ? a : b;
}

/* The source's words, and where its day is from, which the source does not tell. */
static const char *explain(const struct row *row, const char *done, const char *day_rule, struct arena *arena)
{
    const char *reason = row_value(row, REASON);

    if (!reason)
        return arena_printf(arena, "%s on the dashboard, which gives no reason. (%s)", done, day_rule);
    return arena_printf(arena, "%s%s (%s)", reason, reason[strlen(reason) - 1] == '.' ? "" : ".", day_rule);
}

/* The file has no day of a removal, and removals were first shown on its own. */
static void withdraw(struct drafts *drafts, const struct row *row, struct day published)
{
    struct day removed = later_of(as_of, published);

    drafts_happen_on(drafts, removed);
    put_transition(drafts, row, "withdrawCommitment", day_text(removed, drafts->arena), find_removal_reason(row),
                   explain(row, "Removed", "The source tells no day of the removal: this is the day of its edition.",
                           drafts->arena));
}

/* Nor of an extension. The grace period began for all with the policy. Any other is taken to have been given when the
 * former deadline passed, which is when it was needed; at the latest when the policy ended extensions, or by the file's
 * day. */
static struct day find_extension_day(const struct row *row, struct day first, const char **ret_rule)
{
    if (strstr(row->values[REASON], "grace period")) {
        *ret_rule = "The source tells no day of the extension: this is the day on which that policy came into effect.";
        return policy;
    }
    *ret_rule = "The source tells no day of the extension: this is the day after the former deadline, or the last on "
                "which it can have been given.";
    return earlier_of(day_next(first), has(row, REASON, "Legacy extension") ? policy : as_of);
}

static void extend(struct drafts *drafts, const struct row *row, struct day published, struct day first,
                   struct day extended)
{
    const char *rule;

    drafts_happen_on(drafts, later_of(find_extension_day(row, first, &rule), published));
    draft_begin(drafts, "updateCommitment", row->id, NULL);
    draft_put_text(drafts, "due_on", day_text(extended, drafts->arena));
    draft_put_text(drafts, "change_reason", explain(row, "Extended", rule, drafts->arena));
    draft_end(drafts);
}

/* The file has one status a row, so neither a withdrawal nor an achievement follows an extension. */
static void achieve(struct drafts *drafts, const struct row *row, struct day published)
{
    struct day achieved = find_target_day(row->company, published);

    drafts_happen_on(drafts, achieved);
    put_transition(drafts, row, "achieveCommitment", day_text(achieved, drafts->arena), NULL, NULL);
}

static void map_commitment(const struct row *row, struct day published, struct drafts *drafts)
{
    const char *published_on = day_text(published, drafts->arena);
    bool is_extended = false;
    struct day deadline = {0};
    struct day due;
    struct day first = {0};
    struct day extended = {0};

    if (row_value(row, DEADLINE) && !day_parse(row->values[DEADLINE], &deadline))
        drafts_refuse(drafts, "\"%s\" is no day", row->values[DEADLINE]);
    due = deadline;
    if (has(row, STATUS, "Extended") && deadline.year) {
        is_extended = find_extension(row, deadline, published, &first, &extended);
        if (is_extended)
            due = first;
        else
            drafts_note(drafts, "extended, but no former deadline is known; taken in with the deadline that it has");
    }
    draft_begin(drafts, "createCommitment", row->company->id, row->id);
    draft_put_localized(drafts, "title", NULL, describe_commitment(row, drafts->arena));
    draft_put_text(drafts, "area", "environment");
    draft_put_json(drafts, "sdgs", "[13]");
    draft_put_text(drafts, "kind", "qualitative");
    draft_put_text(drafts, "starts_on", published_on);
    if (due.year)
        draft_put_text(drafts, "due_on", day_text(due, drafts->arena));
    draft_put_text(drafts, "source", source_text);
    draft_end(drafts);
    publish(drafts, row, published_on);
    if (is_extended)
        extend(drafts, row, published, first, extended);
    if (has(row, STATUS, "Removed"))
        withdraw(drafts, row, published);
    if (has(row, STATUS, "Target set"))
        achieve(drafts, row, published);
}

static void map_row(const struct plan *plan, const struct row *row, struct drafts *drafts)
{
    struct day published;

    (void)plan;
    if (!day_parse(row->values[PUBLISHED], &published)) {
        drafts_refuse(drafts, "Date Published \"%s\" is no day", row->values[PUBLISHED]);
        return;
    }
    drafts_happen_on(drafts, published);
    if (has(row, ACTION, "Target"))
        map_target(row, day_text(published, drafts->arena), drafts);
    else if (has(row, ACTION, "Commitment"))
        map_commitment(row, published, drafts);
    else
        drafts_refuse(drafts, "Action must be Target or Commitment, not \"%s\"", row->values[ACTION]);
}

const struct import_source import_source_sbti = {
    .kind = "sbti",
    .what = "the target dashboard of the Science Based Targets initiative",
    .seed = "sbti",
    .companies_made_us = 1420070400000000, /* 2015-01-01, when the first of these were made */
    .columns = columns,
    .identifier_columns = {[IDENTIFIER_LEI] = LEI, [IDENTIFIER_ISIN] = ISIN},
    .identify = identify,
    .map_company = map_company,
    .map_row = map_row,
};
