"""scripts/run as its user sees it: what it starts, what it leaves, and how it ends."""

import contextlib
import os
import pathlib
import shutil
import signal
import socket
import stat
import subprocess
import tempfile

import pytest
import requests

from conftest import Database, ROOT, free_port


class Run:
    """One scripts/run, up to its word that it serves."""

    def __init__(self, data, port, **environment):
        self.address = f"127.0.0.1:{port}"
        self.process = subprocess.Popen(
            [ROOT / "scripts" / "run"], cwd="/", text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            env={**os.environ, "FORUM_DATA": str(data), "FORUM_LISTEN": self.address, **environment})
        self.said = ""
        for line in self.process.stdout:
            self.said += line
            if "Ctrl-C stops it" in line:
                break

    def get(self, path, **more):
        return requests.get(f"http://{self.address}{path}", timeout=10, **more)

    def stop(self, number=signal.SIGTERM):
        self.process.send_signal(number)
        return self.end()

    def end(self):
        """What it said after it served, and its exit status."""
        rest, _ = self.process.communicate(timeout=60)
        return rest, self.process.returncode


def all_ended(data, timeout_s=0):
    """Whether everything that a scripts/run started is gone: each of its processes inherits the folder's lock."""
    return subprocess.run(["flock", "--timeout", str(timeout_s), data / "lock", "true"]).returncode == 0


@pytest.fixture(scope="module")
def data():
    # Not pytest's tmp_path: as root, PostgreSQL's user must be able to enter it.
    folder = pathlib.Path(tempfile.mkdtemp(prefix="forum-run-", dir="/tmp"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


@contextlib.contextmanager
def running(data, **environment):
    run = Run(data, free_port(), **environment)
    try:
        yield run
    finally:
        if run.process.poll() is None:
            run.stop()


@pytest.fixture(scope="module")
def first_start(data):
    """The data folder after a first start that answered and was stopped."""
    with running(data) as run:
        assert run.get("/v1/commitments?area=environment&status=published").json()["data"], run.said
        rest, status = run.stop()
    assert status == 0, run.said + rest
    return data


def test_nothing_runs_after_a_stop(first_start):
    assert all_ended(first_start)


def test_the_admin_key_is_the_owners_alone_and_works(first_start):
    key = first_start / "admin.key"
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    with running(first_start) as run:
        me = run.get("/v1/me", headers={"Authorization": f"Bearer {key.read_text().strip()}"})
        assert me.json()["role"] == "admin"


def test_a_second_start_makes_and_loads_nothing(first_start):
    with running(first_start) as run:
        for word in ("Making", "Migrating", "Loading"):
            assert word not in run.said


def test_the_folder_can_be_used_once_at_a_time(first_start):
    with running(first_start):
        second = Run(first_start, free_port())
        rest, status = second.end()
        assert status == 1
        assert "another scripts/run" in second.said + rest


def test_a_taken_port_is_named(first_start):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        run = Run(first_start, taken.getsockname()[1])
        rest, status = run.end()
    assert status == 1
    assert f"{run.address} is taken" in run.said + rest


def test_when_the_daemon_dies_everything_ends(first_start):
    with running(first_start) as run:
        children = subprocess.run(["pgrep", "-P", str(run.process.pid), "-x", "forumd"],
                                  stdout=subprocess.PIPE, text=True).stdout.split()
        (forumd,) = map(int, children)
        os.kill(forumd, signal.SIGKILL)
        rest, status = run.end()
        assert status == 1
        assert "forumd ended by itself" in rest
    assert all_ended(first_start)


def test_when_the_script_is_killed_everything_ends(first_start):
    with running(first_start) as run:
        assert not all_ended(first_start)
        run.process.kill()
        run.process.wait()
        assert all_ended(first_start, timeout_s=30)
    with running(first_start) as again:
        assert "Ctrl-C stops it" in again.said


def test_a_database_url_is_served_instead_of_a_postgres_of_its_own(data):
    database = Database.create(f"forum_run_{os.getpid()}")
    folder = data / "elsewhere"
    with running(folder, DATABASE_URL=database.url) as run:
        assert run.get("/v1/members").json()["data"] == [], run.said
        assert not (folder / "postgres").exists()
    database.drop()
