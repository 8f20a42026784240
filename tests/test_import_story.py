"""A real register tells its story: what `forumd import --as sbti` took in is answered as of any day as the file says it was then.

What the file means is told here a second time, from its own columns and the rules of docs/import.md, and every row is compared
on days around each event and at random.
"""

import csv
import datetime
import random
import re

import pytest

from conftest import ROOT, database_from, forum_on

SBTI = ROOT / "tests" / "data" / "sbti_targets.csv"
EDITION, POLICY, GRACE_ENDS = datetime.date(2023, 8, 3), datetime.date(2023, 1, 31), datetime.date(2023, 7, 31)
DAY = datetime.timedelta(days=1)


def day(text):
    """2023-06-15 or 31/01/2024; None for no day."""
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        return datetime.date.fromisoformat(text)
    return datetime.datetime.strptime(text, "%d/%m/%Y").date() if re.fullmatch(r"\d\d/\d\d/\d{4}", text) else None


def month_end(moment, months):
    place = moment.year * 12 + moment.month - 1 + months
    return datetime.date((place + 1) // 12, (place + 1) % 12 + 1, 1) - DAY


def life_of(row, rows):
    """[(day, status, due on)], what the row was from each day on."""
    published = day(row["Date Published"])
    if row["Action"] == "Target":
        return [(published, "published", datetime.date(int(row["Target Year"]), 12, 31))]
    deadline, reason = day(row["Commitment Deadline"]), row["Reason for commitment extension or removal"]
    life = [(published, "published", deadline)]
    if row["Status"] == "Extended":
        former, extended = month_end(published, 24), deadline
        if "July 31 2023" in reason and deadline < GRACE_ENDS:
            former, extended = deadline, GRACE_ENDS
        if former < extended:
            known = POLICY if "grace period" in reason else min(former + DAY, POLICY if reason == "Legacy extension" else EDITION)
            life = [(published, "published", former), (max(known, published), "published", extended)]
    elif row["Status"] == "Removed":
        life.append((EDITION, "withdrawn", deadline))
    elif row["Status"] == "Target set":
        targets = [day(other["Date Published"]) for other in rows
                   if other["Company Name"] == row["Company Name"] and other["Action"] == "Target"]
        life.append((min([EDITION, *(target for target in targets if target >= published)]), "achieved", deadline))
    return life


@pytest.fixture(scope="module")
def forum(template, tmp_path_factory):
    folder = tmp_path_factory.mktemp("import")
    with database_from(template) as database, forum_on(database) as forum:
        forum.command("import", "--as", "sbti", str(SBTI), "--refused", str(folder / "refused.csv"))
        forum.refused = {int(row["line"]) for row in csv.DictReader(open(folder / "refused.csv", newline="", encoding="utf-8"))
                         if row["what"] == "refused"}
        yield forum


@pytest.fixture(scope="module")
def stories(forum):
    """(company, life) of every row that was taken in."""
    with open(SBTI, newline="", encoding="utf-8-sig") as file:
        reader, rows = csv.DictReader(file), []
        line = 2
        for row in reader:
            rows.append((line, row))
            line = reader.line_num + 1
    every = [row for _, row in rows]
    return [(row["Company Name"], life_of(row, every)) for line, row in rows if line not in forum.refused]


def stood(stories, moment):
    """(company, status, due on) of each that was public then, sorted."""
    told = []
    for company, life in stories:
        states = [state for state in life if state[0] <= moment]
        if states:
            told.append((company, states[-1][1], states[-1][2].isoformat()))
    return sorted(told)


def answered(forum, moment):
    members = {member["id"]: member["name"] for member in forum.every("/v1/members", limit=200, as_of=moment.isoformat())}
    return sorted((members[row["member_id"]], row["status"], row["due_on"])
                  for row in forum.every("/v1/commitments", limit=200, as_of=moment.isoformat()))


def test_every_promise_is_answered_as_of_any_day_as_the_file_says_it_was_then(forum, stories):
    seed = random.SystemRandom().randrange(10**6)
    events = {state[0] for _, life in stories for state in life[1:]}
    first = min(life[0][0] for _, life in stories)
    days = {moment + offset for moment in events for offset in (-DAY, 0 * DAY)} | {first - DAY, first, EDITION, EDITION + DAY}
    days |= {first + DAY * random.Random(seed).randrange((EDITION - first).days) for _ in range(20)}
    for moment in sorted(days):
        assert answered(forum, moment) == stood(stories, moment), f"as of {moment}, seed {seed}"


def test_a_member_counts_as_softened_what_was_softened_by_that_day(forum, stories):
    softened = {}
    for company, life in stories:
        softened.setdefault(company, []).extend(state[0] for state, former in zip(life[1:], life) if state[2] > former[2])
    days = sorted({moment for moments in softened.values() for moment in moments})
    assert len(days) >= 2
    for moment in [other for day_ in days for other in (day_ - DAY, day_)]:
        for member in forum.every("/v1/members", limit=200, as_of=moment.isoformat()):
            assert member["softened_commitments"] == sum(known <= moment for known in softened[member["name"]]), (member["name"], moment)


def one(forum, company, **more):
    (member,) = forum.every("/v1/members", name=company)
    return next(row for row in forum.every("/v1/commitments", member_id=member["id"]) if all(row[key] == value for key, value in more.items()))


def test_an_extended_promise_has_its_former_day_before_and_says_when_and_why_it_was_postponed(forum):
    row = one(forum, "Arkema", amended=True)
    path = f"/v1/commitments/{row['id']}"
    before, after = (forum.get(path, as_of=moment).must(200).body for moment in ("2023-01-30", "2023-01-31"))
    assert (before["due_on"], before["amended"], before["softened"], before["health"]) == ("2022-07-31", False, False, "overdue")
    assert (after["due_on"], after["amended"], after["softened"], after["health"]) == ("2023-07-31", True, True, "no_data")
    assert forum.get(path, as_of="2022-07-31").body["health"] == "no_data"
    published, amended = forum.every(path + "/revisions", sort="version")
    assert (published["action"], published["at"][:10]) == ("publish", "2020-07-30")
    assert (amended["action"], amended["at"][:10], amended["softened"]) == ("amend", "2023-01-31", True)
    (change,) = amended["changes"]
    assert (change["field"], change["meaning"], change["from"], change["to"]) == ("due_on", "postponed", "2022-07-31", "2023-07-31")
    assert amended["reason"].startswith("Commitment Compliance Policy transitory grace period.")
    assert "The source tells no day of the extension" in amended["reason"]
    assert forum.every(path + "/revisions", as_of="2023-01-30") == [published]


def test_a_removed_promise_is_there_as_published_until_the_day_of_its_removal(forum):
    row = one(forum, "Electricity Supply Board (ESB)")
    path = f"/v1/commitments/{row['id']}"
    assert (row["status"], row["status_reason"], row["status_effective_on"]) == ("withdrawn", "deadline_expired", "2023-08-03")
    assert forum.get(path, as_of="2023-08-02").must(200).body["status"] == "published"
    assert forum.get(path, as_of="2023-08-02").body["health"] == "overdue"
    assert forum.get(path, as_of="2023-03-31").body["health"] == "no_data"
    assert forum.get(path, as_of="2023-08-03").must(200).body["status"] == "withdrawn"
    forum.get(path, as_of="2020-03-18").must(404)
    last = forum.every(path + "/revisions")[-1]
    assert (last["action"], last["at"][:10]) == ("withdraw", "2023-08-03")


def test_rows_say_the_days_of_the_file_as_their_own(forum):
    row = one(forum, "Electricity Supply Board (ESB)")
    assert (row["created_at"][:10], row["published_at"][:10], row["updated_at"][:10]) == ("2020-03-19", "2020-03-19", "2023-08-03")
    member = forum.get(f"/v1/members/{row['member_id']}").body
    assert (member["created_at"][:10], member["joined_on"]) == ("2020-03-19", "2020-03-19")
    assert forum.database.value("select count(*) from registry.change where resource in ('member', 'commitment') "
                                "and at > '2023-08-04'") == 0


def test_a_company_with_rows_of_many_days_has_each_from_its_own(forum):
    """Its commitment was kept on the day of its first target, although the file has the rows in another order."""
    row = one(forum, "Golden Goose S.p.A.", status="achieved")
    assert forum.get(f"/v1/commitments/{row['id']}", as_of="2023-04-19").body["status"] == "published"
    assert forum.get(f"/v1/commitments/{row['id']}", as_of="2023-04-20").body["status"] == "achieved"
    counts = [len(forum.every("/v1/commitments", member_id=row["member_id"], as_of=moment)) for moment in
              ("2022-07-06", "2022-07-07", "2023-04-19", "2023-04-20")]
    assert counts == [0, 1, 1, 5]


def test_a_batch_that_is_taken_in_row_by_row_tells_the_same_story(fresh_forum, forum, stories, tmp_path):
    """A row of a day to come is refused by its step of the life cycle alone, and all others of the batch go one by one."""
    with open(SBTI, newline="", encoding="utf-8-sig") as file:
        rows = list(csv.DictReader(file))
    rows.append({**rows[-1], "Target Wording": "A target of a day to come", "Date Published": "2099-01-01"})
    with open(tmp_path / "more.csv", "w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, rows[0].keys())
        writer.writeheader()
        writer.writerows(rows)
    fresh_forum.command("import", "--as", "sbti", str(tmp_path / "more.csv"), "--refused", str(tmp_path / "refused.csv"))
    assert "2099" in (tmp_path / "refused.csv").read_text(encoding="utf-8")
    for moment in (datetime.date(2022, 8, 31), POLICY - DAY, POLICY, EDITION - DAY, EDITION):
        assert answered(fresh_forum, moment) == stood(stories, moment)
    assert fresh_forum.every("/v1/members", as_of="2023-02-01") == forum.every("/v1/members", as_of="2023-02-01")
