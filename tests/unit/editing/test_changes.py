"""Changes to several files are applied all or none."""

from __future__ import annotations

import errno
import fcntl
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from threading import Thread

import pytest

from handbook.editing import changes, lock
from handbook.editing.changes import FOLDER, JOURNAL, ChangedError
from handbook.editing.disk import read_if_any
from handbook.editing.lock import BusyError, locked


def tree(folder: Path) -> dict[str, bytes | None]:
    """Return everything below a folder, hidden files too: bytes of files, None for folders."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() if path.is_file() else None for path in sorted(folder.rglob("*"))
    }


FORMER = {"issues/old.md": b"old", "issues/gone.md": b"gone"}
CHANGES: dict[str, bytes | None] = {
    "docs/topics/new.md": b"new",
    "issues/gone.md": None,
    "issues/old.md": b"newer",
    "bib/last.bib": b"last",
}
DONE = {
    "bib": None,
    "bib/last.bib": b"last",
    "docs": None,
    "docs/topics": None,
    "docs/topics/new.md": b"new",
    "issues": None,
    "issues/old.md": b"newer",
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a handbook of two files."""
    for name, data in FORMER.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(data)
    return tmp_path


def apply(root: Path, wanted: dict[str, bytes | None]) -> None:
    """Apply changes to what is there now."""
    changes.apply(root, wanted, {path: read_if_any(root / path) for path in wanted})


def test_files_are_written_replaced_and_removed(root: Path) -> None:
    apply(root, CHANGES)
    assert tree(root) == DONE


def test_removing_a_missing_file_is_no_error(root: Path) -> None:
    before = tree(root)
    apply(root, {"issues/nothing.md": None})
    assert tree(root) == before


@pytest.mark.parametrize("now", [b"of an editor", None])
def test_a_file_that_is_not_what_was_read_prevents_all_changes(root: Path, now: bytes | None) -> None:
    former = {path: read_if_any(root / path) for path in CHANGES}
    (root / "issues/old.md").write_bytes(now) if now else (root / "issues/old.md").unlink()
    before = tree(root)
    with pytest.raises(ChangedError, match=r"issues/old\.md"):
        changes.apply(root, CHANGES, former)
    assert tree(root) == before


def test_a_file_that_changes_while_others_are_written_keeps_its_new_text(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    replace = Path.replace

    def replacing(self: Path, target: Path) -> Path:
        if target.name == "new.md":
            (root / "issues/old.md").write_bytes(b"of an editor")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", replacing)
    with pytest.raises(ChangedError):
        apply(root, CHANGES)
    assert tree(root) == {"issues": None, "issues/gone.md": b"gone", "issues/old.md": b"of an editor"}


def test_a_file_keeps_its_mode_and_owner(root: Path) -> None:
    path = root / "issues/old.md"
    path.chmod(0o2640)
    group = next(iter({*os.getgroups(), os.getgid()} - {path.stat().st_gid}), 4 if os.geteuid() == 0 else os.getgid())
    os.chown(path, -1, group)
    path.chmod(0o2640)
    apply(root, {"issues/old.md": b"newer"})
    assert (path.stat().st_mode & 0o7777, path.stat().st_gid) == (0o2640, group)
    assert path.stat().st_mtime > time.time() - 60


def test_links_stay(root: Path) -> None:
    (root / "issues/link.md").symlink_to("old.md")
    (root / "bib").mkdir()
    (root / "bib/hard.bib").hardlink_to(root / "issues/gone.md")
    apply(root, {"issues/link.md": b"newer", "issues/gone.md": b"both"})
    assert (root / "issues/link.md").is_symlink()
    assert (root / "issues/old.md").read_bytes() == b"newer"
    assert (root / "bib/hard.bib").read_bytes() == b"both"


def test_a_place_on_another_disk_is_written_too(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    replace = Path.replace

    def replacing(self: Path, target: Path) -> Path:
        if self.parent != target.parent:
            raise OSError(errno.EXDEV, os.strerror(errno.EXDEV))
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", replacing)
    apply(root, CHANGES)
    assert tree(root) == DONE


def test_a_full_disk_leaves_the_tree_unchanged(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = tree(root)
    calls = []

    def full(descriptor: int) -> None:
        calls.append(descriptor)
        if len(calls) == 2:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        apply(root, CHANGES)
    assert tree(root) == before


# ---------------------------------------------------------------- interruptions

STEPS = ("mkdir", "replace", "unlink", "open")


def interrupt(monkeypatch: pytest.MonkeyPatch, name: str, at: int, stop: Callable[[], object]) -> None:
    """Have the call of a method of Path with that number stop the process."""
    method, calls = getattr(Path, name), []

    def interrupted(self: Path, *arguments: object, **options: object) -> object:
        calls.append(self)
        if len(calls) == at:
            stop()
        return method(self, *arguments, **options)

    monkeypatch.setattr(Path, name, interrupted)


@pytest.mark.parametrize("at", range(1, 8))
@pytest.mark.parametrize("step", STEPS)
def test_an_interruption_leaves_nothing_or_everything(root: Path, monkeypatch: pytest.MonkeyPatch, step: str, at: int) -> None:
    before = tree(root)

    def stop() -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        interrupt(patched, step, at, stop)
        try:
            apply(root, CHANGES)
        except KeyboardInterrupt:
            assert tree(root) in (before, DONE)
        else:
            assert tree(root) == DONE


KILLED = """
import os, signal, sys
from pathlib import Path
import pytest
from tests.unit.editing import test_changes as tests
from handbook.editing.disk import read_if_any
root, step, at = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
for at in range(1, 40):
    place = root / str(at)
    for name, data in tests.FORMER.items():
        (place / name).parent.mkdir(exist_ok=True, parents=True)
        (place / name).write_bytes(data)
    if os.fork() == 0:
        tests.interrupt(pytest.MonkeyPatch(), step, at, lambda: os.kill(os.getpid(), signal.SIGKILL))
        tests.apply(place, tests.CHANGES)
        os._exit(0)
    if os.wait()[1] == 0:
        print(at)
        break
"""


@pytest.mark.parametrize("step", STEPS)
def test_what_a_killed_process_leaves_is_undone(root: Path, tmp_path: Path, step: str) -> None:
    """The process is killed at each call in turn."""
    before = tree(root)
    folder = tmp_path / "killed"
    folder.mkdir()
    done = subprocess.run([sys.executable, "-c", KILLED, folder, step, "1"], capture_output=True, text=True, check=True)
    killed = [folder / str(at) for at in range(1, int(done.stdout))]
    assert len(killed) > 2
    left = [place for place in killed if (place / FOLDER).exists()]
    assert len(left) > 1
    for place in killed:
        assert changes.undo(place) == ()
        assert tree(place) in (before, DONE)
    for place in left:
        apply(place, CHANGES)
        assert tree(place) == DONE


def leave_half_done(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave changes as they are after kill -9: all files are in place, and the journal still exists."""
    with monkeypatch.context() as patched:
        patched.setattr(changes._Transaction, "commit", lambda self: None)
        apply(root, CHANGES)
    assert (root / FOLDER / JOURNAL).exists()


def test_what_was_edited_after_a_kill_stays_and_is_named(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    leave_half_done(root, monkeypatch)
    (root / "issues/old.md").write_bytes(b"of an editor")
    assert changes.undo(root) == ("issues/old.md",)
    assert tree(root) == {"issues": None, "issues/gone.md": b"gone", "issues/old.md": b"of an editor"}


def test_a_half_written_file_with_two_links_is_restored(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (root / "bib").mkdir()
    (root / "bib/hard.bib").hardlink_to(root / "issues/old.md")
    leave_half_done(root, monkeypatch)
    (root / "issues/old.md").write_bytes(b"new")  # of b"newer"
    assert changes.undo(root) == ()
    assert (root / "bib/hard.bib").read_bytes() == b"old"


@pytest.mark.parametrize("path", ["../outside.md", "conf.py", "issues/../conf.py", "issues/away/x.md", "."])
def test_a_journal_of_a_pull_request_changes_nothing_else(
    root: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    away = tmp_path_factory.mktemp("away")
    (root / "issues/away").symlink_to(away)
    for place in (root.parent / "outside.md", root / "conf.py", away / "x.md"):
        place.write_bytes(b"safe")
    leave_half_done(root, monkeypatch)
    journal = root / FOLDER / JOURNAL
    record = json.loads(journal.read_bytes())
    (root / FOLDER / "0.old").write_bytes(b"old")
    digests = {"old": changes._digest(b"old"), "new": changes._digest(b"safe")}
    journal.write_text(json.dumps({**record, "files": [{"path": path, **digests}], "folders": ["..", "."]}), encoding="utf-8")
    assert changes.undo(root) == (path,)
    assert [place.read_bytes() for place in (root.parent / "outside.md", root / "conf.py", away / "x.md")] == [b"safe"] * 3


@pytest.mark.parametrize("kept", ["0.old", "0.new"])
def test_a_link_in_place_of_kept_data_is_not_followed(root: Path, monkeypatch: pytest.MonkeyPatch, kept: str) -> None:
    leave_half_done(root, monkeypatch)
    (root / "secret").write_bytes(b"secret")
    (root / FOLDER / kept).unlink(missing_ok=True)
    (root / FOLDER / kept).symlink_to(root / "secret")
    path = "issues/old.md"
    (root / path).write_bytes(b"sec")
    record = {"path": path, "old": changes._digest(b"secret"), "new": changes._digest(b"newer")}
    (root / FOLDER / JOURNAL).write_text(json.dumps({"files": [record], "folders": []}), encoding="utf-8")
    assert changes.undo(root) == (path,)
    assert (root / path).read_bytes() == b"sec"


@pytest.mark.parametrize("journal", [b"", b"{", b"[]", b'{"files": [1], "folders": []}'])
def test_a_folder_without_a_journal_is_only_removed(root: Path, journal: bytes) -> None:
    before = tree(root)
    (root / FOLDER).mkdir()
    (root / FOLDER / JOURNAL).write_bytes(journal)
    assert changes.undo(root) == ()
    assert tree(root) == before


# ---------------------------------------------------------------- two commands at once


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Do not wait for another command."""
    monkeypatch.setattr(lock, "SECONDS", 0.0)


@pytest.mark.usefixtures("impatient")
def test_only_one_holds_the_lock(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    leave_half_done(root, monkeypatch)
    with locked(root):
        with pytest.raises(BusyError), locked(root):
            pass
        with pytest.raises(BusyError):
            apply(root, CHANGES)
        with pytest.raises(BusyError):
            changes.undo(root)
    assert changes.undo(root) == ()
    assert tree(root).keys() == {"issues", *FORMER}


def test_a_command_waits_for_another_one(root: Path) -> None:
    with locked(root):
        thread = Thread(target=apply, args=(root, CHANGES))
        thread.start()
        thread.join(0.2)
        assert thread.is_alive()
    thread.join(5)
    assert tree(root) == DONE


@pytest.mark.usefixtures("impatient")
def test_the_lock_of_a_killed_process_is_free(root: Path) -> None:
    code = "import sys, time; from pathlib import Path; from handbook.editing.lock import locked\n"
    code += "with locked(Path(sys.argv[1])):\n    print('held', flush=True)\n    time.sleep(60)"
    with subprocess.Popen([sys.executable, "-c", code, root], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        with pytest.raises(BusyError), locked(root):
            pass
        process.kill()
        process.wait()
    with locked(root):
        pass


@pytest.mark.usefixtures("impatient")
def test_a_file_system_without_locks_is_no_obstacle(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(descriptor: int, operation: int) -> None:
        raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))

    monkeypatch.setattr(fcntl, "flock", refused)
    apply(root, CHANGES)
    assert tree(root) == DONE
