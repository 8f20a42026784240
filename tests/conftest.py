"""Fixtures for tests that ask a running forumd over HTTP, on a PostgreSQL of their own.

Run them with: tests/with-postgres /usr/bin/python3 -m pytest tests

    def test_a_member_reads_its_own_draft(forum):
        member = forum.staff.post("/v1/members", {"name": "Holcim Srbija"}).must(201).body
        ...
        assert forum.of(member).get(f"/v1/commitments/{draft['id']}").status == 200

`forum` lives as long as the tests of one file, so these must not count on an empty register; `fresh_forum` is
made anew for a single test, and `database` is a migrated database without a daemon.
"""

import atexit
import contextlib
import functools
import os
import pathlib
import re
import signal
import socket
import subprocess
import tempfile
import threading
import time

import psycopg2
import psycopg2.extras
import pytest
import requests

from agreement import Contract, parse

ROOT = pathlib.Path(__file__).resolve().parent.parent
FORUMD = pathlib.Path(os.environ.get("FORUMD", ROOT / "build-test" / "forumd")).resolve()
START_TIMEOUT_S = 30
STOP_TIMEOUT_S = 30
ANSWER_TIMEOUT_S = 30
SANITIZER_REPORT = re.compile(r"runtime error:|ERROR: \w+Sanitizer|WARNING: ThreadSanitizer")

psycopg2.extras.register_uuid()
pytest.register_assert_rewrite("examples")


def pytest_sessionstart(session):
    if "FORUM_TEST_POSTGRES" not in os.environ:
        pytest.exit("these tests need a PostgreSQL: tests/with-postgres /usr/bin/python3 -m pytest tests", 2)


def sqitch(*arguments):
    """Runs sqitch in the project's migrations and returns what it said; raises AssertionError when it fails."""
    environment = {"SQITCH_FULLNAME": "Forum tests", "SQITCH_EMAIL": "tests@localhost", **os.environ}
    done = subprocess.run(["sqitch", "--chdir", ROOT / "migrations", *arguments],
                          env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    assert done.returncode == 0, done.stdout
    return done.stdout


@functools.lru_cache(maxsize=None)
def contract():
    return Contract(ROOT)


@functools.lru_cache(maxsize=None)
def signing_key():
    """The file of the key that every forumd of these tests signs with."""
    folder = tempfile.TemporaryDirectory(prefix="forum-key-")
    atexit.register(folder.cleanup)
    path = f"{folder.name}/signing.key"
    subprocess.run([FORUMD, "signing-key", "create", path], check=True, stdout=subprocess.DEVNULL)
    return path


class Database:
    """A database of the test cluster, seen by its superuser."""

    def __init__(self, name):
        self.name = name

    @property
    def url(self):
        return f"postgresql://postgres@/{self.name}?host={os.environ['PGHOST']}&port={os.environ['PGPORT']}"

    @classmethod
    def create(cls, name, template=None):
        SERVER.sql(f'create database "{name}"' + (f' template "{template}"' if template else ""))
        if template:
            # A copy has the template's objects, and not who may do what with the database.
            SERVER.sql("update pg_database d set datacl = t.datacl from pg_database t where d.datname = %s and t.datname = %s",
                       name, template)
        return cls(name)

    def drop(self):
        self.own.close()
        SERVER.sql(f'drop database "{self.name}" with (force)')

    @functools.cached_property
    def own(self):
        """The superuser's connection that the short statements of tests share."""
        return self.connect()

    def connect(self, user="postgres"):
        """A connection of the test's own, in autocommit; `user` is the role it logs in as."""
        connection = psycopg2.connect(self.url, user=user)
        connection.autocommit = True
        return connection

    def sql(self, statement, *parameters, user="postgres"):
        """The rows that a statement answers; parameters stand as %s."""
        connection = self.own if user == "postgres" else self.connect(user)
        try:
            with connection.cursor() as cursor:
                cursor.execute(statement, parameters or None)
                return cursor.fetchall() if cursor.description else []
        finally:
            if connection is not self.own:
                connection.close()

    def settle(self):
        """Has everything sealed that is committed, and the words of its rows taken, as the daemon does a moment later."""
        with contextlib.closing(psycopg2.connect(self.url)) as connection, connection.cursor() as cursor:
            cursor.execute("select from registry.seal_head for update")
            cursor.execute("select registry.seal(10000)")
            cursor.execute("select from registry.words_head for update")
            cursor.execute("select registry.take_words(10000)")
            connection.commit()

    def load(self, script):
        """Runs an SQL text of any length."""
        done = subprocess.run(["psql", "-X", "-q", "-v", "ON_ERROR_STOP=1", self.url], input=script, text=True,
                              stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        assert done.returncode == 0, done.stderr

    def value(self, statement, *parameters):
        """The one value of the one row that a statement answers."""
        ((value,),) = self.sql(statement, *parameters)
        return value


SERVER = Database("postgres")


class Answer:
    """What came back: .status, .headers, .text, .body (parsed JSON), .etag."""

    def __init__(self, response):
        self.status = response.status_code
        self.headers = response.headers
        self.content = response.content
        self.request = response.request

    @property
    def text(self):
        return self.content.decode()

    @property
    def body(self):
        return parse(self.text)

    @property
    def problem(self):
        """The last part of a problem's type."""
        assert self.headers["Content-Type"] == "application/problem+json", f"{self} is no problem: {self.text}"
        return self.body["type"].removeprefix("/problems/")

    @property
    def faults(self):
        """Everything that a problem says is wrong with the input, as (pointer, code), sorted."""
        return sorted((fault["pointer"], fault["code"]) for fault in self.body.get("errors", []))

    @property
    def etag(self):
        return self.headers["ETag"]

    def must(self, status):
        """This answer, which must have that status."""
        assert self.status == status, f"{self}, not {status}: {self.text}"
        return self

    def __repr__(self):
        return f"{self.request.method} {self.request.path_url} answered {self.status}"


class Client:
    """Someone who asks, with a key or without one."""

    def __init__(self, base, key=None):
        self.base = base
        self.key = key
        self.session = requests.Session()
        self.session.trust_env = False

    def request(self, method, path, body=None, *, headers=None, data=None, **parameters):
        """Sends `body` as JSON or `data` as it is. Query parameters are keywords, but for the names that Python
        does not take: write those into the path."""
        headers = dict(headers or {})
        data = data.encode() if isinstance(data, str) else data
        if self.key:
            headers.setdefault("Authorization", f"Bearer {self.key}")
        if method == "PATCH" and body is not None:
            headers.setdefault("Content-Type", "application/merge-patch+json")
        answer = Answer(self.session.request(method, self.base + path, params=parameters, json=body, data=data,
                                             headers=headers, timeout=ANSWER_TIMEOUT_S, allow_redirects=False))
        contract().check(method, answer.request.path_url, answer.status, answer.headers, answer.content,
                         answer.request.headers.get("Prefer"))
        return answer

    @property
    def local_port(self):
        """Of the connection that was used last: it stays the same for as long as the connection lives."""
        connections = self.session.get_adapter(self.base).poolmanager.connection_from_url(self.base).pool
        return next((connection.sock.getsockname()[1] for connection in reversed(connections.queue)
                     if connection and connection.sock), None)

    def get(self, path, **more):
        return self.request("GET", path, **more)

    def head(self, path, **more):
        return self.request("HEAD", path, **more)

    def options(self, path, **more):
        return self.request("OPTIONS", path, **more)

    def post(self, path, body=None, **more):
        return self.request("POST", path, body, **more)

    def patch(self, path, body=None, *, if_match=None, **more):
        return self.request("PATCH", path, body, **with_if_match(if_match, more))

    def delete(self, path, *, if_match=None, **more):
        return self.request("DELETE", path, **with_if_match(if_match, more))

    def every(self, path, **more):
        """All rows of a list, page after page."""
        rows, cursor = [], {}
        while True:
            page = self.get(path, **more, **cursor).must(200).body
            rows += page["data"]
            if not page["page"]["next"]:
                return rows
            cursor = {"cursor": page["page"]["next"]}

    def close(self):
        self.session.close()


def with_if_match(tag, more):
    """Adds If-Match: an ETag as it came, or a version as a number."""
    if tag is not None:
        tag = f'"{tag}"' if isinstance(tag, int) else tag
        more["headers"] = {"If-Match": tag, **more.get("headers", {})}
    return more


# Tests ask more in a minute than anybody may; those of the limits set their own.
NO_LIMITS = {name: "0" for name in ("FORUM_RATE", "FORUM_KEY_RATE", "FORUM_APPLICATION_RATE", "FORUM_WRONG_KEY_RATE")}


class Forum(Client):
    """A running forumd and whoever asks it: itself is anonymous; .admin, .staff and .of(member) have keys."""

    def __init__(self, database, *arguments, **environment):
        self.database = database
        self.port = free_port()
        self.address = f"127.0.0.1:{self.port}"
        super().__init__(f"http://{self.address}")
        self.arguments = arguments
        self.environment = {
            "ASAN_OPTIONS": "detect_leaks=1:detect_stack_use_after_return=1",
            "UBSAN_OPTIONS": "print_stacktrace=1",
            **os.environ, **NO_LIMITS, "FORUM_SIGNING_KEY": signing_key(), "DATABASE_URL": database.url, "FORUM_LISTEN": self.address, **environment}
        self.log = []
        self.clients = {}
        self.process = None

    def command(self, *arguments, status=0):
        """Runs a forumd command on this database and returns what it printed."""
        done = subprocess.run([FORUMD, *arguments], env=self.environment, cwd=ROOT,
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        assert done.returncode == status, f"forumd {arguments} exited {done.returncode}: {done.stderr}"
        assert not SANITIZER_REPORT.search(done.stderr), done.stderr
        return done.stdout

    def start(self):
        """Starts the daemon and waits for its own word that it listens."""
        self.log = []
        self.process = subprocess.Popen([FORUMD, "serve", *self.arguments], env=self.environment, cwd=ROOT,
                                        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
                                        errors="replace")
        listening = threading.Event()
        self.reader = threading.Thread(target=self.read_log, args=(listening,), daemon=True)
        self.reader.start()
        if not listening.wait(START_TIMEOUT_S) or self.process.poll() is not None:
            self.process.kill()
            self.process.wait()
            pytest.fail("forumd did not start:\n" + "".join(self.log))
        return self

    def read_log(self, listening):
        """Keeps every line, so that forumd never waits for a full pipe."""
        for line in self.process.stderr:
            self.log.append(line)
            if "listening" in line:
                listening.set()
        listening.set()

    def wait_for_log(self, text, timeout_s=10):
        """The first log line that has the text, once it is there."""
        deadline = time.monotonic() + timeout_s
        while time.monotonic() < deadline:
            for line in list(self.log):
                if text in line:
                    return line
            time.sleep(0.02)
        pytest.fail(f"no {text!r} in the log:\n" + "".join(self.log))

    def stop(self):
        """Ends the daemon as an operator would; it must obey, in time, without a sanitizer's complaint."""
        for client in (self, *self.clients.values()):
            client.close()
        if self.process is None:
            return
        process, self.process = self.process, None
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(STOP_TIMEOUT_S)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            pytest.fail("forumd did not stop on SIGTERM:\n" + self.log_end())
        self.reader.join()
        process.stderr.close()
        assert not SANITIZER_REPORT.search("".join(self.log)), "".join(self.log)
        assert process.returncode == 0, f"forumd exited {process.returncode}:\n" + self.log_end()

    def log_end(self):
        return "".join(self.log[-50:])

    def with_key(self, key):
        """Someone who holds this key."""
        if key not in self.clients:
            self.clients[key] = Client(self.base, key)
        return self.clients[key]

    @property
    def admin(self):
        return self.someone("admin", lambda: self.command("key", "create", "--role", "admin").strip())

    @property
    def staff(self):
        return self.someone("staff", lambda: self.new_key(role="staff", label="Kancelarija Foruma"))

    def of(self, member):
        """Someone of that member's company."""
        member_id = member["id"] if isinstance(member, dict) else member
        return self.someone(member_id, lambda: self.new_key(role="member", member_id=member_id, label="Kompanija"))

    def new_key(self, **properties):
        """A key made by the admin: role, label, member_id, scope, expires_at."""
        return self.admin.post("/v1/keys", properties).must(201).body["key"]

    def someone(self, name, make_key):
        if name not in self.clients:
            self.clients[name] = Client(self.base, make_key())
        return self.clients[name]


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture(scope="session")
def template():
    """The name of a database with every migration deployed, for copies that take a fraction of that time. scripts/test
    has one already."""
    if "FORUM_TEST_TEMPLATE" in os.environ:
        return os.environ["FORUM_TEST_TEMPLATE"]
    database = Database.create(f"forum_template_{os.getpid()}")
    sqitch("deploy", f"db:{database.url}")
    return database.name


@pytest.fixture(scope="session")
def schema(template):
    """Every migration as one SQL text, roles and all, for another cluster: faster than to migrate once more."""
    roles = subprocess.run(["pg_dumpall", "--roles-only"], stdout=subprocess.PIPE, text=True, check=True).stdout
    dump = subprocess.run(["pg_dump", template], stdout=subprocess.PIPE, text=True, check=True).stdout
    return "\n".join(line for line in roles.splitlines() if " postgres" not in line) + "\n" + dump


@contextlib.contextmanager
def database_from(template):
    database_from.count += 1
    database = Database.create(f"forum_{os.getpid()}_{database_from.count}", template)
    yield database
    database.drop()


database_from.count = 0


@contextlib.contextmanager
def forum_on(database, *arguments, **environment):
    """A forumd with these arguments and environment, stopped and judged at the end."""
    forum = Forum(database, *arguments, **environment)
    try:
        yield forum.start()
    finally:
        forum.stop()


@pytest.fixture
def database(template):
    with database_from(template) as database:
        yield database


@pytest.fixture(scope="module")
def forum(template):
    with database_from(template) as database, forum_on(database) as forum:
        yield forum


@pytest.fixture
def fresh_forum(template):
    with database_from(template) as database, forum_on(database) as forum:
        yield forum


@pytest.fixture
def forum_with(template):
    """Makes a forumd with arguments or environment of the test's own: forum_with("--workers", "1")."""
    with contextlib.ExitStack() as stack:
        def start(*arguments, **environment):
            database = stack.enter_context(database_from(template))
            return stack.enter_context(forum_on(database, *arguments, **environment))
        yield start
