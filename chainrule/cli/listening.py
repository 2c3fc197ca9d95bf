"""A server that many may ask at once: connections wait until they speak, and a few threads answer them."""
from __future__ import annotations

import selectors
import socket
import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

from ..records import record

THREADS = 16  # requests that are answered at once
LINE = 600  # connections that wait besides; more than that are told to come again
QUEUE = 128  # connections that the system keeps before they are taken
PATIENCE = 10.0  # seconds in which a connection has to speak, and each of its lines has to come
LOOK = 0.2  # seconds between two looks at connections that do not speak
# Nothing may frame a page, and an error page may load nothing; a page with a script says the rest itself.
FRAME = "frame-ancestors 'none'"
BARE = f"default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'self'; {FRAME}"
HEADERS = (("Content-Type", "text/html; charset=utf-8"), ("X-Content-Type-Options", "nosniff"),
           ("X-Frame-Options", "DENY"), ("Cache-Control", "no-store"), ("Referrer-Policy", "no-referrer"))


@record
class Asked:
    """One request: its path, its headers by name, whether only the head of the answer is wanted, whether who asked is
    still there."""

    path: str
    headers: Any
    head: bool
    waits: Callable[[], bool]


Answer = Callable[[Asked], tuple[int, str]]  # the status, and the page
Failed = Callable[[int], str]  # the page of a status


class Listener(HTTPServer):
    """Takes connections, and lets `answer` say what to send; `failed` gives the pages of what never got that far."""

    request_queue_size = QUEUE
    allow_reuse_address = sys.platform != "win32"  # there it would let two servers share a port

    def __init__(self, address: tuple[str, int], answer: Answer, failed: Failed) -> None:
        self.answer, self.failed = answer, failed
        self._ended, self._idle = threading.Event(), threading.Event()
        self._idle.set()
        self._threads = ThreadPoolExecutor(THREADS)
        self._taken: set[socket.socket] = set()
        super().__init__(address, Handler)

    def serve_forever(self, poll_interval: float = LOOK) -> None:
        """Serves until `shutdown`. A connection has a thread only once it speaks."""
        self._idle.clear()
        silent: dict[socket.socket, float] = {}
        try:
            with selectors.DefaultSelector() as ears:
                ears.register(self.socket, selectors.EVENT_READ)
                while not self._ended.is_set():
                    for key, _ in ears.select(poll_interval):
                        if key.fileobj is self.socket:
                            self._take(ears, silent)
                        elif isinstance(key.fileobj, socket.socket):
                            ears.unregister(key.fileobj)
                            silent.pop(key.fileobj)
                            self._threads.submit(self._serve, key.fileobj)
                    for one in [one for one, came in silent.items() if time.monotonic() - came > PATIENCE]:
                        ears.unregister(one)
                        silent.pop(one)
                        self._leave(one)
        finally:
            for one in silent:
                self._leave(one)
            self._idle.set()

    def shutdown(self) -> None:
        """Ends `serve_forever`, from another thread."""
        self._ended.set()
        self._idle.wait()

    def server_close(self) -> None:
        super().server_close()
        self._threads.shutdown(wait=False, cancel_futures=True)
        for one in list(self._taken):
            self._leave(one)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Who has left needs no answer; what else goes wrong has been answered, and nothing is printed."""

    def _take(self, ears: selectors.BaseSelector, silent: dict[socket.socket, float]) -> None:
        """A new connection, which waits until it speaks; one too many is sent away."""
        try:
            one, _ = self.get_request()
        except OSError:  # gone already, or the system has no more
            time.sleep(0.01)
            return
        if len(self._taken) >= THREADS + LINE:
            self._turn_away(one)
            return
        self._taken.add(one)
        silent[one] = time.monotonic()
        ears.register(one, selectors.EVENT_READ)

    def _turn_away(self, one: socket.socket) -> None:
        page = self.failed(503).encode()
        head = [f"HTTP/1.0 503 {HTTPStatus(503).phrase}", *(f"{name}: {value}" for name, value in HEADERS),
                f"Content-Security-Policy: {BARE}", "Retry-After: 5", f"Content-Length: {len(page)}", "", ""]
        with suppress(OSError):
            one.settimeout(LOOK)
            one.recv(2 ** 16)  # what is not read would end the connection before its answer is
            one.sendall("\r\n".join(head).encode() + page)
        self.shutdown_request(one)

    def _serve(self, one: socket.socket) -> None:
        try:
            self.finish_request(one, one.getpeername())
        except OSError:
            pass  # who asked has left
        finally:
            self._leave(one)

    def _leave(self, one: socket.socket) -> None:
        self._taken.discard(one)
        self.shutdown_request(one)


class Handler(BaseHTTPRequestHandler):
    """One request of HTTP."""

    timeout = PATIENCE
    server: Listener

    def do_GET(self) -> None:
        self._answer(head=False)

    def do_HEAD(self) -> None:
        self._answer(head=True)

    def version_string(self) -> str:
        return "chainrule"

    def log_message(self, format: str, *args: object) -> None:
        """Nothing is logged."""

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """A page of ours in the place of http.server's."""
        self.close_connection, self.request_version = True, self.protocol_version  # a page has a head in any case
        self._send(code, self.server.failed(code), head=self.command == "HEAD")

    def _answer(self, head: bool) -> None:
        try:
            status, page = self.server.answer(Asked(self.path, self.headers, head, self._waits))
        except Exception:  # noqa: BLE001  a fault of chainrule's own, whatever it is: who asked gets a page
            status, page = 500, self.server.failed(500)
        self._send(status, page, head)

    def _send(self, status: int, page: str, head: bool) -> None:
        data = page.encode("utf-8", "backslashreplace")
        self.send_response(status)
        for name, value in HEADERS:
            self.send_header(name, value)
        self.send_header("Content-Security-Policy", FRAME if status == 200 else BARE)
        if status == 503:
            self.send_header("Retry-After", "5")
        if not head:
            self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        if not head:
            self.wfile.write(data)

    def _waits(self) -> bool:
        """Whether who asked is still there."""
        try:
            self.connection.setblocking(False)
            return bool(self.connection.recv(1, socket.MSG_PEEK))
        except (BlockingIOError, InterruptedError):
            return True
        except OSError:
            return False
        finally:
            self.connection.settimeout(PATIENCE)
