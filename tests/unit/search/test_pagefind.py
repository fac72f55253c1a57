"""The client of Pagefind: the same files for the same records, and a plain error for whatever goes wrong."""

from __future__ import annotations

import gzip
import json
import stat
from pathlib import Path

import pytest

from handbook.search import pagefind
from handbook.search.pagefind import PagefindError, index_files
from handbook.search.tokens import END

RECORDS = [(f'["{number}", "。"]', f"训练 模型{END} 字{number} {'很长 ' * number}") for number in range(60)]


def test_the_same_records_give_the_same_files() -> None:
    assert index_files(RECORDS) == index_files(RECORDS) != {}


def test_every_record_keeps_the_address_that_it_was_given() -> None:
    fragments = [data for name, data in index_files(RECORDS).items() if name.startswith("fragment/")]
    kept = [json.loads(gzip.decompress(data).removeprefix(b"pagefind_dcd")) for data in fragments]
    assert sorted(each["url"] for each in kept) == sorted(address for address, _words in RECORDS)


def test_more_records_than_fit_into_a_pipe_are_taken() -> None:
    many = [(str(number), f"字{number} " * 200) for number in range(600)]
    assert sum(name.startswith("fragment/") for name in index_files(many)) == len(many)


@pytest.fixture
def instead(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the file that is run instead of Pagefind."""
    binary = tmp_path / "pagefind"
    monkeypatch.setattr(pagefind, "get_executable", lambda: binary)
    return binary


@pytest.mark.parametrize(
    ("script", "said"),
    [
        ("exit 3", "ended before"),
        ("head -c 10 >/dev/null; kill -9 $$", "ended before"),
        (
            """printf '%s,' "$(printf '%s' '{"message_id":0,"payload":{"type":"Error","message":"no room"}}' | base64 -w0)" """,
            "no room",
        ),
    ],
)
def test_what_pagefind_says_or_does_wrong_is_told(instead: Path, script: str, said: str) -> None:
    instead.write_text(f"#!/bin/sh\n{script}\n")
    instead.chmod(instead.stat().st_mode | stat.S_IXUSR)
    with pytest.raises(PagefindError, match=said):
        index_files(RECORDS)


def test_a_binary_that_is_not_there_is_told(instead: Path) -> None:
    assert not instead.exists()
    with pytest.raises(PagefindError, match="No such file"):
        index_files(RECORDS)
