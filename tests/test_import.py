"""What `forumd import` does with the samples of real data, and with what is wrong in them."""

import csv
import decimal
import os
import re
import signal
import subprocess
import time

import pytest

from conftest import FORUMD, ROOT

SBTI = ROOT / "tests" / "data" / "sbti_targets.csv"
EMISSION = ROOT / "tests" / "data" / "emission_targets.csv"
TABLES = ("member", "commitment", "progress", "report", "membership")


def run(database, kind, path, folder, status=0):
    """What the command says on standard output."""
    done = subprocess.run([FORUMD, "import", "--as", kind, path], cwd=folder, text=True, capture_output=True,
                          env={**os.environ, "DATABASE_URL": database.url})
    assert done.returncode == status, done.stdout + done.stderr
    assert "Sanitizer" not in done.stderr and "runtime error" not in done.stderr, done.stderr
    return done.stdout + done.stderr


def totals(said):
    """taken in, already there, refused"""
    return [int(re.search(rf"(\d+) {word}", said).group(1)) for word in ("taken in", "already there", "refused")]


def listed(folder, name):
    with open(folder / f"{name}.refused.csv", newline="") as file:
        return list(csv.DictReader(file))


def contents(database):
    """Every row but for the moments at which it was written."""
    return {table: database.sql(f"select (to_jsonb(t) - '{{created_at,updated_at,published_at}}'::text[])::text "
                                f"from registry.{table} t order by 1") for table in TABLES}


def test_a_second_run_changes_nothing(database, tmp_path):
    first = totals(run(database, "sbti", SBTI, tmp_path))
    assert first[1] == 0 and sum(first) == 300
    before = contents(database)
    changes = database.value("select count(*) from registry.change")
    taken, there, refused = totals(run(database, "sbti", SBTI, tmp_path))
    assert [taken, there, refused] == [0, first[0], first[2]]
    assert contents(database) == before
    assert database.value("select count(*) from registry.change") == changes


def test_statuses_become_steps_of_the_life_cycle(database, tmp_path):
    run(database, "sbti", SBTI, tmp_path)
    with open(SBTI, newline="") as file:
        rows = list(csv.DictReader(file))
    refused = [row["Status"] for row in listed(tmp_path, SBTI.name) if row["what"] == "refused"]
    for status, ended in (("Removed", "withdrawn"), ("Target set", "achieved")):
        wanted = sum(row["Status"] == status for row in rows) - refused.count(status)
        assert database.value("select count(*) from registry.commitment where status = %s", ended) == wanted > 0
    assert database.value("select count(*) from registry.commitment where amended and softened") > 0
    assert database.value("select count(*) from registry.commitment where status in ('draft', 'submitted')") == 0


def test_shares_and_percentages_are_the_same(database, tmp_path):
    run(database, "sbti", SBTI, tmp_path)
    low, high = database.sql("select min(target_value), max(target_value) from registry.commitment "
                             "where kind = 'quantitative'")[0]
    assert 1 < low and high <= 100


def test_emission_figures_are_exact(database, tmp_path):
    run(database, "emission", EMISSION, tmp_path)
    with open(EMISSION, newline="") as file:
        row = next(row for row in csv.DictReader(file) if row["company"] == "BA US EQUITY")
    baseline, ambition, achieved = (decimal.Decimal(row[name])
                                    for name in ("base_year_tco2e", "reduction_ambition", "achieved_reduction"))
    assert database.sql("select c.target_value, c.current_value from registry.commitment c "
                        "join registry.member m on m.id = c.member_id where m.name = %s and c.baseline_value = %s",
                        row["company"], baseline) == [(baseline * (1 - ambition), baseline * (1 - ambition * achieved))]


def test_every_refused_row_is_listed_with_its_line_and_reason(database, tmp_path):
    said = run(database, "emission", EMISSION, tmp_path)
    with open(EMISSION, newline="") as file:
        lines = file.read().splitlines()
    refused = [row for row in listed(tmp_path, EMISSION.name) if row["what"] == "refused"]
    assert len(refused) == totals(said)[2] > 0
    for row in refused:
        assert row["reason"]
        assert lines[int(row["line"]) - 1].startswith(row["company"] + ",")


def test_one_bad_row_refuses_only_itself(database, tmp_path):
    with open(SBTI, newline="") as file:
        rows = list(csv.DictReader(file))
    rows[4]["Date Published"] = "2099-01-01"  # found by the step of the life cycle alone
    with open(tmp_path / "bad.csv", "w", newline="") as file:
        writer = csv.DictWriter(file, rows[0].keys())
        writer.writeheader()
        writer.writerows(rows)
    whole = totals(run(database, "sbti", tmp_path / "bad.csv", tmp_path))
    bad = [row for row in listed(tmp_path, "bad.csv") if row["Date Published"] == "2099-01-01"]
    assert [row["reason"] for row in bad] == ["effective_on must not be in the future."]
    assert totals(run(database, "sbti", SBTI, tmp_path)) == [1, whole[0], whole[2] - 1]


def test_an_identifier_of_another_member_is_left_out_and_said(database, tmp_path):
    with open(SBTI, newline="") as file:
        row = next(row for row in csv.DictReader(file) if re.fullmatch("[0-9A-Z]{18}[0-9]{2}", row["LEI"]))
    database.sql("select registry.enter_as_operator('test'); insert into registry.member (id, name, lei) "
                 "values (gen_random_uuid(), 'Holcim Srbija', %s)", row["LEI"])
    run(database, "sbti", SBTI, tmp_path)
    notes = [item["reason"] for item in listed(tmp_path, SBTI.name) if item["what"] == "note"]
    assert f"LEI {row['LEI']} already belongs to Holcim Srbija; left out" in notes
    assert database.value("select count(*) from registry.member where name = %s and lei is null", row["Company Name"]) == 1


@pytest.mark.parametrize("pause_s", [0.15, 0.3, 0.5])
def test_a_run_that_is_killed_is_completed_by_the_next(database, tmp_path, pause_s):
    killed = subprocess.Popen([FORUMD, "import", "--as", "emission", EMISSION], cwd=tmp_path,
                              stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                              env={**os.environ, "DATABASE_URL": database.url})
    time.sleep(pause_s)
    killed.send_signal(signal.SIGKILL)
    killed.wait()
    taken, there, refused = totals(run(database, "emission", EMISSION, tmp_path))
    assert taken + there == 204 and refused == 96
    assert database.value("select count(*) from registry.commitment where status <> 'published'") == 0
    assert database.value("select count(*) from registry.commitment") == 204


def test_the_forums_own_facts_are_taken_in(database, tmp_path):
    said = run(database, "forum", ROOT / "demo" / "forum.json", tmp_path)
    assert totals(said)[2] == 0
    assert database.value("select count(*) from registry.member where kind = 'forum_member' and status = 'active'") == 23
    assert totals(run(database, "forum", ROOT / "demo" / "forum.json", tmp_path))[0] == 0


@pytest.mark.parametrize("kind, content, status, said", [
    ("sbti", "company,industry\n", 1, 'it has no column "Company Name"'),
    ("sbti", 'Company Name,"ISIN\n', 1, "line 1: a quoted field that starts here does not end"),
    ("sbti", "", 1, "it is empty"),
    ("forum", '{"forum": 1,\n "forum": 2}', 1, "line 2"),
    ("forum", "[]", 1, "it has no forum.name.sr"),
    ("xlsx", "", 2, "there is no such kind"),
])
def test_a_file_of_another_kind_is_refused_whole(database, tmp_path, kind, content, status, said):
    (tmp_path / "file").write_text(content)
    assert said in run(database, kind, tmp_path / "file", tmp_path, status)
    assert database.value("select count(*) from registry.member") == 0
