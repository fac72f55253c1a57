"""The workflow that makes a draft of a suggested issue: its commands, with a recorded form and a local git server."""

from __future__ import annotations

import json
import os
import runpy
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml

from . import builders
from .importing.texts import WECHAT

GH = """#!/bin/sh
echo "$@" >> "$LOG"
case "$1 $2" in
  "run download") cp -r "$ARTIFACT" . ;;
  "repo clone") git clone --quiet "$SERVER_GIT" repository ;;
  "pr create") cp body.md "$LOG.body"; echo https://example.org/pull/8 ;;
  "issue comment") if [ -f comment.md ]; then cp comment.md "$LOG.comment"; fi ;;
esac
"""
HANDBOOK = '#!/bin/sh\ncommand=$1; shift\nexec {program} "$command" --offline "$@"\n'


def form(text: str, number: str = "_No response_", date: str = "_No response_") -> str:
    """Return the body of an issue as GitHub writes it from the form."""
    return (
        f"### 期号 · Number\r\n\r\n{number}\r\n\r\n### 发表日期 · Date of publication\r\n\r\n{date}\r\n\r\n"
        f"### 原文 · Published text\r\n\r\n```text\r\n{text}\r\n```"
    )


@dataclass
class Repository:
    """A repository with a handbook, its working copy of a runner, and the commands of the workflow."""

    folder: Path
    url: str
    steps: dict[str, list[str]]

    def run(self, job: str, body: str, *, artifact: str = "draft") -> subprocess.CompletedProcess[str]:
        """Run the commands of a job; *body* is that of the labelled issue, *artifact* the name of what the first job leaves."""
        event = self.folder / "event.json"
        event.write_text(json.dumps({"action": "labeled", "label": {"name": "draft"}, "issue": {"number": 7, "body": body}}))
        place = self.folder / ("runner" if job == "import" else "writer")
        place.mkdir(exist_ok=True)
        environment = {
            **os.environ,
            "PATH": f"{self.folder / 'programs'}:{os.environ['PATH']}",
            "HOME": str(self.folder),
            "GIT_CONFIG_NOSYSTEM": "1",
            "GITHUB_EVENT_PATH": str(event),
            "GITHUB_RUN_ID": "1",
            "NUMBER": "7",
            "BRANCH": "draft-7",
            "GH_REPO": "example/handbook",
            "SERVER": "https://example.org",
            "SERVER_GIT": self.url,
            "ARTIFACT": str(self.folder / "runner/_build" / artifact),
            "LOG": str(self.folder / "log"),
            "LC_ALL": "C.UTF-8",
            "GIT_COMMITTER_NAME": "x",
            "GIT_COMMITTER_EMAIL": "x@example.org",
        }
        script = "\n".join(f"(\n{step}\n)" for step in self.steps[job] if not step.startswith("make "))
        return subprocess.run(
            ["bash", "-e", "-c", script],
            cwd=place,
            env=environment,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )

    def git(self, *arguments: str) -> str:
        return subprocess.run(
            ["git", *arguments],
            cwd=self.folder / "server/handbook.git",
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=True,
        ).stdout


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@pytest.fixture
def repository(root: Path, tmp_path: Path) -> Iterator[Repository]:
    source, server, programs = tmp_path / "source", tmp_path / "server", tmp_path / "programs"
    for path, data in builders.tree({}).items():
        (source / path).parent.mkdir(parents=True, exist_ok=True)
        (source / path).write_bytes(data)
    shutil.copytree(root / ".github/scripts", source / ".github/scripts", ignore=shutil.ignore_patterns("__pycache__"))
    (source / ".gitignore").write_text(".venv/\n_build/\n")
    who = ["-c", "user.name=x", "-c", "user.email=x@example.org"]
    for arguments in (["init", "-q", "-b", "main"], ["add", "-A"], [*who, "commit", "-q", "-m", "Begin"]):
        subprocess.run(["git", *arguments], cwd=source, check=True)
    subprocess.run(["git", "clone", "-q", "--bare", str(source), str(server / "handbook.git")], check=True)
    subprocess.run(["git", "clone", "-q", str(source), str(tmp_path / "runner")], check=True)
    programs.mkdir()
    (tmp_path / "runner/.venv/bin").mkdir(parents=True)
    texts = {
        programs / "gh": GH,
        tmp_path / "runner/.venv/bin/handbook": HANDBOOK.format(program=Path(sys.executable).parent / "handbook"),
    }
    for path, text in texts.items():
        path.write_text(text)
        path.chmod(0o755)
    jobs = yaml.safe_load((root / ".github/workflows/draft.yml").read_text(encoding="utf-8"))["jobs"]
    steps = {name: [step["run"] for step in job["steps"] if "run" in step] for name, job in jobs.items()}
    port = free_port()
    options = ["--export-all", "--enable=receive-pack", "--reuseaddr", "--listen=127.0.0.1", f"--port={port}"]
    daemon = subprocess.Popen(["git", "daemon", *options, f"--base-path={server}", str(server)], stderr=subprocess.DEVNULL)
    try:
        for _time in range(200):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.02)
        yield Repository(tmp_path, f"git://127.0.0.1:{port}/handbook.git", steps)
    finally:
        daemon.terminate()
        daemon.wait()


def test_a_form_becomes_a_branch_and_a_pull_request(repository: Repository) -> None:
    body = form(WECHAT)
    assert repository.run("import", body).returncode == 0
    done = repository.run("open", body)
    assert done.returncode == 0, done.stderr
    assert repository.git("diff", "--name-only", "main", "draft-7").split() == ["bib/097.bib", "issues/097.md"]
    assert repository.git("log", "-1", "--format=%an: %s", "draft-7") == "github-actions: Draft the issue suggested in #7\n"
    log = (repository.folder / "log").read_text(encoding="utf-8").splitlines()
    assert log[-2] == "pr create --draft --head draft-7 --title Draft of the issue suggested in #7 --body-file body.md"
    assert log[-1] == "issue comment 7 --body 草稿在这里 · The draft is here: https://example.org/pull/8"
    described = (repository.folder / "log.body").read_text(encoding="utf-8")
    assert "* [issues/097.md](https://example.org/example/handbook/edit/draft-7/issues/097.md)" in described
    assert "issue 97, entries: 3; written: issues/097.md, bib/097.bib" in described


def test_a_second_label_leaves_the_draft_alone_and_says_so(repository: Repository) -> None:
    body = form(WECHAT)
    assert [repository.run(job, body).returncode for job in ("import", "open")] == [0, 0]
    draft = repository.git("rev-parse", "draft-7")
    shutil.rmtree(repository.folder / "writer")
    done = repository.run("open", body)
    assert done.returncode == 1
    log = (repository.folder / "log").read_text(encoding="utf-8").splitlines()
    assert log[-1].endswith("The branch draft-7 has a draft, which was left alone; to import again, delete the branch first.")
    assert repository.git("rev-parse", "draft-7") == draft


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (form("没有条目的文字"), "the text does not give the number of the issue: use --issue N"),
        (form(WECHAT, number="65; rm -rf ."), "'65; rm -rf .' is not a valid value; edit the form"),
        ("", "the form has no text below"),
    ],
)
def test_a_form_that_cannot_be_imported_is_answered(repository: Repository, body: str, said: str) -> None:
    assert repository.run("import", body).returncode == 0
    assert repository.run("open", body).returncode == 1
    assert said in (repository.folder / "log.comment").read_text(encoding="utf-8")
    assert repository.git("branch", "--list").split() == ["*", "main"]


def test_a_text_is_data_whatever_it_holds(repository: Repository) -> None:
    text = WECHAT + '\n### 期号 · Number\n\n$(touch hacked) `touch hacked` "; touch hacked\n````\n'
    body = form(text, date="2022-11")
    assert repository.run("import", body).returncode == 0
    assert repository.run("open", body).returncode == 0
    assert list(repository.folder.rglob("hacked")) == []
    assert "date: 2022-11\n" in repository.git("show", "draft-7:issues/097.md")
    described = (repository.folder / "log.body").read_text(encoding="utf-8")
    assert described.count("`") == 8


def test_the_arguments_are_those_of_the_form(root: Path) -> None:
    read = runpy.run_path(str(root / ".github/scripts/form.py"))["read"]
    assert read(form("a\r\nb", number="65", date="2022-11-25")) == ("a\nb\n", ["--issue", "65", "--date", "2022-11-25"])
    assert read("### 原文 · Published text\n\nplain") == ("plain\n", [])
