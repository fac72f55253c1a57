"""What surrounds every command: encodings that lack a character, a full output, signals, folders that cannot be written."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from handbook.cli import main
from handbook.editing import changes

from .. import builders
from ..editing.test_changes import tree

pytestmark = pytest.mark.slow

CODE = "from handbook.cli import main; main(prog_name='handbook')"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a handbook with a page that has characters beyond the basic plane."""
    folder = tmp_path / "手册"
    for path, data in builders.tree({}).items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    page = folder / builders.ISSUE
    page.write_text(page.read_text(encoding="utf-8") + "\n{topic}`未知😀é`\n", encoding="utf-8")
    return folder


def run(root: Path, *arguments: str, encoding: str = "utf-8", **options: object) -> subprocess.CompletedProcess[bytes]:
    """Run the command in a process of its own."""
    environment = {**os.environ, "LC_ALL": "C.UTF-8", "PYTHONIOENCODING": encoding}
    command = [sys.executable, "-W", "error", "-c", CODE, "--root", str(root), *arguments]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    return subprocess.run(command, env=environment, check=False, **{**pipes, **options})  # type: ignore[call-overload,no-any-return]


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "gbk", "utf-8"])
def test_every_encoding_takes_every_character(root: Path, encoding: str) -> None:
    text = run(root, "check", encoding=encoding)
    assert (text.returncode, b"Traceback" in text.stderr) == (1, False)
    assert ("😀" if encoding == "utf-8" else "\\ud83d\\ude00").encode() in text.stdout
    report = json.loads(run(root, "check", "--format", "json", encoding=encoding).stdout.decode(encoding))
    assert any("未知😀é" in problem["message"] for problem in report["problems"])
    assert run(root, "stats", encoding=encoding).returncode == 0
    assert run(root, "new", "term", "x-y", "--kind", "topic", "--zh", "甲😀", encoding=encoding).returncode == 0
    refused = run(root, "new", "term", "甲😀", "--kind", "topic", encoding=encoding)
    assert (refused.returncode, len(refused.stderr.splitlines())) == (1, 1)


@pytest.mark.parametrize(
    "arguments", [("check",), ("check", "--format", "json"), ("stats",), ("--help",), ("new", "issue", "70")]
)
def test_a_full_output_is_one_line_and_a_status(root: Path, arguments: tuple[str, ...]) -> None:
    with Path("/dev/full").open("wb") as full:
        done = run(root, *arguments, stdout=full)
    (line,) = [each for each in done.stderr.decode().splitlines() if not each.startswith("Errors:")]
    assert line == "the output could not be written: No space left on device"
    assert done.returncode == 2


def test_output_and_errors_that_are_both_full_end_with_a_status(root: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        assert run(root, "check", stdout=full, stderr=full).returncode == 2


def _unwritable(folder: Path) -> None:
    folder.chmod(0o555)


@pytest.mark.parametrize("name", [".", "issues"])
@pytest.mark.parametrize("command", [("new", "issue", "70"), ("import", "--offline", "-"), ("rename", "term", "tuning", "tune")])
def test_a_folder_that_cannot_be_written_is_one_line(
    root: Path, monkeypatch: pytest.MonkeyPatch, name: str, command: tuple[str, ...]
) -> None:
    before = tree(root)
    refused = root / (changes.FOLDER if name == "." else name)
    for method in ("mkdir", "replace"):
        real: Callable[..., object] = getattr(Path, method)

        def refusing(self: Path, *arguments: object, real: Callable[..., object] = real, **options: object) -> object:
            place = arguments[0] if arguments and isinstance(arguments[0], Path) else self
            if place == refused or (name != "." and refused in place.parents):
                raise PermissionError(13, "Permission denied", str(place))
            return real(self, *arguments, **options)

        monkeypatch.setattr(Path, method, refusing)
    text = "预训练周刊第70期\n论文推荐\n标题：清华大学 | A Title（题目）\n简介：文。\n"
    done = CliRunner().invoke(main, ["--root", str(root), *command], input=text)
    assert done.exception is None or isinstance(done.exception, SystemExit), done.output
    assert (done.exit_code, len(done.stderr.splitlines())) == (1, 1), done.output
    assert "nothing was written: " in done.stderr
    assert "Permission denied" in done.stderr
    assert tree(root) == before


@pytest.mark.parametrize("arguments", [("check",), ("stats",), ("new", "issue", "1"), ("export", "--format", "ris")])
def test_a_folder_without_pages_is_no_handbook(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    done = CliRunner(env={"LC_ALL": "C"}).invoke(main, ["--root", str(tmp_path), *arguments])
    assert done.exit_code == 2
    assert "is not a handbook" in done.stderr
    assert tree(tmp_path) == {}


def test_the_other_copy_of_a_summary_must_be_a_handbook_too(root: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    done = CliRunner(env={"LC_ALL": "C"}).invoke(main, ["--root", str(root), "summary", str(tmp_path / "empty")])
    assert (done.exit_code, "is not a handbook" in done.stderr) == (2, True)


WAITING = """
import sys
from handbook.editing import changes
put = changes.put
def waiting(file, place):
    put(file, place)
    print("put", flush=True)
    sys.stdin.read()
changes.put = waiting
"""


@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP", "SIGINT", "SIGKILL"])
def test_a_signal_leaves_the_tree_as_it_was(root: Path, name: str) -> None:
    before = tree(root)
    command = [sys.executable, "-c", WAITING + CODE, "--root", str(root), "new", "paper", "roe2022new"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "put\n"
        process.send_signal(getattr(signal, name))
        _out, said = process.communicate(timeout=60)
    assert "Traceback" not in said
    assert process.returncode != 0
    if name == "SIGKILL":
        assert tree(root) != before
        assert CliRunner().invoke(main, ["--root", str(root), "stats"]).exit_code == 0
    assert tree(root) == before


def test_what_a_killed_command_has_written_is_ignored_by_git(root: Path) -> None:
    command = [sys.executable, "-c", WAITING + CODE, "--root", str(root), "new", "issue", "70"]
    subprocess.run(["git", "init", "--quiet", root], check=True)
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        process.stdout.readline()
        process.kill()
    status = subprocess.run(["git", "-C", root, "status", "--short", "-uall"], capture_output=True, text=True, check=True)
    assert changes.FOLDER not in status.stdout
    assert "issues/070.md" in status.stdout


def test_two_commands_at_once_lose_nothing(root: Path) -> None:
    keys = [f"roe2022n{number}" for number in range(4)]
    command = [sys.executable, "-c", CODE, "--root", str(root), "new", "paper"]
    processes = [subprocess.Popen([*command, key], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) for key in keys]
    ended = {key: (process.communicate()[1], process.returncode) for key, process in zip(keys, processes, strict=True)}
    page = (root / builders.ISSUE).read_text(encoding="utf-8")
    bib = (root / builders.BIB).read_text(encoding="utf-8")
    won = {key for key, (_said, status) in ended.items() if status == 0}
    assert won
    assert {key for key in keys if key in page} == {key for key in keys if key in bib} == won
    assert all(not said or "nothing was written" in said for said, _status in ended.values())


@pytest.mark.parametrize("times", [1, 2])
def test_force_keeps_a_backup(root: Path, times: int) -> None:
    page, bib = (root / name for name in (builders.ISSUE, builders.BIB))
    before = page.read_bytes(), bib.read_bytes()
    for _time in range(times):
        done = CliRunner().invoke(main, ["--root", str(root), "new", "issue", "64", "--force"])
        assert done.exit_code == 0
    assert (page.with_name("064.md.bak").read_bytes(), bib.with_name("064.bib.bak").read_bytes()) == before
    assert page.with_name("064.md.bak1").exists() is (times == 2)
