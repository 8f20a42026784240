# shellcheck shell=bash
# Exports, for tests/bench/run, which sources it.
# shellcheck disable=SC2154 # forumd, work, port and the like are that script's

# Rows a second, from how many seconds all of them took.
rows_a_second() { awk -v rows="$1" -v took="$2" 'BEGIN {printf "%.0f\n", rows / took}'; }

# What the daemon holds with a cursor, as a statement of psql's.
write_copy() {
    "$forumd" sql listCommitments >"$work/copy.sql"
    # The page is what an export does not have.
    printf '\\copy (%s) to stdout csv header\n' "$(sed -E '/^-- \$/d; s/ limit [0-9]+;? *$//; s/;$//' "$work/copy.sql" | tr '\n' ' ')"
}

seconds_of() {
    local started=$EPOCHREALTIME
    "$@"
    awk -v a="$started" -v b="$EPOCHREALTIME" 'BEGIN {printf "%.3f\n", b - a}'
}

copy_all() {
    PGOPTIONS='-c search_path=pg_catalog -c default_transaction_read_only=on' \
        psql -X -q -U forum_public -f "$work/copy" >/dev/null
}

export_all() { curl -sf "$1" ${2:+-H "Accept-Encoding: $2"} -o "$work/export" || fail "the export broke off"; }
export_away() { curl -sf "$1" -o /dev/null || fail "the export broke off"; }

# Bytes of an export, and of psql's copy, that come within the seconds of a measurement, while all else goes on.
bytes_of_export() { curl -s --max-time "$seconds" "$1" -o /dev/null -w '%{size_download}\n' || true; }
bytes_of_copy() {
    PGOPTIONS='-c search_path=pg_catalog -c default_transaction_read_only=on' \
        timeout "$seconds" psql -X -q -U forum_public -f "$work/copy" 2>"$work/ignored" | wc -c || true # ended by timeout
}

measure_exports() {
    local url csv before peak round rows alone busy beside one=/v1/members/01900000-0000-7000-8000-000000001388
    start_forumd no
    url=http://127.0.0.1:$port csv=$url/v1/commitments.csv
    write_copy >"$work/copy"
    rows=$(psql -X -At -c 'select count(*) from registry.commitment')
    export_away "$url/v1/members.csv"
    "$bench/client.py" peak "$forumd_pid" >"$work/ignored"
    before=$("$bench/client.py" peak "$forumd_pid")
    for ((round = 1; round <= rounds; round++)); do
        say "Round $round of $rounds"
        note export_copy "$(rows_a_second "$rows" "$(seconds_of export_away "$csv")")" "$(rows_a_second "$rows" "$(seconds_of copy_all)")"
        alone=$(rps "$url$one")
        bytes_of_export "$csv" >"$work/exported" &
        beside=$!
        busy=$(rps "$url$one")
        wait "$beside"
        bytes_of_copy >"$work/copied" &
        beside=$!
        rps "$url$one" >"$work/ignored"
        wait "$beside"
        note export_beside "$busy" "$alone"
        note export_copy_beside "$(<"$work/exported")" "$(<"$work/copied")"
    done
    peak=$("$bench/client.py" peak "$forumd_pid")
    export_away "$url/v1/commitments.ndjson"
    note export_ndjson "$(rows_a_second "$rows" "$(seconds_of export_away "$url/v1/commitments.ndjson")")" "$(rows_a_second "$rows" "$(seconds_of export_away "$csv")")"
    note export_gzip "$(rows_a_second "$rows" "$(seconds_of export_all "$csv" gzip)")" "$(rows_a_second "$rows" "$(seconds_of export_away "$csv")")"
    note export_zstd "$(rows_a_second "$rows" "$(seconds_of export_all "$csv" zstd)")" "$(rows_a_second "$rows" "$(seconds_of export_away "$csv")")"
    report_ratio export_copy "$rows commitments as CSV: rows, to psql's copy" '>= 0.7'
    report_ratio export_beside 'a member while they are exported, to without' '>= 0.6'
    report_ratio export_copy_beside 'the export meanwhile: bytes, to those of copy' -
    report 'MB that exports add to what the daemon holds' "$(awk -v a="$before" -v b="$peak" 'BEGIN {printf "%.1f", (b - a) / 1024}')" '< 40' "(of $((before / 1024)))"
    report_ratio export_ndjson 'the same as NDJSON, to CSV' -
    report_ratio export_gzip 'the same in gzip, to CSV as it is' -
    report_ratio export_zstd 'the same in zstd, to CSV as it is' -
}
