"""The same question to Vitrine and to a page of Streamlit, by 1, 10 and 50 users: how long until the answer is there.

Usage: side_by_side.py <address of Vitrine> <password> <training table>

Each user has a connection of its own and asks again as soon as it has the answer. Vitrine is asked through its API;
Streamlit as its page asks it, by a web socket: a changed number runs the page's script, and the answer is there when the
script has finished. Both on this computer, one after the other.
Exit code 3 with a message where Streamlit is missing.
"""
import base64
import http.client
import json
import os
import pathlib
import socket
import subprocess
import sys
import threading
import time
import urllib.parse

try:
    from streamlit.proto.BackMsg_pb2 import BackMsg
    from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
    from websockets.sync.client import connect
except ImportError as missing:
    print(f"skipped: {missing.name} is not installed (pip install streamlit websockets)")
    sys.exit(3)

USERS = (1, 10, 50)
ANSWERS = 500
WARM_UP = 50
PAGE = pathlib.Path(__file__).with_name("streamlit_page.py")


class VitrineUser:
    def __init__(self, address, password):
        self.connection = http.client.HTTPConnection(urllib.parse.urlsplit(address).netloc, timeout=60)
        sign = base64.b64encode(f"side by side:{password}".encode()).decode()
        self.headers = {"Authorization": f"Basic {sign}", "Content-Type": "application/json"}

    def ask(self, variance):
        row = {"variance": variance, "skewness": 8.6661, "curtosis": -2.8073, "entropy": -0.44699}
        body = json.dumps({"inputs": [row]})
        self.connection.request("POST", "/api/v1/prototypes/banknote/predictions", body, self.headers)
        answer = self.connection.getresponse()
        text = answer.read()
        if answer.status != 200 or b"genuine" not in text:
            raise RuntimeError(f"Vitrine answered {answer.status}: {text[:200]}")

    def close(self):
        self.connection.close()


class StreamlitUser:
    def __init__(self, port):
        self.socket = connect(
            f"ws://127.0.0.1:{port}/_stcore/stream", subprotocols=["streamlit"], max_size=None, open_timeout=60
        )
        self.variance = None
        start = BackMsg()
        start.rerun_script.query_string = ""
        self.run(start)

    def ask(self, variance):
        message = BackMsg()
        state = message.rerun_script.widget_states.widgets.add()
        state.id = self.variance
        state.double_value = variance
        if "genuine" not in self.run(message):
            raise RuntimeError("Streamlit showed no answer")

    def run(self, message):
        """Sends and reads until the script has finished; returns the verdict that was shown."""
        self.socket.send(message.SerializeToString())
        shown = ""
        while True:
            told = ForwardMsg()
            told.ParseFromString(self.socket.recv(timeout=60))
            kind = told.WhichOneof("type")
            if kind == "delta":
                element = told.delta.new_element
                if element.HasField("number_input") and element.number_input.label == "variance":
                    self.variance = element.number_input.id
                if element.HasField("metric") and element.metric.label == "verdict":
                    shown = element.metric.body
            elif kind == "script_finished":
                return shown

    def close(self):
        self.socket.close()


def measure(users):
    """Milliseconds of each answer, of all users together."""
    taken, failures = [], []
    gate = threading.Barrier(len(users))

    def work(user, number):
        try:
            gate.wait()
            for i in range(max(1, ANSWERS // len(users))):
                begun = time.perf_counter()
                user.ask(2.5 + (number * 7 + i) % 100 / 100)
                taken.append((time.perf_counter() - begun) * 1e3)
        except Exception as failure:
            failures.append(failure)

    threads = [threading.Thread(target=work, args=(user, n)) for n, user in enumerate(users)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failures:
        raise failures[0]
    return sorted(taken)


def compare(name, make):
    warm = make()
    for i in range(WARM_UP):
        warm.ask(3 + i / 1000)
    warm.close()
    for count in USERS:
        users = [make() for _ in range(count)]
        begun = time.perf_counter()
        taken = measure(users)
        seconds = time.perf_counter() - begun
        for user in users:
            user.close()
        print(
            f"{name}, {count} users: p50 {taken[len(taken) // 2]:.1f} ms, p99 {taken[len(taken) * 99 // 100]:.1f} ms,"
            f" {len(taken) / seconds:.0f} answers/s",
            flush=True,
        )


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def main(address, password, table):
    port = free_port()
    command = [sys.executable, "-m", "streamlit", "run", str(PAGE), "--server.address=127.0.0.1"]
    command += [f"--server.port={port}", "--server.headless=true", "--browser.gatherUsageStats=false"]
    command += ["--server.fileWatcherType=none", "--logger.level=error", "--", table]
    page = subprocess.Popen(command, stdout=subprocess.DEVNULL, env={**os.environ, "HOME": os.getcwd()})
    try:
        end = time.monotonic() + 60
        while True:
            try:
                socket.create_connection(("127.0.0.1", port), 1).close()
                break
            except OSError:
                if time.monotonic() > end or page.poll() is not None:
                    raise RuntimeError("Streamlit did not start")
                time.sleep(0.1)
        compare("Vitrine", lambda: VitrineUser(address, password))
        compare("Streamlit", lambda: StreamlitUser(port))
    finally:
        page.terminate()
        page.wait(30)


main(*sys.argv[1:4])
