"""The client of Pagefind: the same texts give the same files, and every failure is a PagefindError."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from handbook.search import pagefind
from handbook.search.pagefind import PagefindError, index
from handbook.search.tokens import END

TEXTS = [f"训练 模型{END} 字{number} {'很长 ' * number}" for number in range(60)]


def test_the_same_texts_give_the_same_files() -> None:
    assert index(TEXTS) == index(TEXTS)


def test_the_chunks_name_the_files_in_the_order_of_their_words() -> None:
    chunks, files = index(TEXTS)
    assert {name for _first, name in chunks} == set(files)
    firsts = [first for first, _name in chunks]
    assert firsts == sorted(firsts)


def test_more_texts_than_fit_into_a_pipe_are_taken() -> None:
    many = [f"字{number} {'很长 ' * 200}" for number in range(600)]
    chunks, files = index(many)
    assert len(chunks) == len(files) > 0


def test_pages_in_another_order_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pagefind, "_run", lambda texts, own=pagefind._run: own([*texts, "more"]))
    with pytest.raises(PagefindError, match="order"):
        index(TEXTS)


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
def test_errors_of_pagefind_are_raised_with_its_message(instead: Path, script: str, said: str) -> None:
    instead.write_text(f"#!/bin/sh\n{script}\n")
    instead.chmod(instead.stat().st_mode | stat.S_IXUSR)
    with pytest.raises(PagefindError, match=said):
        index(TEXTS)


def test_a_program_that_does_not_answer_is_stopped(instead: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    instead.write_text("#!/bin/sh\nexec sleep 600\n", encoding="utf-8")
    instead.chmod(0o755)
    monkeypatch.setattr(pagefind, "SECONDS", 0.2)
    with pytest.raises(PagefindError, match="has not answered for 0 seconds"):
        index(TEXTS * 2000)  # more than fits into the pipe, so that the writer waits too


def test_a_missing_binary_is_an_error(instead: Path) -> None:
    assert not instead.exists()
    with pytest.raises(PagefindError, match="No such file"):
        index(TEXTS)
