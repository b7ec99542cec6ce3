"""The server shows the report to this machine, and nothing else to anybody."""

import http.client
import socket
import threading

import pytest

from chengyan.errors import ChengyanError
from chengyan.serving import HEADERS, HOST, open_server


@pytest.fixture
def folder(tmp_path):
    report = tmp_path / "report"
    (report / "data").mkdir(parents=True)
    (report / "index.html").write_text("<title>城</title>", encoding="utf-8")
    (report / "data/text-0.js").write_text("1", encoding="utf-8")
    (tmp_path / "secret.txt").write_text("secret", encoding="utf-8")
    (report / "link.txt").symlink_to(tmp_path / "secret.txt")
    return report


@pytest.fixture
def ask(folder):
    """A function that sends a request to a running server and gives status, headers, body."""
    server = open_server(folder, 0)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    port = server.server_address[1]

    def ask_it(path, method="GET", **headers):
        connection = http.client.HTTPConnection(HOST, port, timeout=5)
        connection.putrequest(method, path, skip_host="Host" in headers)
        for name, value in headers.items():
            connection.putheader(name, value)
        connection.endheaders()
        answer = connection.getresponse()
        body = answer.read()
        connection.close()
        return answer.status, {k.lower(): v for k, v in answer.getheaders()}, body

    yield ask_it
    server.shutdown()
    server.server_close()
    thread.join()


def test_files_come_with_their_kind_and_the_headers_that_guard_them(ask):
    status, headers, body = ask("/")
    assert status == 200
    assert body.decode() == "<title>城</title>"
    assert headers["content-type"] == "text/html; charset=utf-8"
    assert {name.lower(): value for name, value in HEADERS.items()}.items() <= headers.items()
    assert "default-src 'none'" in headers["content-security-policy"]
    assert ask("/data/text-0.js")[1]["content-type"].startswith("text/javascript")


def test_head_sends_no_body(ask):
    status, headers, body = ask("/index.html", "HEAD")
    assert (status, body) == (200, b"")
    assert headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(
    "path",
    [
        "/data/", "/../secret.txt", "/%2e%2e/secret.txt", "/..%2fsecret.txt", "//../secret.txt",
        "/link.txt", "/none.html", "/%00", "/data/../../secret.txt",
    ],
)  # fmt: skip
def test_nothing_beside_the_files_of_the_folder(ask, path):
    status, _, body = ask(path)
    assert status == 404
    assert b"secret" not in body
    assert b"text-0" not in body


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS"])
def test_other_methods_are_refused(ask, method):
    assert ask("/index.html", method)[0] == 501


def test_a_name_that_was_led_here_is_refused(ask):
    assert ask("/", Host="evil.example")[0] == 421
    assert ask("/", Host="127.0.0.1:1")[0] == 421


def test_only_this_machine_is_listened_to(folder):
    with open_server(folder, 0) as server:
        assert server.server_address[0] == HOST


def test_a_folder_without_report_is_told(tmp_path):
    with pytest.raises(ChengyanError, match=r"holds no report.*`make`"):
        open_server(tmp_path)
    with pytest.raises(ChengyanError, match="is no folder"):
        open_server(tmp_path / "none")


def test_a_port_in_use_is_told_or_another_is_taken(folder, monkeypatch):
    with socket.socket() as taken:
        taken.bind((HOST, 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(ChengyanError, match=f"port {port}: cannot be had"):
            open_server(folder, port)
        monkeypatch.setattr("chengyan.serving.PORT", port)
        with open_server(folder) as server:
            assert server.server_address[1] != port
