#!/usr/bin/python3
"""What wrk can not do, for tests/bench/run:

  client.py port                      a TCP port that nobody listens on
  client.py walk URL PAGES            the cursor of the page that comes after so many pages of 50
  client.py targets URL PAGES         the address of each of the first PAGES pages, one a line
  client.py idle PORT COUNT PID PATH...   kB that PID holds while COUNT connections, each after one request, stay open
  client.py peak PID                  kB that PID held at most since the last time this was asked
  client.py ready RUNS COMMAND...     ms from the start of COMMAND to its line "listening", the median
  client.py wait PORT COUNT PID SECONDS   percent of a core that PID needs while COUNT clients wait for changes
  client.py rows FILE                 rows of a CSV file, without its header
  client.py spent COMMAND...          seconds that COMMAND took, and kB that it held at most
"""

import csv
import http.client
import json
import os
import resource
import signal
import socket
import statistics
import subprocess
import sys
import time
import urllib.parse
import urllib.request

PAGE = 50
LARGEST_PAGE = 200


def port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def walk(url, pages):
    parts = urllib.parse.urlsplit(url)
    connection = http.client.HTTPConnection(parts.netloc)
    left, cursor = int(pages) * PAGE, None
    while left:
        query = parts.query.split("&") if parts.query else []
        query.append(f"limit={min(left, LARGEST_PAGE)}")
        if cursor:
            query.append(f"cursor={cursor}")
        connection.request("GET", f"{parts.path}?{'&'.join(query)}")
        answer = connection.getresponse()
        body = json.loads(answer.read())
        if answer.status != 200 or not body["page"]["next"]:
            sys.exit(f"client.py: {url} ends {left} rows before page {pages}: {answer.status}")
        left -= len(body["data"])
        cursor = body["page"]["next"]
    return cursor


def targets(url, pages):
    """The address of each of the first pages of a list, one a line."""
    parts = urllib.parse.urlsplit(url)
    connection = http.client.HTTPConnection(parts.netloc)
    found, cursor = [], None
    for _ in range(int(pages)):
        found.append(f"{parts.path}?{parts.query}" + (f"&cursor={cursor}" if cursor else ""))
        connection.request("GET", found[-1])
        cursor = json.loads(connection.getresponse().read())["page"]["next"]
    return "\n".join(found)


def resident_kb(pid):
    with open(f"/proc/{pid}/status") as status:
        return next(int(line.split()[1]) for line in status if line.startswith("VmRSS:"))


def peak(pid):
    with open(f"/proc/{pid}/status") as status:
        held = next(int(line.split()[1]) for line in status if line.startswith("VmHWM:"))
    with open(f"/proc/{pid}/clear_refs", "w") as reset:
        reset.write("5")
    return held


def idle(port_number, count, pid, *paths):
    connections = []
    for i in range(int(count)):
        connection = http.client.HTTPConnection("127.0.0.1", int(port_number))
        connection.request("GET", paths[i % len(paths)])
        answer = connection.getresponse()
        answer.read()
        if answer.status != 200 or answer.will_close:
            sys.exit(f"client.py: {paths[i % len(paths)]} answered {answer.status}, closing: {answer.will_close}")
        connections.append(connection)
    held = resident_kb(pid)
    for connection in connections:
        connection.sock.setblocking(False)
        try:
            connection.sock.recv(1)
            sys.exit("client.py: the server closed a connection before all were open")
        except BlockingIOError:
            pass
    return held


def ready(runs, *command):
    took_ms = []
    for _ in range(int(runs)):
        started = time.monotonic()
        daemon = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
        said = []
        for line in daemon.stderr:
            said.append(line)
            if "listening" in line:
                break
        else:
            sys.exit("client.py: it did not start:\n" + "".join(said))
        took_ms.append((time.monotonic() - started) * 1000)
        daemon.send_signal(signal.SIGTERM)
        daemon.communicate()
    return f"{statistics.median(took_ms):.1f}"


def used_s(pid):
    with open(f"/proc/{pid}/stat") as stat:
        fields = stat.read().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def wait(port_number, count, pid, seconds):
    last = json.loads(urllib.request.urlopen(f"http://127.0.0.1:{port_number}/v1/changes?limit=1").read())["page"]["last"]
    waiting = []
    for _ in range(int(count)):
        waiting.append(socket.create_connection(("127.0.0.1", int(port_number))))
        waiting[-1].sendall(f"GET /v1/changes?after={last}&wait=60 HTTP/1.1\r\nHost: x\r\n\r\n".encode())
    time.sleep(2)
    before = used_s(pid)
    time.sleep(float(seconds))
    used = used_s(pid) - before
    for one in waiting:
        one.setblocking(False)
        try:
            sys.exit(f"client.py: it was answered, not kept waiting: {one.recv(100)}")
        except BlockingIOError:
            one.close()
    return f"{100 * used / float(seconds):.2f}"


def rows(path):
    with open(path, newline="", encoding="utf-8-sig") as file:
        return sum(1 for _ in csv.reader(file)) - 1


def spent(*command):
    started = time.monotonic()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return f"{time.monotonic() - started:.1f} {resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss}"


commands = {command.__name__: command for command in (port, walk, targets, peak, idle, ready, wait, rows, spent)}

if __name__ == "__main__":
    if len(sys.argv) < 2 or sys.argv[1] not in commands:
        sys.exit(__doc__)
    print(commands[sys.argv[1]](*sys.argv[2:]))
