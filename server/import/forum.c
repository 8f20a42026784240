/* forum.c: what is public about the Forum itself, as demo/forum.json: its members, what it organised, its survey.
 * Nothing is filled in where no value is public. Conferences and awards are no commitments and have no place here. */
#include <string.h>

#include "import/day.h"
#include "import/plan.h"

static const char *text_of(const json_t *record, const char *name)
{
    return json_string_value(json_object_get(record, name));
}

static bool is_a(const json_t *record, const char *type)
{
    return strcmp(text_of(record, "type"), type) == 0;
}

/* Records: an object each, with `type`, `company` and `source` beside what the file says. They are kept in the
 * document. */

static void add_record(struct plan *plan, json_t *records, json_t *record, const char *type, const char *company)
{
    json_object_set_new(record, "type", json_string(type));
    json_object_set_new(record, "company", json_string(company));
    json_array_append(records, record);
    plan_add_record(plan, record);
}

static bool list_records(struct plan *plan, const char **ret_error)
{
    json_t *document = plan->document;
    json_t *records = json_array();
    json_t *forum = json_object_get(document, "forum");
    const char *name = text_of(json_object_get(forum, "name"), "sr");
    json_t *survey = json_object_get(document, "annual_survey");
    json_t *item;
    size_t index;

    json_object_set_new(document, "records", records);
    if (!name) {
        *ret_error = "it has no forum.name.sr: is it of another kind?";
        return false;
    }
    add_record(plan, records, forum, "forum", name);
    json_array_foreach(json_object_get(document, "members"), index, item)
    {
        json_t *record = json_object();

        json_object_set(record, "source", json_object_get(document, "members_source"));
        add_record(plan, records, record, "member", json_is_string(item) ? json_string_value(item) : "");
        json_decref(record); /* the list has it */
    }
    json_array_foreach(json_object_get(document, "programmes"), index, item)
    {
        const char *implementer = text_of(item, "implementer");

        add_record(plan, records, item, "programme", implementer ? implementer : name);
    }
    json_array_foreach(json_object_get(document, "volunteer_actions"), index, item)
    {
        add_record(plan, records, item, "action", name);
    }
    if (json_object_get(survey, "published_totals_2016"))
        add_record(plan, records, survey, "survey", name);
    return true;
}

static void identify(const struct row *row, struct arena *arena, struct identity *ret_identity)
{
    char *text = json_dumps(row->record, JSON_COMPACT | JSON_SORT_KEYS);

    ret_identity->company = plan_fold(arena, text_of(row->record, "company"));
    ret_identity->row = arena_strdup(arena, text);
    ret_identity->made_us = import_source_forum.companies_made_us;
    free(text);
}

/* Companies. */

static void map_company(const struct plan *plan, const struct company *company, struct drafts *drafts)
{
    const json_t *record = company->rows[0]->record;
    bool is_member = is_a(record, "member");

    (void)plan;
    draft_begin(drafts, "createMember", NULL, company->id);
    draft_put_text(drafts, "kind", is_member ? "forum_member" : "public_source");
    draft_put_text(drafts, "name", text_of(record, "company"));
    draft_put_text(drafts, "source", text_of(record, "source"));
    draft_end(drafts);
    draft_begin(drafts, "approveMember", company->id, NULL);
    draft_end(drafts);
}

/* What was organised: commitments that were kept. */

struct period {
    const char *from;
    const char *to;
};

/* A day, or a whole year. */
static bool find_period(const json_t *record, struct arena *arena, struct period *ret_period)
{
    long long year = json_integer_value(json_object_get(record, "year"));
    long long from = json_integer_value(json_object_get(record, "from"));
    long long to = json_integer_value(json_object_get(record, "to"));
    const char *date = text_of(record, "date");
    struct day day;

    if (date) {
        *ret_period = (struct period){date, date};
        return day_parse(date, &day);
    }
    if (year)
        from = to = year;
    ret_period->from = arena_printf(arena, "%04lld-01-01", from);
    ret_period->to = arena_printf(arena, "%04lld-12-31", to);
    return day_parse(ret_period->from, &day) && day_parse(ret_period->to, &day);
}

static void put_kept(struct drafts *drafts, const struct row *row, const char *title_sr, const char *title_en,
                     const char *description)
{
    struct period period;

    if (!find_period(row->record, drafts->arena, &period)) {
        drafts_refuse(drafts, "it says neither a day nor a year");
        return;
    }
    draft_begin(drafts, "createCommitment", row->company->id, row->id);
    draft_put_localized(drafts, "title", title_sr, title_en);
    draft_put_localized(drafts, "description", NULL, description);
    draft_put_text(drafts, "area", "community");
    draft_put_text(drafts, "kind", "qualitative");
    draft_put_text(drafts, "starts_on", period.from);
    draft_put_text(drafts, "due_on", period.to);
    draft_put_text(drafts, "source", text_of(row->record, "source"));
    draft_end(drafts);
    draft_begin(drafts, "submitCommitment", row->id, NULL);
    draft_end(drafts);
    draft_begin(drafts, "publishCommitment", row->id, NULL);
    draft_put_text(drafts, "effective_on", period.from);
    draft_end(drafts);
    draft_begin(drafts, "achieveCommitment", row->id, NULL);
    draft_put_text(drafts, "effective_on", period.to);
    draft_end(drafts);
}

static const char *join(const json_t *list, struct arena *arena)
{
    const char *joined = "";
    size_t index;
    json_t *item;

    json_array_foreach(list, index, item)
    {
        if (json_is_string(item))
            joined = arena_printf(arena, "%s%s%s", joined, *joined ? ", " : "", json_string_value(item));
    }
    return joined;
}

static void map_programme(const struct row *row, struct drafts *drafts)
{
    const json_t *name = json_object_get(row->record, "name");
    const char *funder = text_of(row->record, "funder");

    put_kept(drafts, row, text_of(name, "sr"), text_of(name, "en"),
             arena_printf(drafts->arena, "Funded by %s. Partners: %s.", funder ? funder : "nobody named",
                          join(json_object_get(row->record, "strategic_partners"), drafts->arena)));
}

static const char *describe_action(const json_t *action, struct arena *arena)
{
    static const struct {
        const char *name;
        const char *wording;
    } figures[] = {
        {"volunteers_at_least", "at least %lld volunteers"},
        {"volunteers_about", "about %lld volunteers"},
        {"beneficiaries_at_least", "at least %lld beneficiaries"},
        {"sites", "%lld sites"},
        {"companies_count", "%lld companies"},
    };
    const json_t *companies = json_object_get(action, "companies");
    const char *city = text_of(action, "city");
    const char *told = arena_printf(arena, "Volunteer action in %s", city ? city : "Serbia");

    for (size_t i = 0; i < sizeof figures / sizeof *figures; i++) {
        const json_t *value = json_object_get(action, figures[i].name);
        const char *placeholder = strstr(figures[i].wording, "%lld");

        if (value)
            told = arena_printf(arena, "%s, %.*s%lld%s", told, (int)(placeholder - figures[i].wording),
                                figures[i].wording, (long long)json_integer_value(value), placeholder + strlen("%lld"));
    }
    if (companies)
        return arena_printf(arena, "%s. With %s.", told, join(companies, arena));
    return arena_printf(arena, "%s.", told);
}

static void map_action(const struct row *row, struct drafts *drafts)
{
    const char *name = text_of(row->record, "name");
    long long edition = json_integer_value(json_object_get(row->record, "edition"));

    if (!name)
        drafts_refuse(drafts, "it has no name");
    else
        put_kept(drafts, row, edition ? arena_printf(drafts->arena, "%s, %lld. put", name, edition) : name, NULL,
                 describe_action(row->record, drafts->arena));
}

/* The survey of 2016. */

static const char *make_figures(const json_t *totals, struct arena *arena)
{
    static const char *const names[] = {"organisations", "projects", "direct_beneficiaries",
                                        "own_volunteering_projects", "external_volunteering_projects"};
    const char *figures = "";

    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const json_t *value = json_object_get(totals, names[i]);

        if (value)
            figures = arena_printf(arena, "%s%s\"%s\":%lld", figures, *figures ? "," : "", names[i],
                                   (long long)json_integer_value(value));
    }
    return arena_printf(arena, "{%s}", figures);
}

static void map_survey(const struct row *row, struct drafts *drafts)
{
    const json_t *totals = json_object_get(row->record, "published_totals_2016");

    draft_begin(drafts, "createReport", row->company->id, row->id);
    draft_put_localized(drafts, "title", "Ulaganja kompanija u zajednicu 2016, zbir svih kompanija",
                        "Community investments of companies in 2016, total of all companies");
    draft_put_text(drafts, "kind", "progress");
    draft_put_text(drafts, "period_start", "2016-01-01");
    draft_put_text(drafts, "period_end", "2016-12-31");
    draft_put_json(drafts, "languages", "[\"sr\"]");
    draft_put_json(drafts, "figures", make_figures(totals, drafts->arena));
    draft_end(drafts);
    draft_begin(drafts, "submitReport", row->id, NULL);
    draft_end(drafts);
    draft_begin(drafts, "publishReport", row->id, NULL);
    draft_end(drafts);
    drafts_note(drafts,
                "the money invested (%s RSD, of it %s RSD in the local community) is left out: in which form, cash, "
                "in kind or time, is not public",
                text_of(totals, "invested_rsd"), text_of(totals, "local_community_rsd"));
}

static void map_row(const struct plan *plan, const struct row *row, struct drafts *drafts)
{
    (void)plan;
    if (is_a(row->record, "programme"))
        map_programme(row, drafts);
    else if (is_a(row->record, "action"))
        map_action(row, drafts);
    else if (is_a(row->record, "survey"))
        map_survey(row, drafts);
}

const struct import_source import_source_forum = {
    .kind = "forum",
    .what = "what is public about the Forum",
    .seed = "forum",
    .companies_made_us = 1199145600000000, /* 2008-01-01, when the Forum was founded */
    .identifier_columns = {-1, -1},
    .list_records = list_records,
    .identify = identify,
    .map_company = map_company,
    .map_row = map_row,
};
