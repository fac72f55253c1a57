"""The real client against a server on this machine that answers as the services do, and as they do on bad days."""

from __future__ import annotations

import gzip
import json
import os
import zlib
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest

from handbook.metadata.cache import Cache
from handbook.metadata.client import SOFTWARE, Answer, Client, Limits, NotFoundError, Request, ServiceError, user_agent

from .server import Reply, Server

JSON = "application/json"
LIMITS = Limits(connect=5, read=5, total=30)


class Waits:
    """A clock that stands still, but for what is slept."""

    def __init__(self) -> None:
        self.slept: list[float] = []

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)

    def clock(self) -> float:
        return sum(self.slept)


def read_json(answer: Answer) -> object:
    try:
        return json.loads(answer.body)
    except ValueError:
        raise ServiceError("damaged") from None


def get(address: str, *, limits: Limits = LIMITS, waits: Waits | None = None, cache: Cache | None = None) -> object:
    waits = waits or Waits()
    with Client(cache=cache, limits=limits, sleep=waits.sleep, clock=waits.clock, jitter=lambda: 0.5) as client:
        return client.fetch(Request(address=address, accept=JSON), read_json)


def failure(address: str, **how: object) -> str:
    with pytest.raises(ServiceError) as caught:
        get(address, **how)  # type: ignore[arg-type]
    return str(caught.value)


def test_an_answer_is_read_and_the_service_learns_who_asks(server: Server) -> None:
    assert get(server.answer("/a", Reply('{"a": 1}', JSON))) == {"a": 1}
    with Client(user_agent=user_agent("https://example.org/handbook")) as client:
        client.fetch(Request(address=server.answer("/b", Reply("{}", JSON)), accept=JSON), read_json)
    assert [headers["User-Agent"] for headers in server.headers] == [SOFTWARE, f"{SOFTWARE} (https://example.org/handbook)"]
    assert server.headers[0]["Accept"] == JSON


def test_what_is_not_there_is_said_at_once(server: Server) -> None:
    waits = Waits()
    with pytest.raises(NotFoundError, match="does not know it"):
        get(f"{server.base}/nothing", waits=waits)
    assert (len(server.asked), waits.slept) == (1, [])


@pytest.mark.parametrize("status", [204, 406])
def test_a_registry_without_metadata_is_said_at_once(server: Server, status: int) -> None:
    assert "no metadata" in failure(server.answer("/a", Reply("", JSON, status)))


@pytest.mark.parametrize("status", [400, 401, 403, 451])
def test_a_refusal_is_said_with_its_status_and_not_tried_again(server: Server, status: int) -> None:
    assert f"status {status}" in failure(server.answer("/a", Reply("no", JSON, status)))
    assert len(server.asked) == 1


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504])
def test_a_passing_fault_is_tried_again_after_longer_and_longer_waits(server: Server, status: int) -> None:
    waits = Waits()
    fault = Reply("busy", "text/html", status)
    assert get(server.answer("/a", fault, fault, Reply("[1]", JSON)), waits=waits) == [1]
    assert waits.slept == [1.0, 2.0]


def test_a_lasting_fault_is_given_up(server: Server) -> None:
    waits = Waits()
    assert "status 500" in failure(server.answer("/a", Reply("", JSON, 500)), waits=waits)
    assert waits.slept == [1.0, 2.0, 4.0]


def test_a_service_may_say_how_many_seconds_to_wait(server: Server) -> None:
    waits = Waits()
    busy = Reply("", JSON, 429, {"Retry-After": "7"})
    assert get(server.answer("/a", busy, Reply("[1]", JSON)), waits=waits) == [1]
    assert waits.slept == [7.0]


def test_a_service_may_say_until_when_to_wait(server: Server) -> None:
    waits = Waits()
    until = format_datetime(datetime.now(UTC) + timedelta(seconds=20), usegmt=True)
    busy = Reply("", JSON, 503, {"Retry-After": until})
    assert get(server.answer("/a", busy, Reply("[1]", JSON)), waits=waits) == [1]
    assert len(waits.slept) == 1
    assert 0 < waits.slept[0] <= 20


@pytest.mark.parametrize("value", ["86400", "Fri, 31 Dec 2100 23:59:59 GMT", "9" * 400])
def test_a_service_may_not_make_anyone_wait_for_long(server: Server, value: str) -> None:
    waits = Waits()
    said = failure(server.answer("/a", Reply("", JSON, 429, {"Retry-After": value})), waits=waits)
    assert "asks to be left alone" in said
    assert (len(server.asked), waits.slept) == (1, [])


@pytest.mark.parametrize("value", ["soon", "-5", "٣", "Fri, 99 Foo 2100"])
def test_nonsense_about_waiting_is_ignored(server: Server, value: str) -> None:
    waits = Waits()
    busy = Reply("", JSON, 429, {"Retry-After": value.encode().decode("latin-1")})
    assert get(server.answer("/a", busy, Reply("[1]", JSON)), waits=waits) == [1]
    assert waits.slept == [1.0]


def test_a_service_that_says_nothing_is_left(server: Server) -> None:
    waits, limits = Waits(), Limits(connect=5, read=0.05, total=30, attempts=2)
    silent = server.answer("/a", Reply("[", JSON, claims=9, stalls=True))
    assert "does not answer in time" in failure(silent, limits=limits, waits=waits)
    assert waits.slept == [1.0]


def test_a_service_that_never_ends_is_left(server: Server) -> None:
    ticks = iter(range(1000))
    address = server.answer("/a", Reply(b" " * 70_000, JSON, repeats=40))
    client = Client(limits=Limits(total=3), clock=lambda: float(next(ticks)))
    with client, pytest.raises(ServiceError, match="does not answer in time"):
        client.fetch(Request(address=address, accept=JSON), read_json)


def test_an_answer_that_breaks_off_is_asked_for_again(server: Server) -> None:
    cut = Reply('{"a": ', JSON, claims=5000)
    assert get(server.answer("/a", cut, Reply("[1]", JSON))) == [1]
    assert "broke off" in failure(server.answer("/b", cut))


def test_a_page_for_people_is_no_answer(server: Server) -> None:
    page = Reply("<!DOCTYPE html><title>Log in</title>", "text/html; charset=utf-8")
    assert "a page for people" in failure(server.answer("/a", page))


def test_nobody_there(server: Server) -> None:
    said = failure("http://127.0.0.1:9/a", limits=Limits(attempts=2))
    assert "cannot be reached" in said
    assert "check the network" in said


@pytest.mark.parametrize("address", ["http://exa mple/", "http://[::1", "ftp://127.0.0.1/a", "http:///a"])
def test_an_address_that_cannot_be_is_no_traceback(address: str) -> None:
    assert failure(address, limits=Limits(attempts=1))


def test_redirects_are_followed(server: Server) -> None:
    server.answer("/b", Reply("", "", 303, {"Location": "c?x=1"}))
    server.answer("/c?x=1", Reply("[1]", JSON))
    assert get(server.answer("/a", Reply("", "", 302, {"Location": f"{server.base}/b"}))) == [1]


def test_redirects_in_a_circle_end(server: Server) -> None:
    server.answer("/b", Reply("", "", 301, {"Location": "/a"}))
    assert "in a circle" in failure(server.answer("/a", Reply("", "", 301, {"Location": "/b"})))
    assert len(server.asked) == LIMITS.redirects + 1


@pytest.mark.parametrize(
    "location",
    [
        "file:///etc/passwd",
        "ftp://ftp.example.org/a",
        "data:application/json,[]",
        "javascript:alert(1)",
        "http://localhost:1/a",
        "http://169.254.169.254/latest/meta-data",
        "http://10.0.0.1/a",
        "http://[::1]/a",
        "http://[::ffff:10.0.0.1]/a",
        "http://printer/a",
        "http://router.local/a",
        "https://user:secret@example.org/a",
        "https://example.org:99999/a",
        "http://[broken/a",
        "https://",
        "",
    ],
)
def test_some_redirects_are_not_followed(server: Server, location: str) -> None:
    said = failure(server.answer("/a", Reply("", "", 302, {"Location": location})))
    assert any(reason in said for reason in ("not followed", "in a circle", "failed"))
    assert set(server.asked) == {"/a"}


def test_a_redirect_does_not_leave_encryption() -> None:
    from handbook.metadata.client import _redirected

    assert _redirected("https://doi.org/a", "https://api.crossref.org/b") == "https://api.crossref.org/b"
    with pytest.raises(ServiceError, match="not followed"):
        _redirected("https://doi.org/a", "http://api.crossref.org/b")


def test_a_large_answer_is_not_read(server: Server) -> None:
    assert "too large" in failure(server.answer("/a", Reply(b"[", JSON, claims=100_000_000, stalls=True)))


def test_a_large_answer_that_does_not_say_so_is_cut_off(server: Server) -> None:
    assert "too large" in failure(server.answer("/a", Reply(b" " * 1_000_000, JSON, repeats=100)))
    assert server.sent < 50_000_000


def test_a_packed_answer_is_unpacked(server: Server) -> None:
    packed = Reply(gzip.compress(b'{"a": 1}'), JSON, headers={"Content-Encoding": "gzip"})
    assert get(server.answer("/a", packed)) == {"a": 1}


def test_a_packed_answer_that_grows_too_much_is_cut_off(server: Server) -> None:
    packer = zlib.compressobj(9, wbits=31)
    bomb = b"".join(packer.compress(bytes(1_000_000)) for _ in range(40)) + packer.flush()
    assert len(bomb) < LIMITS.size < 40_000_000
    assert "too large" in failure(server.answer("/a", Reply(bomb, JSON, headers={"Content-Encoding": "gzip"})))


@pytest.mark.parametrize("body", [b"no gzip", gzip.compress(b"[1]", mtime=0)[:-4]], ids=["none", "cut"])
def test_a_packed_answer_that_is_damaged_is_asked_for_again(server: Server, body: bytes) -> None:
    damaged = Reply(body, JSON, headers={"Content-Encoding": "gzip"})
    assert get(server.answer("/a", damaged, Reply("[1]", JSON))) == [1]


def test_an_answer_packed_in_another_way_is_refused(server: Server) -> None:
    assert "(br)" in failure(server.answer("/a", Reply(b"x", JSON, headers={"Content-Encoding": "br"})))


def test_a_service_that_asks_for_it_is_used_sparingly(server: Server) -> None:
    waits = Waits()
    with Client(limits=Limits(gap=3), sleep=waits.sleep, clock=waits.clock) as client:
        for _time in range(3):
            client.fetch(Request(address=server.answer("/a", Reply("[1]", JSON)), accept=JSON, sparing=True), read_json)
    assert waits.slept == [3.0, 3.0]


# ---------------------------------------------------------------- what is remembered


def test_an_answer_is_remembered(server: Server, tmp_path: Path) -> None:
    cache = Cache(folder=tmp_path / "deep" / "cache")
    address = server.answer("/a", Reply("[1]", JSON), Reply("[2]", JSON))
    assert [get(address, cache=cache), get(address, cache=cache)] == [[1], [1]]
    assert len(server.asked) == 1
    assert get(address, cache=Cache(folder=cache.folder, refresh=True)) == [2]
    assert get(address, cache=cache) == [2]


def test_what_is_remembered_grows_old(server: Server, tmp_path: Path) -> None:
    address = server.answer("/a", Reply("[1]", JSON), Reply("[2]", JSON))
    now = datetime.now(UTC).timestamp()
    assert get(address, cache=Cache(folder=tmp_path, now=lambda: now)) == [1]
    assert get(address, cache=Cache(folder=tmp_path, now=lambda: now + 6 * 24 * 3600)) == [1]
    assert get(address, cache=Cache(folder=tmp_path, now=lambda: now + 8 * 24 * 3600)) == [2]


def test_what_is_too_old_is_removed(tmp_path: Path) -> None:
    now = datetime.now(UTC).timestamp()
    Cache(folder=tmp_path, now=lambda: now).put("old", b"1")
    (tmp_path / "of somebody else").write_text("kept")
    Cache(folder=tmp_path, now=lambda: now + 6 * 24 * 3600).put("newer", b"2")
    assert len([*tmp_path.iterdir()]) == 3
    late = Cache(folder=tmp_path, now=lambda: now + 30 * 24 * 3600)
    late.put("new", b"3")
    assert [path.name for path in tmp_path.iterdir()] == ["of somebody else"]


@pytest.mark.parametrize("damage", [b"", b"nonsense", b"handbook metadata 1\n", "cut", "turned"])
def test_what_is_damaged_is_asked_for_again(server: Server, tmp_path: Path, damage: bytes | str) -> None:
    cache = Cache(folder=tmp_path)
    address = server.answer("/a", Reply("[1]", JSON), Reply("[2]", JSON))
    assert get(address, cache=cache) == [1]
    (path,) = tmp_path.iterdir()
    data = path.read_bytes()
    path.write_bytes({"cut": data[:-1], "turned": data[:-2] + b"9]"}.get(damage) or damage if isinstance(damage, str) else damage)
    assert get(address, cache=cache) == [2]


def test_what_cannot_be_read_is_not_remembered(server: Server, tmp_path: Path) -> None:
    cache = Cache(folder=tmp_path)
    address = server.answer("/a", Reply("{", JSON), Reply("[2]", JSON))
    assert failure(address, cache=cache) == "damaged"
    assert [*tmp_path.iterdir()] == []
    assert get(address, cache=cache) == [2]


def test_a_folder_that_cannot_be_written_is_no_error(server: Server, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    assert get(server.answer("/a", Reply("[1]", JSON)), cache=Cache(folder=tmp_path / "file")) == [1]


def test_the_folder_is_that_of_the_desktop(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    from handbook.metadata.cache import default_folder

    monkeypatch.setenv("XDG_CACHE_HOME", os.fspath(tmp_path))
    assert default_folder() == tmp_path / "handbook" / "metadata"
    monkeypatch.setenv("XDG_CACHE_HOME", "relative")
    monkeypatch.setenv("HOME", os.fspath(tmp_path))
    assert default_folder() == tmp_path / ".cache" / "handbook" / "metadata"
