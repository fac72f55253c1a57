"""The client of Pagefind: the same files for the same records, and a plain error for whatever goes wrong."""

from __future__ import annotations

import gzip
import json
import stat
from pathlib import Path

import pytest

from handbook.search import pagefind
from handbook.search.pagefind import PagefindError, write_index
from handbook.search.tokens import END

RECORDS = [(f'["{number}", "。"]', f"训练 模型{END} 字{number} {'很长 ' * number}") for number in range(60)]
NEEDED = ("*.pf_meta", "index/*", "fragment/*")


def written(folder: Path) -> dict[str, bytes]:
    """Return the files that the browser reads."""
    found = (path for pattern in NEEDED for path in folder.glob(pattern))
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def test_the_same_records_give_the_same_files(tmp_path: Path) -> None:
    for name in ("one", "two"):
        write_index(tmp_path / name, RECORDS)
    assert written(tmp_path / "one") == written(tmp_path / "two") != {}


def test_every_record_keeps_the_address_that_it_was_given(tmp_path: Path) -> None:
    write_index(tmp_path, RECORDS)
    kept = [json.loads(gzip.decompress(path.read_bytes()).removeprefix(b"pagefind_dcd")) for path in tmp_path.glob("fragment/*")]
    assert sorted(each["url"] for each in kept) == sorted(address for address, _words in RECORDS)


def test_more_records_than_fit_into_a_pipe_are_written(tmp_path: Path) -> None:
    many = [(str(number), f"字{number} " * 200) for number in range(600)]
    write_index(tmp_path, many)
    assert len(list(tmp_path.glob("fragment/*"))) == len(many)


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
def test_what_pagefind_says_or_does_wrong_is_told(tmp_path: Path, instead: Path, script: str, said: str) -> None:
    instead.write_text(f"#!/bin/sh\n{script}\n")
    instead.chmod(instead.stat().st_mode | stat.S_IXUSR)
    with pytest.raises(PagefindError, match=said):
        write_index(tmp_path / "out", RECORDS)


def test_a_binary_that_is_not_there_is_an_error_of_the_system(tmp_path: Path, instead: Path) -> None:
    with pytest.raises(FileNotFoundError):
        write_index(tmp_path / "out", RECORDS)
    assert not instead.exists()


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(PagefindError):
        write_index(tmp_path / "file", RECORDS)
