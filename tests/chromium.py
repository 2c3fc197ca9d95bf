"""A headless Chromium that tests talk to over a pipe (the DevTools protocol), without any other package."""
from __future__ import annotations

import contextlib
import json
import os
import select
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

PATIENCE = 120  # seconds: a machine may be busy
NAMES = ("chromium", "chromium-browser", "google-chrome")


def installed() -> str | None:
    """Where it is; None where there is none, or CHAINRULE_CHROMIUM=0 says not to use it."""
    if os.environ.get("CHAINRULE_CHROMIUM") == "0":
        return None
    return next((found for name in NAMES if (found := shutil.which(name))), None)


class Tab:
    """One page: `call` a method of the protocol, `do` a piece of script; `events` are what the browser reported."""

    def __init__(self, to: int, of: int, session: str = "") -> None:
        self._to, self._of, self._session, self._count, self._rest = to, of, session, 0, b""
        self.events: list[dict[str, Any]] = []

    def call(self, method: str, **params: Any) -> dict[str, Any]:
        self._count += 1
        message: dict[str, Any] = {"id": self._count, "method": method, "params": params}
        if self._session:
            message["sessionId"] = self._session
        os.write(self._to, json.dumps(message).encode() + b"\0")
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            answer = self._next()
            if answer.get("id") == self._count:
                if "error" in answer:
                    raise RuntimeError(answer["error"])
                result: dict[str, Any] = answer["result"]
                return result
            self.events.append(answer)
        raise TimeoutError(method)

    def _next(self) -> dict[str, Any]:
        while b"\0" not in self._rest:
            if not select.select([self._of], [], [], PATIENCE)[0]:
                raise TimeoutError("Chromium does not answer")
            more = os.read(self._of, 65536)
            if not more:
                raise EOFError("Chromium has gone")
            self._rest += more
        line, _, self._rest = self._rest.partition(b"\0")
        found: dict[str, Any] = json.loads(line)
        return found

    def do(self, script: str) -> Any:
        """The value of an expression on the page."""
        found = self.call("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        assert "exceptionDetails" not in found, found["exceptionDetails"]
        return found["result"].get("value")

    def key(self, name: str) -> None:
        for kind in ("rawKeyDown", "keyUp"):
            self.call("Input.dispatchKeyEvent", type=kind, key=name, code=name,
                      windowsVirtualKeyCode={"ArrowRight": 39, "ArrowLeft": 37, "Home": 36, "End": 35}[name])

    def open(self, path: Path) -> None:
        self.events.clear()
        self.call("Page.navigate", url=path.as_uri())
        for _ in range(200):
            if self.do("document.readyState") == "complete":
                return
            time.sleep(0.02)


@contextlib.contextmanager
def browser() -> Iterator[Tab]:
    """A tab of a new browser that reports errors and requests."""
    command = installed()
    assert command is not None
    to_read, to_write = os.pipe()
    from_read, from_write = os.pipe()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as home:
        def arrange() -> None:
            first, second = os.dup(to_read), os.dup(from_write)
            os.dup2(first, 3)
            os.dup2(second, 4)

        running = subprocess.Popen(
            [command, "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking",
             "--remote-debugging-pipe", "--no-first-run", f"--user-data-dir={home}", "about:blank"],
            preexec_fn=arrange, close_fds=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(to_read)
        os.close(from_write)
        try:
            top = Tab(to_write, from_read)
            target = top.call("Target.createTarget", url="about:blank")["targetId"]
            session = top.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
            tab = Tab(to_write, from_read, session)
            tab._count = 1000
            for domain in ("Page", "Runtime", "Network", "Log"):
                tab.call(f"{domain}.enable")
            yield tab
        finally:
            running.kill()
            running.wait()
            os.close(to_write)
            os.close(from_read)
