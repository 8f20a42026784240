"""PostgreSQL goes away and comes back: what is answered meanwhile, and that nobody has to do anything."""

import concurrent.futures
import contextlib
import os
import pathlib
import pwd
import signal
import subprocess
import time

import pytest

from conftest import FORUMD, ROOT, SERVER, Database, Forum, forum_on, sqitch
from examples import commitment, emissions, member

WAIT_S = 30


class Cluster:
    """A PostgreSQL of this test's own, which it may stop without harm to others."""

    def __init__(self):
        self.keeper = subprocess.Popen(
            [ROOT / "tests" / "with-postgres", "sh", "-c", 'echo "$PGHOST"; exec cat'],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.folder = pathlib.Path(self.keeper.stdout.readline().strip())
        self.restarted = None

    def database(self, name):
        return ClusterDatabase(name, self.folder)

    @property
    def postmaster(self):
        return int((self.folder / "data" / "postmaster.pid").read_text().split()[0])

    def stop(self, number=signal.SIGQUIT):
        """At once, as when the machine fails; returns when it is gone."""
        pid_file = self.folder / "data" / "postmaster.pid"
        os.kill(self.postmaster, number)
        if self.restarted:
            self.restarted.wait()
        deadline = time.monotonic() + WAIT_S
        while pid_file.exists() and number != signal.SIGQUIT or self.answers():
            assert time.monotonic() < deadline, "PostgreSQL did not stop"
            time.sleep(0.02)

    def start(self):
        command = [max(pathlib.Path("/usr/lib/postgresql").glob("*/bin/postgres")), "-D", self.folder / "data",
                   "-k", self.folder, "-p", "5432", "-c", "listen_addresses=", "-c", "fsync=off"]
        owner = pwd.getpwuid((self.folder / "data").stat().st_uid)
        become = {"user": owner.pw_uid, "group": owner.pw_gid, "extra_groups": []} if os.geteuid() == 0 else {}
        self.restarted = subprocess.Popen(command, cwd=self.folder, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                                          stderr=subprocess.DEVNULL, start_new_session=True, **become)
        wait_until(self.answers)

    def answers(self):
        return subprocess.run(["pg_isready", "-q", "-h", self.folder, "-p", "5432"]).returncode == 0

    def remove(self):
        if self.restarted and self.restarted.poll() is None:
            self.restarted.send_signal(signal.SIGQUIT)
            self.restarted.wait()
        self.keeper.stdin.close()
        self.keeper.wait()


class ClusterDatabase(Database):
    def __init__(self, name, folder):
        super().__init__(name)
        self.folder = folder

    @property
    def url(self):
        return f"postgresql://postgres@/{self.name}?host={self.folder}&port=5432"

    def forget_connection(self):
        """After an outage: the next statement makes another."""
        self.__dict__.pop("own", None)


def wait_until(condition, timeout_s=WAIT_S):
    deadline = time.monotonic() + timeout_s
    while not condition():
        assert time.monotonic() < deadline, "it did not come about"
        time.sleep(0.02)


@pytest.fixture(scope="module")
def cluster(schema):
    cluster = Cluster()
    try:
        cluster.database("postgres").sql("create database forum")
        # with-postgres lets a crash forget the last commits; here they are looked for afterwards.
        cluster.database("postgres").sql("alter database forum set synchronous_commit = on")
        cluster.database("forum").load(schema)
        yield cluster
    finally:
        cluster.remove()


@pytest.fixture
def forum(cluster):
    if not cluster.answers():
        cluster.start()
    with forum_on(cluster.database("forum"), "--db-wait", "1", "--workers", "2") as forum:
        yield forum


def is_ready(forum):
    return forum.get("/readyz").status == 200


def judge_unavailable(answer):
    assert (answer.status, answer.problem) == (503, "unavailable"), answer.text
    assert int(answer.headers["Retry-After"]) > 0


@contextlib.contextmanager
def held_lock(forum, table):
    """Holds a lock that everybody waits for, until the end or until what it yields is called."""
    holder = forum.database.connect()
    holder.autocommit = False
    with holder.cursor() as cursor:
        cursor.execute(f"lock table {table} in access exclusive mode")
    yield holder.rollback
    holder.close()


def at_once(*questions):
    """Asks all at the same time, since each waits for the database for a second; the answers in their order."""
    with concurrent.futures.ThreadPoolExecutor(len(questions)) as askers:
        return [asked.result(WAIT_S) for asked in [askers.submit(question) for question in questions]]


@pytest.mark.parametrize("number", [signal.SIGQUIT, signal.SIGINT], ids=["a crash", "a fast shutdown"])
def test_an_outage_is_answered_503_and_over_by_itself(forum, cluster, number):
    row = member(forum)
    own, staff, address = forum.of(row), forum.staff, f"/v1/members/{row['id']}"
    cluster.stop(number)
    wait_until(lambda: not is_ready(forum))
    judge_unavailable(forum.get("/readyz"))
    forum.get("/healthz").must(200)
    for answer in at_once(lambda: forum.get("/v1/members"), lambda: own.get(address),
                          lambda: staff.post("/v1/members", {"name": "Telenor"}),
                          lambda: forum.with_key(staff.key).patch(address, {"city": "Niš"}, if_match=row["version"])):
        judge_unavailable(answer)
    # What is known without a database is still answered.
    forum.get("/v1/members?limit=0").must(400)
    forum.get("/v1/nowhere").must(404)
    forum.get("/openapi.yaml").must(200)
    assert forum.post("/v1/members", {"nam": "Telenor"}).must(422).faults == [("/nam", "unknown"), ("/name", "required")]
    cluster.start()
    wait_until(lambda: is_ready(forum))
    forum.database.forget_connection()
    assert forum.get(address).must(200).body["version"] == row["version"]
    own.get(address).must(200)
    assert staff.patch(address, {"city": "Niš"}, if_match=row["version"]).must(200).body["city"] == "Niš"


def test_a_read_under_way_is_asked_again_and_a_change_under_way_is_told_to_be_unsure(forum):
    """Two requests hang at a lock when every connection is cut; PostgreSQL itself goes on."""
    row = member(forum)
    own, address = forum.of(row), f"/v1/members/{row['id']}"
    # The thread that seals may be held up as well.
    blocked = ("select count(*) from pg_locks l join pg_stat_activity a using (pid) where not l.granted "
               "and l.relation = 'registry.member'::regclass and a.query !~ 'registry.(seal|take_words)'")
    with concurrent.futures.ThreadPoolExecutor(2) as askers, held_lock(forum, "registry.member") as release:
        read = askers.submit(forum.get, address)
        change = askers.submit(own.patch, address, {"city": "Niš"}, if_match="*")
        wait_until(lambda: forum.database.value(blocked) == 2)
        forum.database.sql("select pg_terminate_backend(pid) from pg_stat_activity where usename in ('forum_app', 'forum_public')")
        answer = change.result(WAIT_S).must(503)
        assert answer.problem == "outcome-unknown"
        assert int(answer.headers["Retry-After"]) > 0
        release()
        read.result(WAIT_S).must(200)
    wait_until(lambda: is_ready(forum))
    own.patch(address, {"city": "Niš"}, if_match="*").must(200)


def test_a_request_that_waits_for_a_lock_too_long_is_given_up(cluster):
    with forum_on(cluster.database("forum"), "--read-timeout", "1", "--write-timeout", "1") as forum:
        row = member(forum)
        own, drafts, promise = forum.of(row), f"/v1/members/{row['id']}/commitments", commitment(forum, member(forum))
        for seen_before in (False, True):
            with held_lock(forum, "registry.commitment"):
                for answer in at_once(lambda: forum.get("/v1/commitments"), lambda: own.get(f"/v1/commitments/{promise['id']}"),
                                      lambda: forum.staff.post(drafts, emissions())):
                    judge_unavailable(answer)
                forum.get(f"/v1/members/{row['id']}").must(200)
            # Nothing of it stays: the statements that could not be prepared meanwhile are prepared now.
            forum.get("/v1/commitments").must(200)
            own.get(f"/v1/commitments/{promise['id']}").must(200)
            own.post(drafts, emissions()).must(201)


def test_without_a_database_it_does_not_start_and_says_why(cluster):
    database = cluster.database("forum")
    cluster.stop()
    said = start(database)
    assert said.returncode == 1
    assert str(cluster.folder) in said.stderr
    cluster.start()


def start(database):
    """What a forumd says that does not start."""
    return subprocess.run([FORUMD, "serve"], env=Forum(database).environment, stderr=subprocess.PIPE, text=True, timeout=WAIT_S)


class TestSchema:
    """A daemon serves the schema that it was built for, and no other."""

    @pytest.fixture
    def last_changes(self):
        plan = [line.split()[0] for line in (ROOT / "migrations" / "sqitch.plan").read_text().splitlines()
                if line and line[0] not in "%@#"]
        return plan[-2:]

    def test_one_change_behind_is_refused_with_the_command_that_mends_it(self, database, last_changes):
        sqitch("revert", "-y", "--to", last_changes[0], f"db:{database.url}")
        said = start(database)
        assert said.returncode == 1
        assert f'"{last_changes[0]}"' in said.stderr and f'"{last_changes[1]}"' in said.stderr
        command = "sqitch --chdir migrations deploy"
        assert command in said.stderr
        sqitch(*command.split()[3:], f"db:{database.url}")
        with forum_on(database) as forum:
            forum.get("/readyz").must(200)

    def test_a_change_ahead_is_told_to_need_a_newer_program(self, database, last_changes):
        database.sql("update sqitch.changes set change = 'awards' where change = %s", last_changes[1])
        said = start(database)
        assert said.returncode == 1
        assert '"awards"' in said.stderr and "newer" in said.stderr
        assert "deploy" not in said.stderr

    def test_an_empty_database_is_told_to_be_migrated(self):
        database = Database.create(f"forum_empty_{os.getpid()}")
        said = start(database)
        SERVER.sql(f'drop database "{database.name}"')
        assert said.returncode == 1
        assert "sqitch --chdir migrations deploy" in said.stderr
