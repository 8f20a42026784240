"""What must hold after any number of crashes, once every request was answered."""

import collections
import random

from load import Fault, Sender

REPLAYED = 200  # requests that are sent once more at the end, at most

# Kept by triggers beside the row's own values: no change of the row.
DERIVED = {"member": ["unreported_year"], "commitment": ["current_value", "current_value_on"], "progress": [],
           "key": ["digest", "last_used_at"]}

FIND = {
    "application": "select name, id::text from registry.member",
    "commitment": "select title ->> 'sr', id::text from registry.commitment",
    "progress": "select note ->> 'en', id::text from registry.progress",
}


def expect(database, what, statement, *parameters):
    """Nothing must be found by the statement."""
    found = database.sql(statement, *parameters)
    if found:
        raise Fault(f"{what}: {len(found)}, the first is {found[0]}")


def judge_letters(database, load):
    """Every request that was answered was carried out, exactly once, and as its answer says; no other was."""
    letters = collections.defaultdict(list)
    for letter in load.letters:
        letters[letter.kind].append(letter)
    for kind, statement in FIND.items():
        rows = collections.defaultdict(list)
        for mark, row_id in database.sql(statement):
            rows[mark].append(row_id)
        for letter in letters[kind]:
            if rows[letter.mark] != [letter.row["id"]]:
                raise Fault(f"{kind} {letter.mark} was answered as {letter.row['id']}, and there is {rows[letter.mark]}")
        answered = {letter.mark for letter in letters[kind]}
        extra = [mark for mark in rows if mark not in answered and is_of_the_load(mark)]
        if extra:
            raise Fault(f"{kind} {extra[0]} is there, and nobody was told")
    submitted = {letter.mark for letter in letters["submission"]}
    found = {row_id for (row_id,) in database.sql(
        "select c.id::text from registry.commitment c where c.status = 'submitted' and c.version = 2")}
    if submitted != found:
        raise Fault(f"submitted were {sorted(submitted - found)} and {sorted(found - submitted)} differ")
    kept = database.value("select count(*) from registry.kept_answer")
    if kept != len(load.letters):
        raise Fault(f"{kept} answers are kept of {len(load.letters)} requests")
    return {kind: len(each) for kind, each in letters.items()}


def is_of_the_load(mark):
    return mark.startswith(("Smart kolektiv", "Weighed")) or mark.startswith("Manje papira") and "before" not in mark


def judge_changes(database):
    """Each version of each row was written down once, in order, and the last one is what the row is."""
    for table, derived in DERIVED.items():
        derived = derived + ["since", "until"]
        expect(database, f"versions of {table} were not recorded one by one", f"""
            select t.id, t.version, array_agg(c.version order by c.version)
            from registry.{table} t left join registry.change c on c.resource = '{table}' and c.resource_id = t.id
            group by t.id, t.version
            having array_agg(c.version order by c.version) <> (select array_agg(v) from generate_series(1, t.version) v)""")
        expect(database, f"what was recorded of {table} is not what is there", f"""
            select t.id, to_jsonb(t), c.after
            from registry.{table} t
            join registry.change c on c.resource = '{table}' and c.resource_id = t.id and c.version = t.version
            where to_jsonb(t) - %s::text[] <> c.after - %s::text[]""", derived, derived)
        expect(database, f"changes of {table} do not follow from each other", f"""
            select c.resource_id, c.version
            from registry.change c
            left join registry.change p on p.resource_id = c.resource_id and p.version = c.version - 1
            where c.resource = '{table}' and c.before - %s::text[] is distinct from p.after - %s::text[]""", derived, derived)
        expect(database, f"changes of a {table} that is not there", f"""
            select c.resource_id from registry.change c
            where c.resource = '{table}' and not exists (select from registry.{table} t where t.id = c.resource_id)""")


def judge_wholeness(database):
    """What belongs together came together."""
    expect(database, "applications without exactly one key", """
        select m.id, count(k.id) from registry.member m left join registry.key k on k.member_id = m.id
        group by m.id having count(k.id) <> 1""")
    expect(database, "commitments whose newest value is not that of their entries", """
        select c.id, c.current_value, p.value
        from registry.commitment c
        left join lateral (select p.value, p.observed_on from registry.progress p
                           where p.commitment_id = c.id and p.superseded_by is null
                           order by p.observed_on desc, p.created_at desc, p.id desc limit 1) p on true
        where (c.current_value, c.current_value_on) is distinct from (p.value, p.observed_on)""")


def judge_chain(database):
    """Each change has one place, the places have no gap, and each hash rests on the one before."""
    while database.value("select count(*) from registry.unsealed_change"):
        database.value("select sealed from registry.seal(10000)")  # none while forumd's own sealer is at it
    expect(database, "changes without a place, or with two", """
        select c.id from registry.change c left join registry.sealed_change s on s.change_id = c.id
        group by c.id having count(s.position) <> 1""")
    expect(database, "places do not follow each other", """
        select s.position from (select s.position, row_number() over (order by s.position) as place from registry.sealed_change s) s
        where s.position <> s.place""")
    expect(database, "a hash does not rest on the one before", """
        select s.position
        from (select s.*, lag(s.hash, 1, decode(repeat('00', 32), 'hex')) over (order by s.position) as before
              from registry.sealed_change s) s
        join registry.feed f using (position)
        where s.hash <> sha256(s.before || sha256(sha256(case when s.is_told then convert_to(f.told, 'UTF8') else '' end) || s.rest))""")


def judge_replays(address, load, seed):
    """Whoever asks once more gets the first answer, and the key in it opens the door."""
    sender, letters = Sender(address), load.letters
    for letter in random.Random(seed).sample(letters, min(REPLAYED, len(letters))):
        if sender.insist(letter, {}) != (letter.answer, True):
            raise Fault(f"{letter.kind} {letter.mark} was not answered as before")
    sender.close()


def judge(machine, load, seed):
    """Raises Fault; returns how many requests of each kind were judged."""
    counts = judge_letters(machine.database, load)
    judge_replays(machine.forum.address, load, seed)
    judge_letters(machine.database, load)
    judge_changes(machine.database)
    judge_wholeness(machine.database)
    judge_chain(machine.database)
    application = next((letter for letter in load.letters if letter.kind == "application"), None)
    if application:
        machine.forum.with_key(application.row["key"]).get("/v1/me").must(200)
    return counts
