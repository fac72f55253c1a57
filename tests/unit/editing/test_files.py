"""A command writes over exactly the bytes that it has read."""

from __future__ import annotations

from pathlib import Path

import pytest

from handbook.editing.changes import ChangedError
from handbook.editing.files import Files


@pytest.fixture
def files(tmp_path: Path) -> Files:
    """Return the files of a handbook of one page."""
    (tmp_path / "issues").mkdir()
    (tmp_path / "issues/001.md").write_bytes(b"\xef\xbb\xbfa\xff\r\n")
    return Files(root=tmp_path)


def test_a_file_is_read_once(files: Files) -> None:
    assert files.text("issues/001.md") == "\ufeffa\udcff\r\n"
    (files.root / "issues/001.md").write_bytes(b"later")
    assert files.data("issues/001.md") == b"\xef\xbb\xbfa\xff\r\n"
    assert files.text("issues/002.md") is None
    with pytest.raises(FileNotFoundError):
        files.data("issues/002.md")


def test_what_was_read_is_written_over(files: Files) -> None:
    files.write({"issues/001.md": f"{files.text('issues/001.md')}b", "bib/001.bib": b"c"})
    files.write({"issues/001.md": f"{files.text('issues/001.md')}d", "bib/001.bib": None})
    assert (files.root / "issues/001.md").read_bytes() == b"\xef\xbb\xbfa\xff\r\nbd"
    assert not (files.root / "bib/001.bib").exists()


def test_a_file_that_was_not_read_must_be_new(files: Files) -> None:
    with pytest.raises(FileExistsError, match=r"issues/001\.md"):
        files.write({"issues/000.md": "a", "issues/001.md": "a"})
    assert not (files.root / "issues/000.md").exists()


def test_a_file_that_came_since_is_not_overwritten(files: Files) -> None:
    assert files.text("issues/002.md") is None
    (files.root / "issues/002.md").write_bytes(b"of an editor")
    with pytest.raises(ChangedError, match=r"issues/002\.md"):
        files.write({"issues/002.md": "a"})


def test_a_backup_takes_no_name_that_is_taken(files: Files) -> None:
    (files.root / "issues/001.md.bak").symlink_to("nowhere")
    assert files.backups(["issues/001.md", "issues/002.md"]) == {"issues/001.md.bak1": b"\xef\xbb\xbfa\xff\r\n"}
