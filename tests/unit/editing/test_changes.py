"""Changes to several files are applied all or none."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from handbook.editing import changes


def tree(folder: Path) -> dict[str, bytes | None]:
    """Return everything below a folder, hidden files too: bytes of files, None for folders."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() if path.is_file() else None for path in sorted(folder.rglob("*"))
    }


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with two files."""
    (tmp_path / "old.md").write_bytes(b"old")
    (tmp_path / "gone.md").write_bytes(b"gone")
    return tmp_path


def test_files_are_written_replaced_and_removed(folder: Path) -> None:
    changes.apply({folder / "a" / "b" / "new.md": b"new", folder / "old.md": b"newer", folder / "gone.md": None}, overwrite=True)
    assert tree(folder) == {"a": None, "a/b": None, "a/b/new.md": b"new", "old.md": b"newer"}


def test_removing_a_missing_file_is_no_error(folder: Path) -> None:
    before = tree(folder)
    changes.apply({folder / "nothing.md": None})
    assert tree(folder) == before


def test_an_existing_file_prevents_all_changes(folder: Path) -> None:
    before = tree(folder)
    with pytest.raises(FileExistsError, match=r"old\.md"):
        changes.apply({folder / "new.md": b"new", folder / "old.md": b"newer"})
    assert tree(folder) == before


def test_a_file_keeps_its_mode(folder: Path) -> None:
    (folder / "old.md").chmod(0o640)
    changes.apply({folder / "old.md": b"newer"}, overwrite=True)
    assert (folder / "old.md").stat().st_mode & 0o777 == 0o640


def test_a_symbolic_link_stays(folder: Path) -> None:
    (folder / "link.md").symlink_to("old.md")
    changes.apply({folder / "link.md": b"newer"}, overwrite=True)
    assert (folder / "link.md").is_symlink()
    assert (folder / "old.md").read_bytes() == b"newer"


def test_a_full_disk_leaves_the_tree_unchanged(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = tree(folder)
    calls = []

    def full(descriptor: int) -> None:
        calls.append(descriptor)
        if len(calls) == 2:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        changes.apply({folder / "a" / "new.md": b"new", folder / "old.md": b"newer"}, overwrite=True)
    assert tree(folder) == before


@pytest.mark.parametrize("at", [1, 2, 3])
def test_an_interruption_restores_the_former_files(folder: Path, monkeypatch: pytest.MonkeyPatch, at: int) -> None:
    before = tree(folder)
    replace, calls = Path.replace, []

    def interrupted(self: Path, target: Path) -> Path:
        calls.append(target)
        if len(calls) == at:
            raise KeyboardInterrupt
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", interrupted)
    with pytest.raises(KeyboardInterrupt):
        changes.apply(
            {
                folder / "a" / "new.md": b"new",
                folder / "gone.md": None,
                folder / "old.md": b"newer",
                folder / "last.md": b"last",
            },
            overwrite=True,
        )
    assert tree(folder) == before
