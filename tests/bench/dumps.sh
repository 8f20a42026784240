# shellcheck shell=bash
# shellcheck disable=SC2154 # variables of the script that sources it
# Dumps, for tests/bench/run, which sources it. The rows of fill.sql have no records of changes, so the feed in them is empty.

measure_dumps() {
    local empty_kb dump verify copy rows
    export DATABASE_URL
    DATABASE_URL=$(url_of forum)
    rows=$(psql -X -At -c 'select count(*) from registry.commitment')
    write_copy >"$work/copy"
    copy=$(seconds_of copy_all)
    dump=$("$bench/client.py" spent "$forumd" dump "$work/dump")
    verify=$("$bench/client.py" spent "$forumd" verify "$work/dump")
    empty_kb=$("$bench/client.py" spent "$forumd" check) && empty_kb=${empty_kb#* }
    report 'dump of it all, seconds' "${dump% *}" - "($rows commitments, $(du -sm "$work/dump" | cut -f1) MB; psql's copy of them $copy)"
    report 'MB that a dump holds' "$((${dump#* } / 1024))" '< 40' "(forumd check $((empty_kb / 1024)))"
    report 'verify of it, seconds' "${verify% *}" - "(and $((${verify#* } / 1024)) MB)"
    rm -rf "$work/dump"
}
