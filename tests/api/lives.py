"""Steps in the lives of members, commitments and reports, for tests that begin further on."""

EMISSIONS = {
    "title": {"en": "Reduce absolute scope 1 and 2 greenhouse gas emissions 40% by 2030 from a 2017 base year"},
    "area": "environment", "sdgs": [13], "kind": "quantitative",
    "indicator": "Reduction of absolute scope 1 and 2 emissions since 2017", "unit": "%", "direction": "increase",
    "baseline_value": 0, "baseline_on": "2017-12-31", "target_value": 40, "starts_on": "2021-04-22",
    "due_on": "2030-12-31"}
ANNUAL = {
    "title": {"sr": "Godišnji izveštaj za 2016. godinu"}, "kind": "annual", "period_start": "2016-01-01",
    "period_end": "2016-12-31", "languages": ["sr"]}


def admitted(forum, name, **more):
    """An active member."""
    member = forum.staff.post("/v1/members", {"name": name, **more}).must(201).body
    return forum.staff.post(f"/v1/members/{member['id']}/approve").must(200).body


def drafted(forum, member, **more):
    """A draft commitment, entered by its company."""
    path = f"/v1/members/{member['id']}/commitments"
    return forum.of(member).post(path, {**EMISSIONS, **more}).must(201).body


def submitted(forum, member, **more):
    draft = drafted(forum, member, **more)
    return forum.of(member).post(f"/v1/commitments/{draft['id']}/submit").must(200).body


def published(forum, member, **more):
    commitment = submitted(forum, member, **more)
    return forum.staff.post(f"/v1/commitments/{commitment['id']}/publish").must(200).body


def changed(client, path, change):
    """The row after a patch of its present version."""
    return client.patch(path, change, if_match=client.get(path).must(200).etag).must(200).body


def reported(forum, member, **more):
    """A draft report, entered by its company."""
    path = f"/v1/members/{member['id']}/reports"
    return forum.of(member).post(path, {**ANNUAL, **more}).must(201).body


def published_report(forum, member, **more):
    report = reported(forum, member, **more)
    forum.of(member).post(f"/v1/reports/{report['id']}/submit").must(200)
    return forum.staff.post(f"/v1/reports/{report['id']}/publish").must(200).body
