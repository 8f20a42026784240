# shellcheck shell=bash disable=SC2154 # what tests/bench/run has set
# A part of tests/bench/run, which sources it: lists with three filters, against the same page without.

# Ticks of processor time that forumd and PostgreSQL have taken so far: what else the machine does is not in them.
ticks() {
    local pid
    for pid in "$forumd_pid" $(pgrep -P "$(head -n 1 "$data/postmaster.pid")"); do
        cat "/proc/$pid/stat" 2>/dev/null || true
    done | awk '{sum += $14 + $15} END {print sum}'
}

# Nanoseconds of it that a request for the address takes. One client alone: several that ask the same at once would share the
# answer.
cost() {
    local before
    before=$(ticks)
    connections=1 rps "$1" >/dev/null
    awk -v ticks="$(($(ticks) - before))" -v a_second="$(getconf CLK_TCK)" '/ requests in / {printf "%d\n", ticks / a_second / $1 * 1e9}' "$work/wrk"
}

# A path and its lists, each measured right after the unfiltered one.
measure_lists_of() {
    local path=$1 query plain place=0
    shift
    for query in "$@"; do
        plain=$(cost "$url$path")
        note "lists${path//\//_}_$((place++))" "$(cost "$url$path?$query")" "$plain"
    done
}

report_lists_of() {
    local path=$1 query name place=0
    shift
    for query in "$@"; do
        name=lists${path//\//_}_$((place++))
        report "${path##*/}?$query" "$(median "$name" 1)" '<= 1.5' "($(median "$name" 2) / $(median "$name" 3) ns)"
    done
}

measure_lists() {
    local url round
    local -a of_commitments=('status=published&area=environment&year=2030' 'status=published&kind=quantitative&sdg=13'
        'health=overdue&area=environment&sector=C' 'area=community&due_on.gte=2027-01-01&sort=due_on')
    local -a of_members=('status=active&sector=C&kind=public_source' 'sector=C&country=DE&size=large'
        'city=Beograd&status=active&kind=public_source')
    FORUM_CACHE=0 start_forumd no
    url=http://127.0.0.1:$port
    for ((round = 1; round <= rounds; round++)); do
        say "Round $round of $rounds"
        measure_lists_of /v1/commitments "${of_commitments[@]}"
        measure_lists_of /v1/members "${of_members[@]}"
    done
    report_lists_of /v1/commitments "${of_commitments[@]}"
    report_lists_of /v1/members "${of_members[@]}"
}

# What else a user would choose, in the order that goes with it.
show_chosen_plans() {
    local query
    for query in sort=updated_at sort=-joined_on sort=employees sort=-employees sort=-softened_commitments sort=-reporting_due_on sort=city,name \
        sector=K\&sort=-employees reporting=overdue reporting=due city=Beograd city=Loznica employees.gte=5000 activity=64 softened=true \
        updated_at.gte=2025-01-01\&sort=updated_at sector=C\&country=DE\&size=large city=Beograd\&status=active\&kind=public_source; do
        # shellcheck disable=SC2086 # a word for each parameter
        show_plan "/v1/members?$query" listMembers ${query//&/ }
    done
    for query in sort=updated_at updated_at.gte=2025-02-01\&sort=updated_at sort=-published_at published_at.gte=2025-01-01 \
        published_at.gte=2025-01-01\&sort=-published_at sort=progress sort=-progress progress.gte=1\&sort=-progress sort=-progress,due_on \
        health=overdue health=behind health=behind\&sort=due_on health=no_data\&sort=-due_on sector=C sector=K sector=K\&sort=-due_on country=RS \
        size=large sector=U\&country=JP\&size=micro softened=true amended=true\&status=withdrawn unit=tCO2e unit=kWh starts_on.gte=2025-01-01 \
        current_value_on.gte=2025-06-01 status=published\&area=environment\&year=2030 health=overdue\&area=environment\&sector=C; do
        # shellcheck disable=SC2086
        show_plan "/v1/commitments?$query" listCommitments ${query//&/ }
    done
}
