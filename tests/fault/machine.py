"""A machine that can fail: a PostgreSQL of its own that really writes to its disk, and a forumd on it. Either can be
ended in the middle of whatever it does, and started again."""

import errno
import importlib.machinery
import importlib.util
import os
import pathlib
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time

import psycopg2

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT / "tests"))

import conftest  # noqa: E402

WAIT_S = 60
MOST_LOG_PIECES = 64
SETTINGS = {
    "listen_addresses": "",
    "fsync": "on",
    "synchronous_commit": "on",
    "full_page_writes": "on",
    "max_connections": "60",
    "shared_buffers": "64MB",
    "restart_after_crash": "on",
    "log_min_messages": "fatal",
}


def load_with_postgres():
    """tests/with-postgres as a module: it knows how to make a cluster and whose it may be."""
    path = str(ROOT / "tests" / "with-postgres")
    spec = importlib.util.spec_from_loader("with_postgres", importlib.machinery.SourceFileLoader("with_postgres", path))
    module = importlib.util.module_from_spec(spec)
    written, sys.dont_write_bytecode = sys.dont_write_bytecode, True
    spec.loader.exec_module(module)
    sys.dont_write_bytecode = written
    return module


with_postgres = load_with_postgres()


def wait_until(condition, what, timeout_s=WAIT_S):
    deadline = time.monotonic() + timeout_s
    while not condition():
        assert time.monotonic() < deadline, f"{what} did not come about in {timeout_s} s"
        time.sleep(0.01)


class Database(conftest.Database):
    """The database that is tried, reached anew for each statement: connections do not outlive a crash."""

    def __init__(self, name, folder):
        super().__init__(name)
        self.folder = folder

    @property
    def url(self):
        return f"postgresql://postgres@/{self.name}?host={self.folder}&port=5432"

    def sql(self, statement, *parameters, user="postgres"):
        connection = self.connect(user)
        try:
            with connection.cursor() as cursor:
                cursor.execute(statement, parameters or None)
                return cursor.fetchall() if cursor.description else []
        finally:
            connection.close()


def mount_disk(folder, disk_mb):
    """Puts a small disk there. Only root may, and not everywhere: returns why not, or nothing."""
    if not shutil.which("mount"):
        return "there is no mount"
    done = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={disk_mb}m", "forum-fault", folder],
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    return done.stdout.strip() if done.returncode else ""


def unmount_disk(folder):
    subprocess.run(["umount", folder], check=True)


def why_no_small_disk():
    """Why no small disk can be had here, or nothing."""
    with tempfile.TemporaryDirectory(prefix="forum-fault-", dir="/tmp") as folder:
        reason = mount_disk(folder, 1)
        if not reason:
            unmount_disk(folder)
    return reason


class Machine:
    def __init__(self, schema=None, disk_mb=None, **settings):
        """`schema` is the migrated database as SQL, else it is migrated here; with `disk_mb`, the disk of PostgreSQL is that
        small."""
        # Directly under /tmp: the path of a unix socket may have 107 bytes at most.
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="forum-fault-", dir="/tmp"))
        self.folder.chmod(0o755)
        self.data = self.folder / "disk" / "data"
        self.schema = schema
        self.settings = {**SETTINGS, **settings}
        self.owner = pwd.getpwnam("postgres") if os.geteuid() == 0 else pwd.getpwuid(os.geteuid())
        self.programs = with_postgres.postgres_programs()
        self.postgres = None
        self.database = Database("forum", self.folder)
        self.forum = conftest.Forum(self.database, "--workers", "2", "--db-wait", "1", FORUM_LOG_REQUESTS="no")
        (self.folder / "disk").mkdir()
        self.is_mounted = bool(disk_mb)
        if disk_mb:
            reason = mount_disk(self.folder / "disk", disk_mb)
            assert not reason, reason
        for folder in (self.folder, self.folder / "disk"):
            os.chown(folder, self.owner.pw_uid, self.owner.pw_gid)

    def __enter__(self):
        try:
            self.run("initdb", "-D", self.data, "--username=postgres", "--auth=trust", "--locale=C.UTF-8",
                     "--encoding=UTF8", "--no-sync")
            self.start_postgres()
            Database("postgres", self.folder).sql("create database forum")
            if self.schema:
                self.database.load(self.schema)
            else:
                conftest.sqitch("deploy", f"db:{self.database.url}")
            self.forum.start()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_):
        if self.forum.process:
            self.kill_forumd()
        if self.postgres and self.postgres.poll() is None:
            self.stop_postgres()
        if self.is_mounted:
            unmount_disk(self.folder / "disk")
        shutil.rmtree(self.folder, ignore_errors=True)

    def run(self, program, *arguments):
        done = subprocess.run([self.programs / program, *arguments], cwd=self.folder, stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT, text=True, preexec_fn=lambda: with_postgres.become(self.owner))
        assert done.returncode == 0, done.stdout

    # PostgreSQL.

    def start_postgres(self):
        """Starts it; after a crash it first mends what lies on its disk."""
        settings = [word for name, value in self.settings.items() for word in ("-c", f"{name}={value}")]
        with open(self.folder / "log", "ab") as log:
            self.postgres = subprocess.Popen(
                [self.programs / "postgres", "-D", self.data, "-k", self.folder, "-p", "5432", *settings],
                stdin=subprocess.DEVNULL, stdout=log, stderr=log, cwd=self.folder,
                preexec_fn=lambda: with_postgres.become(self.owner))
        wait_until(lambda: self.answers() or self.postgres.poll() is not None, "a start of PostgreSQL")
        assert self.postgres.poll() is None, (self.folder / "log").read_text()[-2000:]

    def answers(self):
        return subprocess.run([self.programs / "pg_isready", "-q", "-h", self.folder, "-p", "5432"]).returncode == 0

    def stop_postgres(self):
        """An immediate shutdown: every process ends where it stands, and nothing is written any more."""
        self.postgres.send_signal(signal.SIGQUIT)
        self.postgres.wait(WAIT_S)

    def kill_backend(self, random):
        """Kills one process that serves forumd: PostgreSQL ends all the others too, and recovers by itself."""
        backends = self.database.sql("select pid from pg_stat_activity where usename = 'forum_app' order by pid")
        started = self.database.value("select pg_postmaster_start_time()")
        if backends:
            os.kill(random.choice(backends)[0], signal.SIGKILL)
        wait_until(self.answers, "the recovery of PostgreSQL")
        assert self.database.value("select pg_postmaster_start_time()") == started

    # Its disk.

    def fill_disk(self):
        with open(self.folder / "disk" / "ballast", "wb", buffering=0) as ballast:
            try:
                while True:
                    ballast.write(bytes(64 * 1024))
            except OSError as error:
                assert error.errno == errno.ENOSPC

    def use_up_log(self):
        """Has PostgreSQL need one piece of write-ahead log after the other until there is no room for one: it ends, since
        it can promise nothing any more."""
        for _ in range(MOST_LOG_PIECES):
            try:
                self.database.sql("select pg_switch_wal(), pg_logical_emit_message(true, '', '')")
            except psycopg2.OperationalError:
                return
        raise AssertionError("the write-ahead log still finds room")

    def make_room(self):
        (self.folder / "disk" / "ballast").unlink()

    # forumd.

    def kill_forumd(self):
        self.forum.process.kill()
        self.forum.process.wait(WAIT_S)
        self.forum.reader.join()
        self.forum.process.stderr.close()
        self.forum.process = None
        assert not conftest.SANITIZER_REPORT.search("".join(self.forum.log)), "".join(self.forum.log)

    def start_forumd(self):
        self.forum.start()

    def is_ready(self):
        return self.forum.get("/readyz").status == 200
