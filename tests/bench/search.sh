# shellcheck shell=bash
# shellcheck disable=SC2154 # work and results are those of run
# Search: how long q= takes in PostgreSQL, as strangers ask it. Sourced by run, whose functions it uses.

# Words of fill.sql: in every row, in tens of thousands, in few; several; a beginning; with a slip; nowhere; a number.
search_members=(mlekara 'Млекара Ђорђевић' 'mlekara jovanović 77' porodična 'family company' mlek me 'šećreana' 'đorđevć čelik' 'Ljubić' zxqvw 'mlekara zxqvw')
search_commitments=(emisija 'smanjenje emisija' smanjenja zajednice 'otpadima voznjama' reductions 'waterless ability' smanj em zaje
    recikližti 'emisija recikližti' 'smanjneja' 'communitly' zxqvwy 'emisija zxqvwy' 'Šećerana Đorđević' 'mlekara otpada water')

# The milliseconds of $1 executions of what an operation's parameters ask for, one a line, planning left out as it is done once.
time_search() {
    local times=$1 place
    shift
    write_pgbench "$work/plan.sql" "$@"
    {
        printf 'set search_path = pg_catalog; set plan_cache_mode = force_generic_plan; prepare q as\n'
        sed -E 's/:p([0-9]+)/$\1/g' "$work/plan.sql"
        for ((place = 0; place < times; place++)); do
            printf 'explain (analyze, timing off) execute q%s;\n' "$(plan_values)"
        done
    } | psql -X -q -At -v ON_ERROR_STOP=1 -U forum_public >"$work/search.txt"
    [[ ! -v FORUM_BENCH_VERBOSE ]] || cat "$work/search.txt" >&2
    awk '/^Execution Time/ {print $3}' "$work/search.txt" | tail -n +3
}

# One line a question: the median, and the worst, of the executions after the first two.
measure_search() {
    local operation q pib
    local -a times=() words=()
    pib=$(psql -X -At -c 'select pib from registry.member where pib is not null order by id desc limit 1')
    printf '%-58s %9s %9s\n' 'q=' 'median ms' 'worst ms'
    for operation in listMembers listCommitments; do
        words=("${search_commitments[@]}")
        [[ $operation == listCommitments ]] || words=("${search_members[@]}" "RS ${pib:0:3}-${pib:3:3}-${pib:6}")
        for q in "${words[@]}"; do
            mapfile -t times < <(time_search 22 "$operation" "q=$q" | sort -g)
            printf '%-58s %9.2f %9.2f\n' "$operation $q" "${times[$((${#times[@]} / 2))]}" "${times[-1]}"
            printf '%s %s 0\n' "${times[$((${#times[@]} / 2))]}" "$q" >>"$results/search"
        done
    done
    report 'search: the slowest of the medians, ms' "$(cut -d' ' -f1 "$results/search" | sort -g | tail -n 1)" '< 10'
}
