"""One trial: a load, what goes wrong meanwhile, and the judgement."""

import random
import time

from judge import judge
from load import Load
from machine import Machine, wait_until

LONGEST_CALM_S = 1.5
DISK_MB = 160
UNAVAILABLE = (503, "unavailable")


def crash_forumd(machine, _):
    machine.kill_forumd()
    machine.start_forumd()


def crash_postgres(machine, chance):
    machine.stop_postgres()
    time.sleep(chance.random() * 0.5)
    machine.start_postgres()


def crash_both(machine, chance):
    for end in chance.sample([machine.kill_forumd, machine.stop_postgres], 2):
        end()
    machine.start_postgres()
    machine.start_forumd()


def crash_backend(machine, chance):
    machine.kill_backend(chance)


def cut_connections(machine, _):
    machine.database.sql("select pg_terminate_backend(pid) from pg_stat_activity where usename in ('forum_app', 'forum_public')")


CRASHES = [crash_forumd, crash_postgres, crash_both, crash_backend, cut_connections]


def crash(seed, rounds, clients=8, say=lambda text: None, schema=None):
    """Every kind of crash comes, in an order of the seed's. Returns a line that says what was judged."""
    chance = random.Random(seed)
    schedule = [kind for _ in range(-(-rounds // len(CRASHES))) for kind in chance.sample(CRASHES, len(CRASHES))][:rounds]
    with Machine(schema) as machine, Load(machine.forum, seed, clients) as load:
        for number, happen in enumerate(schedule):
            time.sleep(chance.random() * LONGEST_CALM_S)
            load.check()
            say(f"round {number + 1}: {happen.__name__}, {len(load.letters)} requests answered")
            happen(machine, chance)
        time.sleep(chance.random() * LONGEST_CALM_S)
        return finish(machine, load, seed)


def fill(seed, clients=8, say=lambda text: None, schema=None):
    """The disk of PostgreSQL is filled: first no row finds room, then not even the write-ahead log, which PostgreSQL does not
    survive. Then there is room again, and PostgreSQL is started again, as an operator's supervisor would."""
    with Machine(schema, DISK_MB, max_wal_size="64MB", min_wal_size="32MB") as machine, \
            Load(machine.forum, seed, clients) as load:
        wait_until(lambda: len(load.letters) > 100, "a hundred answers")
        machine.fill_disk()
        full = load.seen.get(UNAVAILABLE, 0)
        wait_until(lambda: load.seen.get(UNAVAILABLE, 0) > full + 100 or load.check(), "a full disk that is felt")
        reading = machine.forum.get("/v1/members").status
        say(f"full, {len(load.letters)} requests answered; a list is answered {reading}, "
            f"PostgreSQL {'runs' if machine.postgres.poll() is None else 'has ended'}")
        assert reading == 200
        machine.use_up_log()
        unanswered = load.seen.get(UNAVAILABLE, 0)
        wait_until(lambda: load.seen.get(UNAVAILABLE, 0) > unanswered + 50, "an end of PostgreSQL that is felt")
        say(f"no room for the log, PostgreSQL {'runs' if machine.postgres.poll() is None else 'has ended'}")
        machine.make_room()
        before = len(load.letters)
        wait_until(lambda: is_back(machine) and len(load.letters) > before + 100, "answers after there is room again")
        return finish(machine, load, seed)


def is_back(machine):
    """Starts PostgreSQL again if it has ended."""
    if machine.postgres.poll() is not None:
        machine.start_postgres()
    return machine.answers()


def finish(machine, load, seed):
    load.finish()
    wait_until(machine.is_ready, "readiness")
    counts = judge(machine, load, seed)
    kinds = ", ".join(f"{count} {kind}" for kind, count in sorted(counts.items()))
    tries = sum(letter.tries for letter in load.letters)
    lost = sum(letter.was_lost for letter in load.letters)
    outages = ", ".join(f"{count} {status} {said}" for (status, said), count in sorted(load.seen.items()))
    return (f"all {len(load.letters)} requests exactly once ({kinds}); {tries} tries, {lost} answers lost and got again, "
            f"{outages or 'no outage'}")
