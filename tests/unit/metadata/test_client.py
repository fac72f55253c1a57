"""The real client against a local server that answers as the services do, errors included."""

from __future__ import annotations

import gzip
import json
import os
import time
import zlib
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest

from handbook.metadata.cache import Cache
from handbook.metadata.client import Client
from handbook.metadata.errors import NotFoundError, ServiceError
from handbook.metadata.redirects import redirected
from handbook.metadata.transport import SOFTWARE, Answer, Limits, Request, user_agent

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


def test_an_answer_is_read_and_the_request_names_the_program(server: Server) -> None:
    assert get(server.answer("/a", Reply('{"a": 1}', JSON))) == {"a": 1}
    with Client(user_agent=user_agent("https://example.org/handbook")) as client:
        client.fetch(Request(address=server.answer("/b", Reply("{}", JSON)), accept=JSON), read_json)
    assert [headers["User-Agent"] for headers in server.headers] == [SOFTWARE, f"{SOFTWARE} (https://example.org/handbook)"]
    assert server.headers[0]["Accept"] == JSON


def test_a_missing_paper_is_reported_without_a_retry(server: Server) -> None:
    waits = Waits()
    with pytest.raises(NotFoundError, match="did not find it"):
        get(f"{server.base}/nothing", waits=waits)
    assert (len(server.asked), waits.slept) == (1, [])


@pytest.mark.parametrize("status", [204, 406])
def test_a_registry_without_metadata_is_reported(server: Server, status: int) -> None:
    assert "no machine-readable metadata" in failure(server.answer("/a", Reply("", JSON, status)))


@pytest.mark.parametrize("status", [400, 401, 403, 451])
def test_a_rejection_is_reported_with_its_status_and_not_retried(server: Server, status: int) -> None:
    assert f"status {status}" in failure(server.answer("/a", Reply("no", JSON, status)))
    assert len(server.asked) == 1


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504])
def test_a_temporary_error_is_retried_after_increasing_waits(server: Server, status: int) -> None:
    waits = Waits()
    fault = Reply("busy", "text/html", status)
    assert get(server.answer("/a", fault, fault, Reply("[1]", JSON)), waits=waits) == [1]
    assert waits.slept == [1.0, 2.0]


def test_a_lasting_error_is_reported_after_all_attempts(server: Server) -> None:
    waits = Waits()
    assert "status 500" in failure(server.answer("/a", Reply("", JSON, 500)), waits=waits)
    assert waits.slept == [1.0, 2.0, 4.0]


def test_a_service_may_give_the_seconds_to_wait(server: Server) -> None:
    waits = Waits()
    busy = Reply("", JSON, 429, {"Retry-After": "7"})
    assert get(server.answer("/a", busy, Reply("[1]", JSON)), waits=waits) == [1]
    assert waits.slept == [7.0]


def test_a_service_may_give_the_time_until_which_to_wait(server: Server) -> None:
    waits = Waits()
    until = format_datetime(datetime.now(UTC) + timedelta(seconds=10), usegmt=True)
    busy = Reply("", JSON, 503, {"Retry-After": until})
    assert get(server.answer("/a", busy, Reply("[1]", JSON)), waits=waits) == [1]
    assert len(waits.slept) == 1
    assert 0 < waits.slept[0] <= 10


@pytest.mark.parametrize("value", ["86400", "Fri, 31 Dec 2100 23:59:59 GMT", "9" * 400])
def test_a_service_may_not_ask_for_a_long_wait(server: Server, value: str) -> None:
    waits = Waits()
    said = failure(server.answer("/a", Reply("", JSON, 429, {"Retry-After": value})), waits=waits)
    assert "is limiting requests" in said
    assert (len(server.asked), waits.slept) == (1, [])


@pytest.mark.parametrize("value", ["soon", "-5", "٣", "Fri, 99 Foo 2100"])
def test_an_invalid_waiting_time_is_ignored(server: Server, value: str) -> None:
    waits = Waits()
    busy = Reply("", JSON, 429, {"Retry-After": value.encode().decode("latin-1")})
    assert get(server.answer("/a", busy, Reply("[1]", JSON)), waits=waits) == [1]
    assert waits.slept == [1.0]


def test_a_silent_service_is_abandoned(server: Server) -> None:
    waits, limits = Waits(), Limits(connect=5, read=0.05, total=30, attempts=2)
    silent = server.answer("/a", Reply("[", JSON, claims=9, stalls=True))
    assert "does not respond in time" in failure(silent, limits=limits, waits=waits)
    assert waits.slept == [1.0]


def test_a_service_that_sends_a_byte_now_and_then_costs_no_more_than_the_limit(server: Server) -> None:
    address = server.answer("/a", Reply(b" ", JSON, repeats=100, pause=0.1))
    begin = time.monotonic()
    with Client(limits=Limits(total=0.5, attempts=1)) as client, pytest.raises(ServiceError, match="does not respond in time"):
        client.fetch(Request(address=address, accept=JSON), lambda answer: answer)
    assert time.monotonic() - begin < 4


def test_a_silent_service_costs_no_more_time_for_many_requests_than_for_one(server: Server) -> None:
    for path in ("/a", "/b", "/c"):
        server.answer(path, Reply("[", JSON, claims=9, stalls=True))
    with Client(limits=Limits(read=0.2, total=0.3, attempts=1)) as client:
        begin, said = time.monotonic(), []
        for path in ("/a", "/b", "/c"):
            with pytest.raises(ServiceError) as error:
                client.fetch(Request(address=server.base + path, accept=JSON), read_json)
            said.append(str(error.value))
    assert time.monotonic() - begin < 1
    assert "/c" not in server.asked
    assert said[2] == "127.0.0.1 did not respond before, and is not queried again; try again later"


def test_a_service_that_does_not_know_a_paper_responds(server: Server) -> None:
    ticks = iter(range(1000))
    server.answer("/a", Reply("[1]", JSON))
    with Client(limits=Limits(total=8), clock=lambda: float(next(ticks))) as client:
        for _time in range(20):
            with pytest.raises(NotFoundError):
                client.fetch(Request(address=f"{server.base}/nothing", accept=JSON), read_json)
        assert client.fetch(Request(address=f"{server.base}/a", accept=JSON), read_json) == [1]


def test_an_endless_answer_is_abandoned(server: Server) -> None:
    ticks = iter(range(1000))
    address = server.answer("/a", Reply(b" " * 70_000, JSON, repeats=40))
    client = Client(limits=Limits(total=3), clock=lambda: float(next(ticks)))
    with client, pytest.raises(ServiceError, match="does not respond in time"):
        client.fetch(Request(address=address, accept=JSON), read_json)


def test_an_incomplete_answer_is_requested_again(server: Server) -> None:
    cut = Reply('{"a": ', JSON, claims=5000)
    assert get(server.answer("/a", cut, Reply("[1]", JSON))) == [1]
    assert "is incomplete" in failure(server.answer("/b", cut))


def test_a_web_page_is_not_an_answer(server: Server) -> None:
    page = Reply("<!DOCTYPE html><title>Log in</title>", "text/html; charset=utf-8")
    assert "a web page instead of metadata" in failure(server.answer("/a", page))


def test_an_unreachable_host_is_an_error(server: Server) -> None:
    said = failure("http://127.0.0.1:9/a", limits=Limits(attempts=2))
    assert "cannot reach" in said
    assert "check the network" in said


@pytest.mark.parametrize("address", ["http://exa mple/", "http://[::1", "ftp://127.0.0.1/a", "http:///a"])
def test_an_invalid_address_is_an_error(address: str) -> None:
    assert failure(address, limits=Limits(attempts=1))


def test_redirects_are_followed(server: Server) -> None:
    server.answer("/b", Reply("", "", 303, {"Location": "c?x=1"}))
    server.answer("/c?x=1", Reply("[1]", JSON))
    assert get(server.answer("/a", Reply("", "", 302, {"Location": f"{server.base}/b"}))) == [1]


def test_a_redirect_loop_ends(server: Server) -> None:
    server.answer("/b", Reply("", "", 301, {"Location": "/a"}))
    assert "in a loop" in failure(server.answer("/a", Reply("", "", 301, {"Location": "/b"})))
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
    assert any(reason in said for reason in ("not allowed", "in a loop", "failed"))
    assert set(server.asked) == {"/a"}


def test_a_redirect_from_https_to_http_is_an_error() -> None:
    assert redirected("https://doi.org/a", "https://api.crossref.org/b") == "https://api.crossref.org/b"
    with pytest.raises(ServiceError, match="not allowed"):
        redirected("https://doi.org/a", "http://api.crossref.org/b")


def test_a_large_answer_is_not_read(server: Server) -> None:
    assert "too large" in failure(server.answer("/a", Reply(b"[", JSON, claims=100_000_000, stalls=True)))


def test_a_large_answer_without_a_length_is_cut_off(server: Server) -> None:
    assert "too large" in failure(server.answer("/a", Reply(b" " * 1_000_000, JSON, repeats=100)))
    assert server.sent < 50_000_000


def test_a_compressed_answer_is_decompressed(server: Server) -> None:
    packed = Reply(gzip.compress(b'{"a": 1}'), JSON, headers={"Content-Encoding": "gzip"})
    assert get(server.answer("/a", packed)) == {"a": 1}


def test_a_compressed_answer_that_expands_too_much_is_cut_off(server: Server) -> None:
    packer = zlib.compressobj(9, wbits=31)
    bomb = b"".join(packer.compress(bytes(1_000_000)) for _ in range(40)) + packer.flush()
    assert len(bomb) < LIMITS.size < 40_000_000
    assert "too large" in failure(server.answer("/a", Reply(bomb, JSON, headers={"Content-Encoding": "gzip"})))


@pytest.mark.parametrize("body", [b"no gzip", gzip.compress(b"[1]", mtime=0)[:-4]], ids=["none", "cut"])
def test_a_damaged_compressed_answer_is_requested_again(server: Server, body: bytes) -> None:
    damaged = Reply(body, JSON, headers={"Content-Encoding": "gzip"})
    assert get(server.answer("/a", damaged, Reply("[1]", JSON))) == [1]


def test_an_unsupported_compression_is_an_error(server: Server) -> None:
    assert "(br)" in failure(server.answer("/a", Reply(b"x", JSON, headers={"Content-Encoding": "br"})))


def test_requests_to_a_service_that_asks_for_it_are_spaced(server: Server) -> None:
    waits = Waits()
    with Client(limits=Limits(gap=3), sleep=waits.sleep, clock=waits.clock) as client:
        for _time in range(3):
            client.fetch(Request(address=server.answer("/a", Reply("[1]", JSON)), accept=JSON, sparing=True), read_json)
    assert waits.slept == [3.0, 3.0]


# ---------------------------------------------------------------- what is remembered


def test_an_answer_is_cached(server: Server, tmp_path: Path) -> None:
    cache = Cache(folder=tmp_path / "deep" / "cache")
    address = server.answer("/a", Reply("[1]", JSON), Reply("[2]", JSON))
    assert [get(address, cache=cache), get(address, cache=cache)] == [[1], [1]]
    assert len(server.asked) == 1
    assert get(address, cache=Cache(folder=cache.folder, refresh=True)) == [2]
    assert get(address, cache=cache) == [2]


def test_a_cached_answer_expires(server: Server, tmp_path: Path) -> None:
    address = server.answer("/a", Reply("[1]", JSON), Reply("[2]", JSON))
    now = datetime.now(UTC).timestamp()
    assert get(address, cache=Cache(folder=tmp_path, now=lambda: now)) == [1]
    assert get(address, cache=Cache(folder=tmp_path, now=lambda: now + 6 * 24 * 3600)) == [1]
    assert get(address, cache=Cache(folder=tmp_path, now=lambda: now + 8 * 24 * 3600)) == [2]


def test_expired_files_are_removed(tmp_path: Path) -> None:
    now = datetime.now(UTC).timestamp()
    Cache(folder=tmp_path, now=lambda: now).put("old", b"1")
    (tmp_path / "of somebody else").write_text("kept")
    Cache(folder=tmp_path, now=lambda: now + 6 * 24 * 3600).put("newer", b"2")
    assert len([*tmp_path.iterdir()]) == 3
    late = Cache(folder=tmp_path, now=lambda: now + 30 * 24 * 3600)
    late.put("new", b"3")
    assert [path.name for path in tmp_path.iterdir()] == ["of somebody else"]


def test_an_unchanged_answer_is_fresh_again(tmp_path: Path) -> None:
    cache = Cache(folder=tmp_path)
    cache.put("key", b"1")
    (path,) = tmp_path.iterdir()
    os.utime(path, (0, 0))
    assert cache.get("key") is None
    cache.put("key", b"1")
    assert cache.get("key") == b"1"


@pytest.mark.parametrize("damage", [b"", b"nonsense", b"handbook metadata 1\n", "cut", "turned"])
def test_a_damaged_file_is_ignored(server: Server, tmp_path: Path, damage: bytes | str) -> None:
    cache = Cache(folder=tmp_path)
    address = server.answer("/a", Reply("[1]", JSON), Reply("[2]", JSON))
    assert get(address, cache=cache) == [1]
    (path,) = tmp_path.iterdir()
    data = path.read_bytes()
    path.write_bytes({"cut": data[:-1], "turned": data[:-2] + b"9]"}.get(damage) or damage if isinstance(damage, str) else damage)
    assert get(address, cache=cache) == [2]


def test_an_unreadable_answer_is_not_cached(server: Server, tmp_path: Path) -> None:
    cache = Cache(folder=tmp_path)
    address = server.answer("/a", Reply("{", JSON), Reply("[2]", JSON))
    assert failure(address, cache=cache) == "damaged"
    assert [*tmp_path.iterdir()] == []
    assert get(address, cache=cache) == [2]


def test_an_unwritable_cache_is_ignored(server: Server, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    assert get(server.answer("/a", Reply("[1]", JSON)), cache=Cache(folder=tmp_path / "file")) == [1]


def test_the_folder_follows_the_xdg_specification(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    from handbook.metadata.cache import default_folder

    monkeypatch.setenv("XDG_CACHE_HOME", os.fspath(tmp_path))
    assert default_folder() == tmp_path / "handbook" / "metadata"
    monkeypatch.setenv("XDG_CACHE_HOME", "relative")
    monkeypatch.setenv("HOME", os.fspath(tmp_path))
    assert default_folder() == tmp_path / ".cache" / "handbook" / "metadata"
