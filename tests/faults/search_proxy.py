"""Stands between the portal and a real Elasticsearch, and fails in the ways that servers do."""

import http.client
import json
import ssl
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Self
from urllib.parse import urlsplit

LONGEST = 30.0
_KIND = "application/vnd.elasticsearch+json;compatible-with=8"


class Proxy:
    """Passes everything on to `url`, until `fail` says otherwise. Counts what it was asked in `asked`.

    With a `certificate` it speaks TLS, and with `admits` only who sends one of these `Authorization` headers gets in.
    """

    def __init__(
        self, url: str, *, certificate: ssl.SSLContext | None = None, admits: frozenset[str] = frozenset()
    ) -> None:
        """Begin to listen on a free port of the loopback address."""
        self.server = urlsplit(url)
        self.certificate, self.admits = certificate, admits
        self.fault, self.delay, self.asked = "", 0.0, 0
        self.over = threading.Event()
        self._listening: ThreadingHTTPServer | None = None
        self._listen(0)

    def _listen(self, port: int) -> None:
        self._listening = _Listener(("127.0.0.1", port), self)
        self.port = self._listening.server_address[1]
        threading.Thread(target=self._listening.serve_forever, args=(0.02,), daemon=True).start()

    def _deafen(self) -> None:
        if self._listening is not None:
            self._listening.shutdown()
            self._listening.server_close()
            self._listening = None

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"{'https' if self.certificate else 'http'}://127.0.0.1:{self.port}"

    def fail(self, fault: str, delay: float = 0.0) -> None:
        """`refuse`, `cut`, `hang`, a status such as `429`, `half bulk`, or `late` with the seconds of each answer."""
        self.fault, self.delay, self.asked = fault, delay, 0
        if fault == "refuse":
            self._deafen()

    def heal(self) -> None:
        """Pass everything on again."""
        self.fault, self.delay, self.asked = "", 0.0, 0
        self.over.set()
        self.over = threading.Event()
        if self._listening is None:
            self._listen(self.port)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.over.set()
        self._deafen()


class _Listener(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def __init__(self, address: tuple[str, int], proxy: Proxy) -> None:
        self.proxy = proxy
        super().__init__(address, _Handler)
        if proxy.certificate is not None:
            # The handshake waits for the thread of the request, or one client could hold up all.
            self.socket = proxy.certificate.wrap_socket(
                self.socket, server_side=True, do_handshake_on_connect=False
            )

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that hangs up is no news."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Listener

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def _handle(self) -> None:
        proxy = self.server.proxy
        proxy.asked += 1
        fault = proxy.fault
        if fault in {"refuse", "cut"}:
            self.close_connection = True
            return
        if fault == "hang":
            proxy.over.wait(LONGEST)
            self.close_connection = True
            return
        body = self.rfile.read(int(self.headers.get("content-length") or 0))
        if proxy.admits and self.headers.get("authorization") not in proxy.admits:
            self._refuse(401, "security_exception")
            return
        if fault.isdigit():
            self._refuse(int(fault), "proef")
            return
        if fault == "late":
            proxy.over.wait(proxy.delay)
        self._pass_on(body)

    def _pass_on(self, body: bytes) -> None:
        proxy = self.server.proxy
        connection = http.client.HTTPConnection(
            proxy.server.hostname or "", proxy.server.port, timeout=LONGEST
        )
        try:
            headers = {name: value for name, value in self.headers.items() if name.lower() != "host"}
            connection.request(self.command, self.path, body or None, headers)
            answer = connection.getresponse()
            content = answer.read()
            kind = answer.headers.get("content-type", _KIND)
        except OSError:
            self.close_connection = True
            return
        finally:
            connection.close()
        if proxy.fault == "half bulk" and "_bulk" in self.path:
            content = _with_failures(content)
        self._answer(answer.status, kind, content)

    def _refuse(self, status: int, kind: str) -> None:
        refusal = {"error": {"type": kind, "reason": "proef"}, "status": status}
        self._answer(status, _KIND, json.dumps(refusal).encode())

    def _answer(self, status: int, kind: str, content: bytes) -> None:
        self.send_response(status)
        self.send_header("X-Elastic-Product", "Elasticsearch")
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)


for _method in ("GET", "POST", "PUT", "DELETE", "HEAD"):
    setattr(_Handler, f"do_{_method}", _Handler._handle)


def _with_failures(content: bytes) -> bytes:
    """The answer to a bulk request in which every second item was refused."""
    answer = json.loads(content)
    for item in answer["items"][::2]:
        for result in item.values():
            result |= {"status": 403, "error": {"type": "cluster_block_exception", "reason": "proef"}}
    return json.dumps(answer | {"errors": True}).encode()
