"""PostgreSQL itself keeps what is not public: whatever SQL the daemon's two logins send, they see and change no more than whoever
they stand for. What there is to try is read from the catalogs, so a new table or function is tried too.

forum_public stands for strangers, whatever settings it makes. forum_app stands for nobody without the settings of
registry.enter, and for one company with those of one. (It could make an admin's settings as well: that it does not is the
daemon's part, whose prologue is the only one that calls registry.enter.)
"""

import contextlib

import psycopg2
import pytest

from conftest import database_from, forum_on
from test_matrix import World

RELATIONS = """
    select format('%I.%I', n.nspname, c.relname), c.relkind
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname in ('registry', 'api', 'past', 'sqitch', 'public') and c.relkind in ('r', 'v', 'm', 'p', 'f')
    order by 1"""
# Run with their owner's rights, and why the login may call them.
DEFINER_FUNCTIONS = {
    "forum_public": {
        "allowed_actions": "null for forum_public, before anything is read",
        "reapplied_on": "null for forum_public, before anything is read",
        "asked_words": "folds its argument, or refuses; reads nothing",
        "known_words": "words of what everyone sees",
        "last_place": "how many rows there ever were",
        "reading_state": "a snapshot, a day, and the last embargo that has passed",
        "data_version": "a hash of how many changes there were, and when the last",
    },
    "forum_app": {
        "data_version": "a hash of how many changes there were, and when the last",
        "enter": "takes a key's id and its digest, and says whose it is",
        "asked_words": "folds its argument, or refuses; reads nothing",
        "known_words": "words of what everyone sees, of one's own, and for staff of all",
        "last_place": "how many rows there ever were",
        "note_key_use": "writes a time beside a key",
        "admit_applicant": "only in the transaction that made the application",
        "allowed_actions": "of the asker's role, on its own rows",
        "reapplied_on": "for the member itself and staff",
        "apply_transition": "asks registry.transition and whose row it is",
        "apply_transitions": "for staff",
        "check_own": "404 for what is not the asker's", "check_owner": "404 for what is not seen, 403 for what is another's",
        "check_version": "the same, and the version",
        "check_document": "the same, and whether the report is open", "put_document": "the same", "remove_document": "the same",
        "put_document_chunk": "to what the same transaction has put",
        "faults_of": "reads no row: which constraints given values violate",
        "recall_answer": "found by a hash of the asker and the Idempotency-Key", "read_answer": "the same; sealed",
        "keep_answer": "writes what only its asker can open",
        "seal": "gives committed changes the places that are due",
        "take_words": "takes the words of rows whose changes were sealed",
    },
}


@pytest.fixture(scope="module")
def world(template):
    with database_from(template) as database, forum_on(database) as forum:
        world = World(forum)
        database.sql("analyze; select 1")
        yield world


def marks(world, kinds=None):
    """The words of rows that strangers may not see."""
    return [mark for kind, cases in world.cases.items() for case in cases if not case.is_public for mark in case.marks
            if kinds is None or kind in kinds]


def settings(role=None, member_id=None, actor=None):
    return "; ".join(f"select set_config('forum.{name}', '{value or ''}', false)"
                     for name, value in (("role", role), ("member", member_id), ("actor", actor)))


@contextlib.contextmanager
def login(world, user, identity=""):
    """A session of that login in a transaction that is rolled back."""
    connection = world.forum.database.connect(user)
    connection.autocommit = False
    try:
        with connection.cursor() as cursor:
            if identity:
                cursor.execute(identity)
            yield cursor
    finally:
        connection.rollback()
        connection.close()


def attempt(cursor, statement):
    """(rows, None), or ([], what PostgreSQL said)."""
    cursor.execute("savepoint before")
    try:
        cursor.execute(statement)
        return (cursor.fetchall() if cursor.description else [], None)
    except psycopg2.Error as error:
        cursor.execute("rollback to savepoint before")
        return [], error


def askers(world):
    """Each login, whom it stands for, and the words that it may not read."""
    everyone = marks(world)
    forged = settings("admin", world.owner["id"], world.owner["id"])
    return {
        "forum_public": ("forum_public", "", everyone),
        "forum_public that says it is an admin": ("forum_public", forged, everyone),
        "forum_app for nobody": ("forum_app", "", everyone),
        "forum_app for another company": ("forum_app", settings("member", world.other["id"]), everyone),
        "forum_app for a role that is none": ("forum_app", settings("owner", world.other["id"]), everyone),
    }


NAMES = ["forum_public", "forum_public that says it is an admin", "forum_app for nobody", "forum_app for another company",
         "forum_app for a role that is none"]


@pytest.mark.parametrize("name", NAMES)
def test_no_relation_shows_what_the_asker_may_not_see(world, name):
    user, identity, hidden = askers(world)[name]
    assert len(hidden) > 10
    relations = world.forum.database.sql(RELATIONS)
    readable = 0
    with login(world, user, identity) as cursor:
        for relation, _ in relations:
            # One column after the other: some may be read where the others may not.
            columns = [column for column, in attempt(cursor, "select quote_ident(attname) from pg_attribute where attnum > 0 and not "
                                                             f"attisdropped and attrelid = '{relation}'::regclass")[0]]
            for column in columns:
                rows, _ = attempt(cursor, f"select x.{column}::text from {relation} x")
                readable += bool(rows)
                told = [mark for mark in hidden if any(mark in (value or "") for value, in rows)]
                assert not told, f"{name} reads {told} in {relation}.{column}"
        for function in ("member", "commitment", "report", "progress"):
            for source in (f"past.{function}(now())", f"past.{function}_rows(now())", f"past.{function}(now() - interval '1 second')"):
                rows, _ = attempt(cursor, f"select to_jsonb(x)::text from {source} x")
                assert not [mark for mark in hidden if any(mark in value for value, in rows)], source
    assert readable > 50, "what is public is read"


@pytest.mark.parametrize("name", NAMES)
def test_no_statement_changes_what_is_not_the_askers(world, name):
    user, identity, _ = askers(world)[name]
    own = f" or to_jsonb(x) ->> 'member_id' = '{world.other['id']}' or to_jsonb(x) ->> 'id' = '{world.other['id']}'"
    changed = []
    with login(world, user, identity) as cursor:
        for relation, kind in world.forum.database.sql(RELATIONS):
            if kind == "v":
                continue
            columns = [column for column, in attempt(cursor, "select quote_ident(attname) from pg_attribute where attnum > 0 and attgenerated = '' "
                                                             f"and not attisdropped and attrelid = '{relation}'::regclass")[0]]
            statements = [f"update {relation} x set {column} = x.{column}" for column in columns] + [f"delete from {relation} x"]
            for statement in statements:
                rows, error = attempt(cursor, f"with gone as ({statement} returning x.*) select 1 from gone x where not (false{own})")
                if error is None and rows:
                    changed.append((statement, len(rows)))
                rows, error = attempt(cursor, statement)
                if error is None and cursor.rowcount > 0 and "another company" not in name and "is none" not in name:
                    changed.append((statement, cursor.rowcount))
                attempt(cursor, "rollback to savepoint before")
            for statement in (f"truncate {relation} cascade", f"insert into {relation} default values", f"lock table {relation} in exclusive mode",
                              f"drop table {relation}", f"alter table {relation} disable row level security",
                              f"alter table {relation} disable trigger all", f"create policy x on {relation} using (true)",
                              f"grant select on {relation} to public"):
                _, error = attempt(cursor, statement)
                if statement.startswith("grant"):  # PostgreSQL only warns
                    continue
                if statement.startswith("lock") and user == "forum_app":
                    continue  # whoever may delete some rows may lock the table: that shows nothing
                assert error is not None, f"{name}: {statement}"
    assert not changed


@pytest.mark.parametrize("user", ["forum_public", "forum_app"])
@pytest.mark.parametrize("statement", [
    "set role postgres", "set role forum_owner", "set session authorization postgres", "set row_security = off; select * from registry.commitment",
    "alter role forum_app superuser", "alter role forum_app bypassrls", "create role intruder", "alter system set log_statement = 'all'",
    "create table public.loot (x text)", "create table registry.loot (x text)", "create schema loot", "create temporary table loot (x text)",
    "create function pg_temp.leak(text) returns boolean language plpgsql as $$ begin raise notice '%', $1; return true; end $$",
    "create view api.loot as select 1", "create extension dblink", "create extension plpython3u", "select pg_read_file('/etc/passwd')",
    "select pg_ls_dir('.')", "select lo_import('/etc/passwd')", "copy (select 1) to program 'id'", "copy (select 1) to '/tmp/loot'",
    "select pg_terminate_backend(pid) from pg_stat_activity where usename = 'postgres'", "select pg_reload_conf()",
    "select * from pg_authid", "select rolpassword from pg_authid", "select * from pg_statistic", "select pg_stat_reset()",
    "set session_replication_role = replica", "set log_statement = 'all'", "select registry.make_key('admin', null, 'x', '\\x00', gen_random_uuid())",
    "select registry.enter_as_operator('x')", "select registry.put_identity('admin', null, null, 'x')",
    "select digest from registry.key", "select * from sqitch.changes; delete from sqitch.changes", "do $$ begin perform pg_read_file('PG_VERSION'); end $$",
])
def test_what_a_login_could_do_with_the_server_is_refused(world, user, statement):
    with login(world, user) as cursor:
        rows, error = attempt(cursor, statement)
        assert error is not None, f"{statement} gave {rows[:3]}"
        assert not any(mark in str(error) for mark in marks(world))


@pytest.mark.parametrize("name", NAMES)
def test_a_condition_is_not_asked_of_rows_that_the_policy_hides(world, name):
    """A condition that fails on a hidden row would tell of it: division by zero, a cast, an error with the value in it."""
    user, identity, hidden = askers(world)[name]
    with login(world, user, identity) as cursor:
        for mark in hidden:
            for table, text in (("commitment", "x.title::text"), ("report", "x.title::text"), ("member", "x.name"), ("contact", "x.name"),
                                ("commitment_state", "x.title::text"), ("change", "x.after::text")):
                for condition in (f"1 / (case when {text} like '%{mark}%' then 0 else 1 end) = 1",
                                  f"(case when {text} like '%{mark}%' then {text} else '1' end)::integer = 1"):
                    _, error = attempt(cursor, f"select count(*) from registry.{table} x where {condition}")
                    assert error is None or isinstance(error, psycopg2.errors.InsufficientPrivilege), f"{table}: {condition}: {error}"


@pytest.mark.parametrize("name", NAMES)
def test_what_the_planner_knows_of_hidden_rows_is_not_shown(world, name):
    user, identity, hidden = askers(world)[name]
    with login(world, user, identity) as cursor:
        rows, _ = attempt(cursor, "select s::text from pg_stats s where s.schemaname in ('registry', 'api')")
        rows += attempt(cursor, "select s::text from pg_stats_ext s")[0]
        assert not [mark for mark in hidden if any(mark in value for value, in rows)]


@pytest.mark.parametrize("user", DEFINER_FUNCTIONS)
def test_each_function_that_sees_more_than_its_caller_is_known(world, user):
    """A new one must be thought about, and named above with the reason."""
    found = {name for name, in world.forum.database.sql(
        "select p.proname from pg_proc p where p.pronamespace in ('registry'::regnamespace, 'api'::regnamespace, 'past'::regnamespace) "
        "and p.prosecdef and p.prorettype <> 'trigger'::regtype and has_function_privilege(%s, p.oid, 'execute')", user)}
    assert found == set(DEFINER_FUNCTIONS[user])


def test_each_table_that_a_login_may_read_has_row_level_security_or_is_public_by_nature(world):
    bare = {name for name, in world.forum.database.sql("""
        select c.relname from pg_class c
        where c.relnamespace = 'registry'::regnamespace and c.relkind in ('r', 'p', 'm') and not c.relrowsecurity
          and (has_any_column_privilege('forum_app', c.oid, 'select') or has_any_column_privilege('forum_public', c.oid, 'select'))""")}
    assert bare <= {"constraint_problem"}, "messages for clients; a materialized view can have no policies"


def test_a_company_sees_and_changes_its_own(world):
    """That the tests above find nothing is not because nothing can be found."""
    with login(world, "forum_app", settings("member", world.owner["id"])) as cursor:
        rows, _ = attempt(cursor, "select x.title::text from registry.commitment x")
        own = [mark for mark in marks(world, {"commitment_id"}) if any(mark in title for title, in rows)]
        assert len(own) == len(marks(world, {"commitment_id"}))
        rows, error = attempt(cursor, "update registry.commitment x set area = 'market' where x.status = 'draft' returning x.id")
        assert error is None and rows
