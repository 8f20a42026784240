/* emission.c: emission targets of listed companies with their baselines and what was achieved, as a CSV file.
 * All figures are computed from the published ones in decimal, without rounding. */
#include <string.h>

#include "import/day.h"
#include "import/decimal.h"
#include "import/plan.h"
#include "import/sector.h"

enum column {
    COMPANY,
    INDUSTRY,
    SCOPE,
    SCOPE_AS_REPORTED,
    TARGET_TYPE,
    METRIC,
    BASE_YEAR,
    START_YEAR,
    TARGET_YEAR,
    BASELINE,
    AMBITION,
    ACHIEVED,
    COVERAGE,
};

static const char *const columns[] = {
    [COMPANY] = "company",
    [INDUSTRY] = "industry",
    [SCOPE] = "scope",
    [SCOPE_AS_REPORTED] = "scope_as_reported",
    [TARGET_TYPE] = "target_type",
    [METRIC] = "intensity_metric",
    [BASE_YEAR] = "base_year",
    [START_YEAR] = "start_year",
    [TARGET_YEAR] = "target_year",
    [BASELINE] = "base_year_tco2e",
    [AMBITION] = "reduction_ambition",
    [ACHIEVED] = "achieved_reduction",
    [COVERAGE] = "coverage",
    NULL,
};

static const char source_text[] = "Reported emission targets of listed companies, SBTi finance tool (public source)";

enum {
    LAST_REPORTED_YEAR =
        2021, /* the newest year in which a target of this collection starts: what is achieved is as of then */
    MOST_TITLE = 300,
};

static const struct decimal one = {1, 0};

static void identify(const struct row *row, struct arena *arena, struct identity *ret_identity)
{
    ret_identity->company = plan_fold(arena, row->values[COMPANY]);
    /* All but what was achieved, which a later edition moves. */
    ret_identity->row =
        arena_printf(arena, "%s|%s|%s|%s|%s|%s|%s|%s|%s|%s", row->values[SCOPE], row->values[SCOPE_AS_REPORTED],
                     row->values[TARGET_TYPE], row->values[METRIC], row->values[BASE_YEAR], row->values[START_YEAR],
                     row->values[TARGET_YEAR], row->values[BASELINE], row->values[AMBITION], row->values[COVERAGE]);
    ret_identity->made_us = import_source_emission.companies_made_us;
}

/* The company. */

/* Where the ticker's exchange is: the second word of "AFL US EQUITY". */
static const char *find_country(const char *ticker)
{
    static const char exchanges[][2][3] = {
        {"AB", "SA"}, {"AO", "AO"}, {"AR", "AR"}, {"AU", "AU"}, {"AV", "AT"}, {"BB", "BE"}, {"BH", "BH"}, {"BZ", "BR"},
        {"CB", "CO"}, {"CH", "CN"}, {"CI", "CL"}, {"CN", "CA"}, {"CP", "CZ"}, {"DC", "DK"}, {"ET", "EE"}, {"EY", "EG"},
        {"FH", "FI"}, {"FP", "FR"}, {"GA", "GR"}, {"GR", "DE"}, {"HB", "HU"}, {"HK", "HK"}, {"ID", "IE"}, {"IJ", "ID"},
        {"IM", "IT"}, {"IN", "IN"}, {"IR", "IS"}, {"IT", "IL"}, {"JP", "JP"}, {"KS", "KR"}, {"LH", "LT"}, {"LI", "LI"},
        {"LN", "GB"}, {"LX", "LU"}, {"MK", "MY"}, {"MM", "MX"}, {"MV", "MT"}, {"NA", "NL"}, {"NL", "NG"}, {"NO", "NO"},
        {"NZ", "NZ"}, {"PL", "PT"}, {"PM", "PH"}, {"PW", "PL"}, {"QD", "QA"}, {"RB", "RS"}, {"RM", "RU"}, {"RU", "RU"},
        {"SJ", "ZA"}, {"SM", "ES"}, {"SP", "SG"}, {"SS", "SE"}, {"SW", "CH"}, {"TB", "TH"}, {"TI", "TR"}, {"TT", "TW"},
        {"UH", "AE"}, {"US", "US"},
    };
    const char *space = strchr(ticker, ' ');

    for (size_t i = 0; i < sizeof exchanges / sizeof *exchanges && space; i++) {
        if (strncmp(space + 1, exchanges[i][0], 2) == 0 && space[3] == ' ')
            return exchanges[i][1];
    }
    return NULL;
}

static void map_company(const struct plan *plan, const struct company *company, struct drafts *drafts)
{
    const struct row *row = company->rows[0];
    const char *country = find_country(row->values[COMPANY]);

    (void)plan;
    if (!country)
        drafts_refuse(drafts, "the exchange of \"%s\" is not known, so neither is the country", row->values[COMPANY]);
    draft_begin(drafts, "createMember", NULL, company->id);
    draft_put_text(drafts, "kind", "public_source");
    draft_put_text(drafts, "source", source_text);
    draft_put_text(drafts, "name", row->values[COMPANY]);
    draft_put_text(drafts, "country", country);
    draft_put_text(drafts, "sector", find_sector(row->values[INDUSTRY]));
    draft_put_localized(
        drafts, "description", NULL,
        arena_printf(drafts->arena,
                     "%s. Named by its ticker; the country is that of the exchange. Not a member of the "
                     "Forum: known from public targets.",
                     row->values[INDUSTRY]));
    draft_end(drafts);
    draft_begin(drafts, "approveMember", company->id, NULL);
    draft_end(drafts);
}

/* Figures. */

struct figures {
    struct decimal baseline;
    struct decimal target;
    struct decimal achieved; /* the value reached so far */
    bool has_achieved;
};

static bool read_number(const struct row *row, enum column column, struct drafts *drafts, struct decimal *ret_value)
{
    const char *text = row_value(row, (int)column);

    if (!text)
        drafts_refuse(drafts, "%s is empty", columns[column]);
    else if (!decimal_parse(text, ret_value))
        drafts_refuse(drafts, "%s must be a number, not \"%s\"", columns[column], text);
    return !drafts->refusal;
}

/* baseline x (1 - cut) */
static bool reduce(struct decimal baseline, struct decimal cut, struct decimal *ret_value)
{
    struct decimal left;

    return decimal_subtract(one, cut, &left) && decimal_multiply(baseline, left, ret_value);
}

static bool read_figures(const struct row *row, struct drafts *drafts, struct figures *ret_figures)
{
    struct figures figures = {.has_achieved = row_value(row, ACHIEVED)};
    struct decimal ambition;
    struct decimal share;
    struct decimal cut;
    bool fits;

    if (!read_number(row, BASELINE, drafts, &figures.baseline) || !read_number(row, AMBITION, drafts, &ambition))
        return false;
    fits = reduce(figures.baseline, ambition, &figures.target);
    if (figures.has_achieved) {
        if (!read_number(row, ACHIEVED, drafts, &share))
            return false;
        fits = fits && decimal_multiply(ambition, share, &cut) && reduce(figures.baseline, cut, &figures.achieved);
    }
    if (!fits)
        drafts_refuse(drafts, "its figures have too many digits to be computed exactly");
    *ret_figures = figures;
    return fits;
}

/* What an intensity divides by, as far as the file says. */
static const char *find_unit(const struct row *row, struct arena *arena)
{
    const char *metric = row_value(row, METRIC);

    if (strcmp(row->values[TARGET_TYPE], "Intensity") != 0)
        return "tCO2e";
    if (!metric || strcmp(metric, "Other") == 0)
        return "tCO2e/unit";
    return arena_printf(arena, "tCO2e/%s", plan_fold(arena, metric));
}

static const char *describe_scope(const struct row *row)
{
    const char *reported = row_value(row, SCOPE_AS_REPORTED);

    return reported ? reported : row->values[SCOPE];
}

static const char *make_title(const struct row *row, struct arena *arena)
{
    static const struct decimal hundred = {100, 0};
    struct decimal ambition = {0};
    struct decimal percent = {0};
    bool is_intensity = strcmp(row->values[TARGET_TYPE], "Intensity") == 0;

    if (!decimal_parse(row->values[AMBITION], &ambition) || !decimal_multiply(ambition, hundred, &percent))
        return "";
    return arena_printf(arena, "Reduce %s of %s by %s%% by %s from a %s base year",
                        is_intensity ? "the intensity of emissions" : "emissions", describe_scope(row),
                        decimal_text(percent, arena), row->values[TARGET_YEAR], row->values[BASE_YEAR]);
}

static const char *describe(const struct row *row, struct arena *arena)
{
    const char *coverage = row_value(row, COVERAGE);
    const char *metric = row_value(row, METRIC);

    return arena_printf(arena, "%s target%s%s. Scope: %s.%s%s%s", row->values[TARGET_TYPE], metric ? " by " : "",
                        metric ? plan_fold(arena, metric) : "", describe_scope(row), coverage ? " Covers: " : "",
                        coverage ? coverage : "", coverage ? "." : "");
}

static bool read_year(const struct row *row, enum column column, struct drafts *drafts, int *ret_year)
{
    if (!day_parse_year(row->values[column], ret_year))
        drafts_refuse(drafts, "%s must be a year, not \"%s\"", columns[column], row->values[column]);
    return !drafts->refusal;
}

static void put_progress(struct drafts *drafts, const struct row *row, const struct figures *figures, int target_year)
{
    int year = target_year < LAST_REPORTED_YEAR ? target_year : LAST_REPORTED_YEAR;
    char *id = arena_alloc(drafts->arena, UUID_BYTES);
    const char *seed = arena_printf(drafts->arena, "emission|progress|%s", row->id);

    id_derive_uuid7(import_source_emission.companies_made_us, seed, strlen(seed), id);
    draft_begin(drafts, "createProgress", row->id, id);
    draft_put_text(drafts, "observed_on", day_text((struct day){year, 12, 31}, drafts->arena));
    draft_put_json(drafts, "value", decimal_text(figures->achieved, drafts->arena));
    draft_put_localized(drafts, "note", NULL,
                        arena_printf(drafts->arena, "Reported as %s of the way.", row->values[ACHIEVED]));
    draft_end(drafts);
}

static void map_row(const struct plan *plan, const struct row *row, struct drafts *drafts)
{
    struct arena *arena = drafts->arena;
    struct figures figures;
    int base_year;
    int target_year;
    int start_year = 0;
    const char *baseline_on;

    (void)plan;
    if (!read_figures(row, drafts, &figures) || !read_year(row, BASE_YEAR, drafts, &base_year) ||
        !read_year(row, TARGET_YEAR, drafts, &target_year) ||
        (row_value(row, START_YEAR) && !read_year(row, START_YEAR, drafts, &start_year)))
        return;
    baseline_on = day_text((struct day){base_year, 12, 31}, arena);
    draft_begin(drafts, "createCommitment", row->company->id, row->id);
    draft_put_localized(drafts, "title", NULL, draft_shorten(arena, make_title(row, arena), MOST_TITLE));
    draft_put_localized(drafts, "description", NULL, describe(row, arena));
    draft_put_text(drafts, "area", "environment");
    draft_put_json(drafts, "sdgs", "[13]");
    draft_put_text(drafts, "kind", "quantitative");
    draft_put_text(drafts, "indicator",
                   draft_shorten(arena, arena_printf(arena, "Emissions, %s", describe_scope(row)), 300));
    draft_put_text(drafts, "unit", find_unit(row, arena));
    draft_put_text(drafts, "direction", "decrease");
    draft_put_json(drafts, "baseline_value", decimal_text(figures.baseline, arena));
    draft_put_text(drafts, "baseline_on", baseline_on);
    draft_put_json(drafts, "target_value", decimal_text(figures.target, arena));
    draft_put_text(drafts, "starts_on", start_year ? day_text((struct day){start_year, 1, 1}, arena) : baseline_on);
    draft_put_text(drafts, "due_on", day_text((struct day){target_year, 12, 31}, arena));
    draft_put_text(drafts, "source", source_text);
    draft_end(drafts);
    draft_begin(drafts, "submitCommitment", row->id, NULL);
    draft_end(drafts);
    draft_begin(drafts, "publishCommitment", row->id, NULL);
    draft_end(drafts);
    if (figures.has_achieved)
        put_progress(drafts, row, &figures, target_year);
}

const struct import_source import_source_emission = {
    .kind = "emission",
    .what = "emission targets of listed companies",
    .seed = "emission",
    .companies_made_us = 1640995200000000, /* 2022-01-01 */
    .columns = columns,
    .identifier_columns = {-1, -1},
    .identify = identify,
    .map_company = map_company,
    .map_row = map_row,
};
