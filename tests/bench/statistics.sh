# shellcheck shell=bash disable=SC2154
# Part of tests/bench/run: how long counting everything takes. Sourced, with its functions and variables.

# Milliseconds that an address takes, the median of $starts; the rest are curl's arguments.
median_ms() {
    local path=$1 place
    shift
    for ((place = 0; place <= starts; place++)); do
        curl -sf -o "$work/statistics.json" -w '%{time_total}\n' "$@" "$url$path"
    done | tail -n +2 | sort -n | awk '{v[NR] = $1} END {printf "%.0f\n", 1000 * v[int((NR + 1) / 2)]}'
}

# Everything is in memory as far as it goes there: the first request of each is left out.
measure_statistics() {
    local url key path=/v1/statistics/commitments
    # The goal is a time, and other programs use the processors as well: these go first, where that is allowed.
    renice -n -10 -p "$(head -n 1 "$data/postmaster.pid")" $$ >/dev/null 2>&1 || say "Measured without priority over other programs"
    start_forumd no
    url=http://127.0.0.1:$port
    key=$(DATABASE_URL=$(url_of forum) "$forumd" key create --role admin)
    report 'counted by area and year, of 1,000,000, ms' "$(median_ms "$path?group_by=area,year")" '< 300' "(median of $starts)"
    report 'the same, softened ones alone beside the count, ms' "$(median_ms "$path?group_by=area,year&measures=softened")" -
    report 'by status and year, ms' "$(median_ms "$path?group_by=status,year")" -
    report 'by area and year, of one area, ms' "$(median_ms "$path?group_by=area,year&area=environment")" -
    report 'by goal, ms' "$(median_ms "$path?group_by=sdg")" -
    report 'by sector and unit, with what was reached, ms' "$(median_ms "$path?group_by=sector,unit&measures=share_reached,average_progress")" -
    report 'by area and year, as of a day, ms' "$(median_ms "$path?group_by=area,year&as_of=2024-12-31")" -
    report 'by area and year, for the Forum, ms' "$(median_ms "$path?group_by=area,year" -H "Authorization: Bearer $key")" -
    report 'members by sector and size, of 100,000, ms' "$(median_ms '/v1/statistics/members?group_by=sector,size')" -
    psql -X -q -c 'delete from registry.key'
}
