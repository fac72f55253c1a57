"""A local server that answers as the services do, errors included. Its records are fabricated."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass(frozen=True)
class Reply:
    """What the server answers once."""

    body: bytes | str = b""
    media_type: str = "text/plain"
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    claims: int | None = None
    """The length that the header claims, where it is not that of the body."""
    stalls: bool = False
    """Whether nothing more comes after the body."""
    repeats: int = 1
    """How often the body is sent."""
    pause: float = 0.0
    """How many seconds pass between two bodies."""


@dataclass
class Server:
    """Answers the paths of ``routes``, one reply after the other, the last one again and again; notes what was asked."""

    base: str = ""
    routes: dict[str, list[Reply]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    headers: list[Mapping[str, str]] = field(default_factory=list)
    sent: int = 0
    stop: threading.Event = field(default_factory=threading.Event)

    def answer(self, path: str, *replies: Reply) -> str:
        """Answer *path* with *replies*; return its address."""
        self.routes[path] = list(replies)
        return self.base + path


@contextmanager
def serving() -> Iterator[Server]:
    """Yield a server that runs in a thread of this process."""
    server = Server()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            server.asked.append(self.path)
            server.headers.append(dict(self.headers.items()))
            replies = server.routes.get(self.path) or [Reply(status=404, body="Not Found")]
            reply = replies.pop(0) if len(replies) > 1 else replies[0]
            with suppress(OSError):
                self._send(reply)

        def _send(self, reply: Reply) -> None:
            body = reply.body.encode() if isinstance(reply.body, str) else reply.body
            self.send_response(reply.status)
            if reply.media_type:
                self.send_header("Content-Type", reply.media_type)
            if reply.claims is not None or reply.repeats == 1:
                self.send_header("Content-Length", str(len(body) if reply.claims is None else reply.claims))
            for name, value in reply.headers.items():
                self.send_header(name, value)
            self.end_headers()
            for _time in range(reply.repeats):
                self.wfile.write(body)
                server.sent += len(body)
                if reply.pause and server.stop.wait(reply.pause):
                    break
            self.wfile.flush()
            if reply.stalls:
                server.stop.wait(20)

        def log_message(self, format: str, *args: object) -> None:
            pass

    class Quiet(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, request: object, client_address: object) -> None:
            pass  # a client that goes away is what some tests are about

    httpd = Quiet(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=httpd.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    server.base = f"http://127.0.0.1:{httpd.server_address[1]}"
    try:
        yield server
    finally:
        server.stop.set()
        httpd.shutdown()
        httpd.server_close()
        thread.join()
