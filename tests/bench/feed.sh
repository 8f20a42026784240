# shellcheck shell=bash
# shellcheck disable=SC2154 # variables of the script that sources it
# The chain of changes, for tests/bench/run, which sources it.

sealed_changes=100000 followers=1000

write_down() {
    psql -X -q -c "insert into registry.change (resource, resource_id, version, member_id, action, after, actor_role)
                   select 'commitment', c.id, 1000000 + $1, c.member_id, 'publish', to_jsonb(c), 'staff'
                   from registry.commitment c limit $sealed_changes"
}

per_second() { awk -v n="$sealed_changes" -v s="$1" 'BEGIN {printf "%.0f\n", n / s}'; }

seal_all() { DATABASE_URL=$(url_of forum) "$forumd" seal >"$work/ignored"; }

# While somebody holds the row that says how far the chain has come nothing is sealed.
hold_sealer() {
    psql -X -q -c 'begin' -c 'select from registry.seal_head for update' -c 'select pg_sleep(600)' >"$work/held" 2>&1 &
    holder=$!
    sleep 0.5
}

measure_feed() {
    local url round holder made wrote
    seal_all
    for ((round = 1; round <= rounds; round++)); do
        say "Sealing, round $round of $rounds"
        wrote=$(seconds_of write_down "$round")
        note seal_write "$(per_second "$(seconds_of seal_all)")" "$(per_second "$wrote")"
    done
    start_forumd no
    url=http://127.0.0.1:$port
    KEY=$(DATABASE_URL=$(url_of forum) "$forumd" key create --role admin)
    BODY=$(<"$bench/commitment.json")
    export KEY BODY
    sleep 2
    report "percent of a core while $followers clients wait" "$("$bench/client.py" wait "$port" "$followers" "$forumd_pid" 10)" '< 5'
    rps -s "$bench/create.lua" "$url" >"$work/warm"
    for ((round = 1; round <= rounds; round++)); do
        say "Creating, round $round of $rounds"
        hold_sealer
        made=$(rps -s "$bench/create.lua" "$url")
        psql -X -q -c "select pg_terminate_backend(pid) from pg_stat_activity where query = 'select pg_sleep(600)'" >"$work/ignored"
        wait "$holder" 2>/dev/null || true
        seal_all
        note seal_create "$(rps -s "$bench/create.lua" "$url")" "$made"
    done
    seal_all
    wrote=$(feed_lines "$url")
    forget_changes
    report_ratio seal_write 'changes sealed: to written down in one statement' '>= 0.5'
    report_ratio seal_create 'a commitment entered: while sealed, to not sealed' '>= 0.8'
    report 'entries of the feed a second, as lines' "$wrote" -
}

feed_lines() {
    local took
    took=$(seconds_of export_all "$1/v1/changes.ndjson")
    awk -v n="$(wc -l <"$work/export")" -v s="$took" 'BEGIN {printf "%.0f\n", n / s}'
}
