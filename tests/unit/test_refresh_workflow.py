"""The workflow that refreshes the metadata of works: its commands, with a local git server and a program in the place of ours."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from .test_draft_workflow import Repository, repository

__all__ = ["repository"]

HANDBOOK = """#!/bin/sh
echo "$@" > "$LOG.arguments"
echo "bib/background.bib:1: a work: it has been published: 10.1/2 (\\`touch hacked\\`)"
{change}
echo "key: a service did not answer" >&2
exit 1
"""
CHANGE = "printf '\\n@misc{new,\\n}\\n' >> bib/064.bib"


def refreshing(repository: Repository, root: Path, change: str) -> Repository:
    """Return the repository with the commands of the workflow, and a program that makes a *change*."""
    jobs = yaml.safe_load((root / ".github/workflows/refresh.yml").read_text(encoding="utf-8"))["jobs"]
    repository.steps = {
        job: [step["run"] for step in jobs[name]["steps"] if "run" in step] for job, name in (("import", "ask"), ("open", "open"))
    }
    program = repository.folder / "runner/.venv/bin/handbook"
    program.write_text(HANDBOOK.format(change=change))
    program.chmod(0o755)
    return repository


@pytest.fixture(autouse=True)
def _output(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("GITHUB_OUTPUT", str(tmp_path / "output"))


def test_changes_become_a_branch_and_a_pull_request_though_a_service_did_not_answer(repository: Repository, root: Path) -> None:
    workflow = refreshing(repository, root, CHANGE)
    assert workflow.run("import", "").returncode == 0
    assert (repository.folder / "output").read_text() == "changed=true\n"
    assert (repository.folder / "log.arguments").read_text() == "refresh --oldest 300 --apply\n"
    done = workflow.run("open", "", artifact="refresh")
    assert done.returncode == 0, done.stderr
    assert repository.git("diff", "--name-only", "main", "draft-7").split() == ["bib/064.bib"]
    described = (repository.folder / "log.body").read_text(encoding="utf-8")
    assert "it has been published: 10.1/2 (touch hacked)" in described
    assert described.count("`") == 8


def test_no_change_opens_nothing(repository: Repository, root: Path) -> None:
    assert refreshing(repository, root, ":").run("import", "").returncode == 0
    assert not (repository.folder / "output").exists()
