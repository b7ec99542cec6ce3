"""A folder shown to the browsers of this machine and to nobody else."""

import os
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import IO

from chengyan.errors import ChengyanError

HOST = "127.0.0.1"
PORT = 8000
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
        "img-src 'self' data:; font-src 'self' data:; base-uri 'none'; form-action 'none'; "
        "frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    # A report that was made anew is seen anew.
    "Cache-Control": "no-cache",
}


class _Handler(SimpleHTTPRequestHandler):
    """Files below the folder, to GET and HEAD; no lists of folders, nothing behind a link."""

    protocol_version = "HTTP/1.1"
    server_version = "chengyan"
    sys_version = ""
    # A browser that holds a connection open holds a thread as well.
    timeout = 30

    def send_head(self) -> IO[bytes] | None:  # type: ignore[override]
        # A page of another name that leads here (DNS rebinding) must not read the report.
        port = int(self.server.server_address[1])  # type: ignore[index]
        if self.headers.get("Host", "") not in {f"{HOST}:{port}", f"localhost:{port}"}:
            self.send_error(HTTPStatus.MISDIRECTED_REQUEST)
            return None
        base = Path(self.directory).resolve()
        try:
            path = Path(self.translate_path(self.path)).resolve()
            is_ours = path.is_relative_to(base) and path.exists()
        except (OSError, ValueError, RuntimeError):
            is_ours = False
        if not is_ours:
            self.send_error(HTTPStatus.NOT_FOUND)
            return None
        return super().send_head()

    def list_directory(self, path: object) -> None:  # noqa: ARG002
        self.send_error(HTTPStatus.NOT_FOUND)

    def guess_type(self, path: object) -> str:
        kind = super().guess_type(str(path))
        is_text = kind.startswith("text/") or kind in {"application/json", "image/svg+xml"}
        return f"{kind}; charset=utf-8" if is_text else kind

    def end_headers(self) -> None:
        for name, value in HEADERS.items():
            self.send_header(name, value)
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Say nothing: what a reader looks at is nobody's business."""


class _Server(ThreadingHTTPServer):
    # Elsewhere it would let a second server take the place of a running one.
    allow_reuse_address = os.name == "posix"
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of a browser that hung up."""


def open_server(folder: Path, port: int | None = None) -> ThreadingHTTPServer:
    """A server of the folder that listens on this machine alone; `serve_forever` runs it.

    Parameters
    ----------
    folder : pathlib.Path
        With an index.html.
    port : int, optional
        By default `PORT`, or any that is free where that is taken.

    Raises
    ------
    ChengyanError
        If there is no report in the folder, or the port cannot be had.
    """
    if not (folder / "index.html").is_file():
        problem = "holds no report (no index.html)" if folder.is_dir() else "is no folder"
        remedy = "Make the report with `make`, or name the folder of one"
        raise ChengyanError(str(folder), problem, remedy)
    handler = partial(_Handler, directory=str(folder))
    try:
        return _Server((HOST, PORT if port is None else port), handler)
    except OSError as error:
        if port is None:
            return _Server((HOST, 0), handler)
        raise ChengyanError(
            f"port {port}",
            f"cannot be had ({(error.strerror or str(error)).lower()})",
            "Leave --port out, then a free one is taken",
        ) from None
