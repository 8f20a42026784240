"""Requests that HTTP forbids, over bare sockets: what proxies and servers must agree on, and clients that take their time."""

import http.client
import io
import socket

import pytest

from conftest import ANSWER_TIMEOUT_S, contract, database_from, forum_on
from examples import member

MIB = 1024 * 1024


class Wire:
    """One connection, byte by byte."""

    def __init__(self, forum):
        self.socket = socket.create_connection(("127.0.0.1", forum.port), ANSWER_TIMEOUT_S)
        self.file = self.socket.makefile("rb")

    def send(self, request):
        self.socket.sendall(request.encode("latin-1") if isinstance(request, str) else request)
        return self

    def answer(self, method="GET"):
        """The next answer; its body is read, so that another may follow. 100 where the body is asked for, None when
        the connection has ended."""
        try:
            line = self.file.readline()
        except ConnectionResetError:
            return None
        if not line:
            return None
        head = line + self.head()
        if head.startswith(b"HTTP/1.1 100 "):
            return 100
        response = http.client.HTTPResponse(Replay(head), method=method)
        response.begin()
        length = int(response.headers.get("Content-Length", 0))
        no_body = method == "HEAD" or response.status in (204, 304) or response.status < 200
        response.content = b"" if no_body else self.file.read(length)
        return response

    def head(self):
        lines = b""
        while not lines.endswith(b"\r\n\r\n") and lines != b"\r\n":
            line = self.file.readline()
            if not line:
                break
            lines += line
        return lines

    def ended(self):
        """Waits for the other side to end the connection; what still comes is an error."""
        try:
            return self.file.read(1) == b""
        except ConnectionResetError:
            return True

    def close(self):
        self.file.close()
        self.socket.close()


class Replay(io.BytesIO):
    """Lets http.client read the head of an answer that came over a Wire."""

    def makefile(self, *_):
        return self


@pytest.fixture
def wire(forum):
    wires = []

    def connect():
        wires.append(Wire(forum))
        return wires[-1]
    yield connect
    for wire in wires:
        wire.close()


def request(*lines, body=""):
    return "\r\n".join([*lines, "", body])


FIELDS = "Host: forum.rs"
GET = "GET /v1/taxonomies?limit=1 HTTP/1.1"
POST = "POST /v1/members HTTP/1.1"
JSON = "Content-Type: application/json"


def refused(forum, answer, status, path="/v1/taxonomies", method="GET"):
    """Judges that this is a problem document of that status, as the contract has it."""
    assert answer is not None, "the connection ended without an answer"
    assert answer.status == status, answer.content
    contract().check(method, path, status, answer.headers, answer.content)


def works(forum, wire):
    """Judges that this connection still answers."""
    assert wire.send(request(GET, FIELDS)).answer().status == 200


NAMED = {"ids": lambda value: repr(value)[:60]}


@pytest.mark.parametrize("lines, status", [
    ([GET], 400),
    ([GET, "Host:"], 400),
    (["GET /v1/taxonomies ?limit=1 HTTP/1.1", FIELDS], 400),
    (["GET /v1/taxonomies?limit=1\x01 HTTP/1.1", FIELDS], 400),
    (["GET /v1/taxonomies  HTTP/1.1", FIELDS], 400),
    ([GET, FIELDS, FIELDS], 400),
    ([GET, FIELDS, "Host: other.rs"], 400),
    ([GET.replace("1.1", "1.2"), FIELDS], 505),
    ([GET, FIELDS, "X-Name: a\x01b"], 400),
    ([GET, FIELDS, "X-Name: a\x7fb"], 400),
    ([GET, FIELDS, "X-Name : a"], 400),
    ([GET, FIELDS, "X Name: a"], 400),
    ([GET, FIELDS, "Authorization: Bearer a", "Authorization: Bearer b"], 400),
    ([GET, FIELDS, "Content-Length: 0", "Content-Length: 0"], 400),
    ([GET, FIELDS, "Expect: something"], 400),
    (["GET /v1/taxonomies HTTP/1.0", "Transfer-Encoding: chunked"], 400),
    (["GET /v1/taxonomies%00 HTTP/1.1", FIELDS], 400),
    (["GET /v1/taxonomies/..%2fmembers HTTP/1.1", FIELDS], 404),
    (["GET /v1/members/../keys HTTP/1.1", FIELDS], 404),
    (["GET /v1/./members HTTP/1.1", FIELDS], 404),
    (["get /v1/members HTTP/1.1", FIELDS], 405),
    (["PRI /v1/members HTTP/1.1", FIELDS], 405),
    (["CONNECT forum.rs:80 HTTP/1.1", FIELDS], 404),
], **NAMED)
def test_what_http_forbids_is_refused(forum, wire, lines, status):
    answer = wire().send(request(*lines)).answer()
    refused(forum, answer, status, path=lines[0].split()[1], method=lines[0].split()[0])


@pytest.mark.parametrize("lines, status", [
    ([GET.replace("1.1", "2.0"), FIELDS], 505),
    ([GET.replace("HTTP/1.1", "HTTP/0.9"), FIELDS], 505),
    (["GET /v1/members HTTP", FIELDS], 400),
    ([POST, FIELDS, JSON, "Content-Length: +2"], 400),
    ([POST, FIELDS, JSON, "Content-Length: 2, 2"], 400),
    ([POST, FIELDS, JSON, "Content-Length: 0x2"], 400),
    ([POST, FIELDS, JSON, "Content-Length: 99999999999999999999"], 413),
], **NAMED)
def test_what_the_library_refuses_by_itself_ends_the_connection(forum, wire, lines, status):
    """Before it is ours; the page is the library's, for some of these with its head twice."""
    connection = wire().send(request(*lines, body=SMUGGLED))
    answer = connection.answer()
    assert (answer.status, answer.headers["Connection"].lower()) == (status, "close")
    assert b"problem" not in connection.file.read()
    assert "smuggled" not in "".join(forum.log)


SMUGGLED = "GET /v1/smuggled HTTP/1.1\r\nHost: forum.rs\r\n\r\n"


@pytest.mark.parametrize("fields, body, status", [
    (["Content-Length: 5", "Transfer-Encoding: chunked"], "0\r\n\r\n", 400),
    (["Transfer-Encoding: chunked", "Content-Length: 5"], "0\r\n\r\n", 400),
    (["Content-Length: 2", f"Content-Length: {2 + len(SMUGGLED)}"], "{}", 400),
    ([f"Content-Length: {2 + len(SMUGGLED)}", "Content-Length: 2"], "{}", 400),
    (["Transfer-Encoding: chunked", "Transfer-Encoding: chunked"], "2\r\n{}\r\n0\r\n\r\n", 400),
    (["Transfer-Encoding: identity"], "{}", 501),
    (["Transfer-Encoding: gzip, chunked"], "0\r\n\r\n", 501),
    (["Transfer-Encoding: xchunked"], "0\r\n\r\n", 501),
    (["Transfer-Encoding: chunked, identity"], "0\r\n\r\n", 501),
    (["Transfer-Encoding : chunked", "Content-Length: 5"], "0\r\n\r\n", 400),
    (["Transfer-Encoding:\x0bchunked"], "0\r\n\r\n", 400),
    (["Host: forum.rs", "Content-Length: 2"], "{}", 400),
    (["Content-Length: 2", "X-Name : a"], "{}", 400),
], **NAMED)
def test_no_second_request_hides_in_a_body(forum, wire, fields, body, status):
    """Whoever disagrees about where a body ends is refused, and what follows is not taken for a request."""
    connection = wire().send(request(POST, FIELDS, JSON, *fields, body=body + SMUGGLED))
    answer = connection.answer("POST")
    refused(forum, answer, status, path="/v1/members", method="POST")
    assert answer.headers["Connection"].lower() == "close"
    assert connection.ended()
    assert "smuggled" not in "".join(forum.log)


@pytest.mark.parametrize("chunks", ["2\r\n{}\r\n0\r\n\r\n", "1\r\n{\r\n1\r\n}\r\n0\r\n\r\n", "02;name=value\r\n{}\r\n0\r\n\r\n",
                                    "2\r\n{}\r\n0\r\nTrailer: x\r\n\r\n"])
def test_a_chunked_body_is_read_to_its_end(forum, wire, chunks):
    connection = wire().send(request(POST, FIELDS, JSON, "Transfer-Encoding: chunked", body=chunks))
    refused(forum, connection.answer("POST"), 422, path="/v1/members", method="POST")
    works(forum, connection)


@pytest.mark.parametrize("chunks", ["x\r\n{}\r\n0\r\n\r\n", "-2\r\n{}\r\n", "2\r\n{}x0\r\n\r\n", "ffffffffffffffffffff\r\n{}"], **NAMED)
def test_a_chunk_that_is_none_ends_the_connection(forum, wire, chunks):
    connection = wire().send(request(POST, FIELDS, JSON, "Transfer-Encoding: chunked", body=chunks))
    answer = connection.answer("POST")
    assert answer is None or answer.status in (400, 413)
    assert connection.ended()
    works(forum, wire())


def test_requests_in_one_go_are_answered_in_order(forum, wire):
    connection = wire().send("".join(request(f"GET /v1/nowhere/{number} HTTP/1.1", FIELDS, f"X-Request-Id: {number}")
                                     for number in range(20)))
    assert [connection.answer().headers["X-Request-Id"] for _ in range(20)] == [str(number) for number in range(20)]


def test_reads_and_problems_in_one_go_are_answered_in_order(forum, wire):
    paths = ["/v1/taxonomies?limit=1", "/v1/nowhere", "/healthz", "/v1/members?limit=0", "/v1/taxonomies/areas"] * 4
    connection = wire().send("".join(request(f"GET {path} HTTP/1.1", FIELDS) for path in paths))
    assert [connection.answer().status for _ in paths] == [200, 404, 200, 400, 200] * 4


def test_a_request_may_come_byte_by_byte(forum, wire):
    connection = wire()
    connection.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    for byte in request(POST, FIELDS, JSON, "Content-Length: 2", body="{}"):
        connection.send(byte)
    refused(forum, connection.answer("POST"), 422, path="/v1/members", method="POST")


def test_http_1_0_is_answered_and_closed(forum, wire):
    connection = wire().send(request("GET /v1/taxonomies?limit=1 HTTP/1.0"))
    assert connection.answer().status == 200
    assert connection.ended()


def test_whoever_wants_the_connection_closed_gets_that(forum, wire):
    connection = wire().send(request(GET, FIELDS, "Connection: close"))
    answer = connection.answer()
    assert (answer.status, answer.headers["Connection"].lower()) == (200, "close")
    assert connection.ended()


def test_a_body_that_is_awaited_is_asked_for(forum, wire):
    connection = wire().send(request(POST, FIELDS, JSON, "Content-Length: 2", "Expect: 100-continue"))
    assert connection.answer("POST") == 100
    refused(forum, connection.send("{}").answer("POST"), 422, path="/v1/members", method="POST")
    works(forum, connection)


@pytest.mark.parametrize("lines, status", [
    ([POST, FIELDS, JSON, f"Content-Length: {MIB + 1}"], 413),
    ([POST, FIELDS, "Content-Type: text/csv", "Content-Length: 200000"], 415),
    (["POST /v1/keys HTTP/1.1", FIELDS, JSON, "Content-Length: 200000"], 401),
    (["POST /v1/nowhere HTTP/1.1", FIELDS, JSON, "Content-Length: 200000"], 404),
])
def test_a_body_that_is_refused_is_not_asked_for(forum, wire, lines, status):
    connection = wire().send(request(*lines, "Expect: 100-continue"))
    refused(forum, connection.answer("POST"), status, path=lines[0].split()[1], method="POST")
    assert connection.ended()


def test_a_body_too_large_to_be_drained_is_refused_before_it_comes(forum, wire):
    connection = wire().send(request(POST, FIELDS, JSON, f"Content-Length: {100 * MIB}", body="{"))
    refused(forum, connection.answer("POST"), 413, path="/v1/members", method="POST")
    assert connection.ended()


def test_a_body_without_an_end_is_cut_off(forum, wire):
    connection = wire().send(request(POST, FIELDS, JSON, "Transfer-Encoding: chunked"))
    chunk = b"100000\r\n" + b" " * MIB + b"\r\n"
    with pytest.raises((BrokenPipeError, ConnectionResetError)):
        for _ in range(64):
            connection.send(chunk)
    works(forum, wire())


@pytest.mark.parametrize("size, status", [(15000, 200), (17000, 431), (24000, 431)])
def test_header_fields_have_at_most_sixteen_kibibytes(forum, wire, size, status):
    connection = wire().send(request(GET, FIELDS, "X-Filler: " + "a" * (size - 100)))
    answer = connection.answer()
    if status == 200:
        assert answer.status == 200
    else:
        refused(forum, answer, status)
    works(forum, wire())


@pytest.mark.parametrize("lines", [
    ["X-Filler: " + "a" * 100000], ["a" * 100000 + ": x"], [f"X-{number}: {number}" for number in range(5000)], ["a:"] * 50000], **NAMED)
def test_a_flood_of_header_fields_is_cut_off(forum, wire, lines):
    connection = wire()
    try:
        answer = connection.send(request(GET, FIELDS, *lines)).answer()
    except (BrokenPipeError, ConnectionResetError):
        answer = None
    assert answer is None or answer.status == 431
    assert connection.ended()
    works(forum, wire())


def test_a_hundred_small_fields_are_taken(forum, wire):
    connection = wire().send(request(GET, FIELDS, *[f"X-{number}: {number}" for number in range(100)]))
    assert connection.answer().status == 200
    works(forum, connection)


def test_a_long_url_is_refused_and_a_flood_cut_off(forum, wire):
    refused(forum, wire().send(request(f"GET /v1/members?name={'a' * 9000} HTTP/1.1", FIELDS)).answer(), 414, path="/v1/members")
    connection = wire()
    try:
        answer = connection.send(request(f"GET /{'a' * 200000} HTTP/1.1", FIELDS)).answer()
    except (BrokenPipeError, ConnectionResetError):
        answer = None
    assert answer is None or answer.status in (414, 431)
    works(forum, wire())


def test_a_client_that_leaves_before_its_answer_harms_nobody(forum, wire):
    for _ in range(50):
        connection = wire().send(request("GET /v1/taxonomies/nace HTTP/1.1", FIELDS))
        connection.close()
    for _ in range(20):
        connection = wire().send(request(POST, FIELDS, JSON, "Content-Length: 1000", body='{"name":'))
        connection.close()
    works(forum, wire())


def test_a_client_that_does_not_read_holds_up_nobody_else(forum, wire):
    lazy = wire()
    for _ in range(100):
        lazy.send(request("GET /v1/taxonomies/nace HTTP/1.1", FIELDS))
    for _ in range(5):
        works(forum, wire())
    assert [lazy.answer().status for _ in range(100)] == [200] * 100


class TestSlowClients:
    """Every trickled byte renews libmicrohttpd's own time-out; the whole head and the whole body have a time of their own."""

    @pytest.fixture(scope="class")
    def forum(self, template):
        with database_from(template) as database, \
                forum_on(database, "--idle-timeout", "1", "--body-timeout", "1", "--workers", "1") as forum:
            yield forum

    @staticmethod
    def trickle(connection, byte):
        """Sends a byte now and then until the other side ends the connection, which it must do."""
        connection.socket.settimeout(0.2)
        for _ in range(ANSWER_TIMEOUT_S * 5):
            try:
                connection.send(byte)
                if connection.socket.recv(1) == b"":
                    return True
            except socket.timeout:
                continue
            except (BrokenPipeError, ConnectionResetError):
                return True
        return False

    def test_a_head_that_trickles_is_cut_off(self, forum, wire):
        assert self.trickle(wire().send(f"{GET}\r\nHost: forum.rs\r\nX-Filler: "), "a")

    def test_a_request_line_that_trickles_is_cut_off(self, forum, wire):
        assert self.trickle(wire().send("GET /"), "a")

    def test_a_body_that_trickles_is_cut_off(self, forum, wire):
        assert self.trickle(wire().send(request(POST, FIELDS, JSON, "Content-Length: 100000", body="{")), " ")

    def test_a_silent_connection_is_cut_off(self, forum, wire):
        fresh, used = wire(), wire()
        works(forum, used)
        assert fresh.ended() and used.ended()

    @pytest.mark.parametrize("noise", [b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"\0" * 200, b"\0" * 1000, b"\r\n" * 1000,
                                       b"SSH-2.0-OpenSSH_9.2\r\n\r\n", b"\xff\xfe GET / HTTP/1.1\r\n\r\n", b"GET\r\n\r\n", b"GET /\r\n\r\n"], **NAMED)
    def test_noise_harms_nobody(self, forum, wire, noise):
        connection = wire().send(noise)
        connection.socket.shutdown(socket.SHUT_WR)
        answer = connection.answer()
        assert answer is None or 400 <= answer.status < 600
        works(forum, wire())

    def test_whoever_is_quick_enough_is_served_meanwhile(self, forum, wire):
        slow = wire().send("GET /")
        for _ in range(20):
            works(forum, wire())
        assert slow.ended()


def test_more_connections_than_allowed_wait_or_end_and_the_others_work(forum_with, template):
    forum = forum_with("--max-connections", "20", "--workers", "1")
    first = Wire(forum)
    works(forum, first)
    more = [Wire(forum) for _ in range(60)]
    works(forum, first)
    for connection in more:
        connection.close()
    for _ in range(100):
        # Those that had waited for a place come first.
        late = Wire(forum)
        answer = late.send(request(GET, FIELDS)).answer()
        late.close()
        if answer is not None:
            break
    assert answer.status == 200
    first.close()


def test_a_member_is_created_by_the_plainest_client(forum, wire):
    body = '{"name":"Telenor"}'
    answer = wire().send(request("POST /v1/members HTTP/1.0", JSON, f"Content-Length: {len(body)}", body=body)).answer("POST")
    assert answer.status == 201
    assert member(forum)
