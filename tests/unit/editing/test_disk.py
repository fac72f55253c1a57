"""Atomic writes: a file is replaced whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from handbook.editing.disk import replace_file, write_beside


def test_a_file_and_its_folder_are_made(tmp_path: Path) -> None:
    replace_file(tmp_path / "a" / "b.json", b"data")
    assert [path.relative_to(tmp_path).as_posix() for path in sorted(tmp_path.rglob("*"))] == ["a", "a/b.json"]
    assert (tmp_path / "a" / "b.json").read_bytes() == b"data"


def test_a_file_with_the_same_bytes_is_not_touched(tmp_path: Path) -> None:
    path = tmp_path / "b.json"
    replace_file(path, b"data")
    before = path.stat().st_ino, path.stat().st_mtime_ns
    replace_file(path, b"data")
    assert (path.stat().st_ino, path.stat().st_mtime_ns) == before
    replace_file(path, b"atad")
    assert path.read_bytes() == b"atad"


@pytest.mark.parametrize("reason", [OSError, KeyboardInterrupt])
def test_an_interruption_leaves_the_former_file_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, reason: type[BaseException]
) -> None:
    path = tmp_path / "b.json"
    path.write_bytes(b"former")

    def interrupted(self: Path, target: Path) -> Path:
        raise reason

    monkeypatch.setattr(Path, "replace", interrupted)
    with pytest.raises(reason):
        replace_file(path, b"data")
    assert {each.name: each.read_bytes() for each in tmp_path.iterdir()} == {"b.json": b"former"}


def test_a_hidden_file_has_the_mode_of_the_file_and_a_name_that_the_file_system_takes(tmp_path: Path) -> None:
    path = tmp_path / f"{'字' * 80}.md"
    path.write_bytes(b"former")
    path.chmod(0o640)
    beside = write_beside(path, b"data")
    assert (beside.parent, beside.read_bytes(), beside.stat().st_mode & 0o777) == (tmp_path, b"data", 0o640)
    assert beside.name.startswith(".字字字")
