"""What GitHub, Read the Docs and pre-commit read: valid, pinned, without rights, and in step with the handbook."""

from __future__ import annotations

import json
import re
import runpy
from importlib.resources import files
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from handbook.cli import COMMANDS

SCHEMAS = files("check_jsonschema") / "builtin_schemas" / "vendor"
VALID = {
    ".github/workflows/draft.yml": "github-workflows",
    ".github/workflows/handbook.yml": "github-workflows",
    ".github/workflows/nightly.yml": "github-workflows",
    ".github/workflows/pull-request.yml": "github-workflows",
    ".github/workflows/refresh.yml": "github-workflows",
    ".github/workflows/release.yml": "github-workflows",
    ".github/workflows/versions.yml": "github-workflows",
    ".github/dependabot.yml": "dependabot",
    ".github/ISSUE_TEMPLATE/config.yml": "github-issue-config",
    ".github/ISSUE_TEMPLATE/report-error.yml": "github-issue-forms",
    ".github/ISSUE_TEMPLATE/suggest-issue.yml": "github-issue-forms",
    ".github/ISSUE_TEMPLATE/suggest-paper.yml": "github-issue-forms",
    ".readthedocs.yaml": "readthedocs",
}
WORKFLOWS = [path for path, schema in VALID.items() if schema == "github-workflows"]
RELEASE = ".github/workflows/release.yml"
DRAFT = ".github/workflows/draft.yml"
WRITING = {RELEASE: "attach", DRAFT: "open", ".github/workflows/refresh.yml": "open"}
"""The workflows of which one job may write, and that job, which runs nothing of the repository."""


def read(root: Path, path: str) -> Any:
    """Return a YAML file; ``on`` is a name and not a truth."""
    data = yaml.safe_load((root / path).read_text(encoding="utf-8"))
    return {"on" if key is True else key: value for key, value in data.items()} if isinstance(data, dict) else data


def validator(name: str) -> jsonschema.protocols.Validator:
    """Return a validator of a published schema."""
    schema = json.loads((SCHEMAS / f"{name}.json").read_text(encoding="utf-8"))
    return jsonschema.validators.validator_for(schema)(schema)


def steps(root: Path, path: str) -> list[dict[str, Any]]:
    """Return the steps of all jobs of a workflow."""
    return [step for job in read(root, path)["jobs"].values() for step in job["steps"]]


def test_every_file_that_github_reads_is_looked_at(root: Path) -> None:
    found = {path.relative_to(root).as_posix() for path in (root / ".github").rglob("*.yml")}
    assert found == {path for path in VALID if path.startswith(".github/")}


@pytest.mark.parametrize(("path", "schema"), VALID.items(), ids=VALID)
def test_a_file_fits_its_published_schema(root: Path, path: str, schema: str) -> None:
    validator(schema).validate(read(root, path))


@pytest.mark.parametrize("schema", sorted(set(VALID.values())))
def test_a_schema_notices_what_is_wrong(schema: str) -> None:
    with pytest.raises(jsonschema.ValidationError):
        validator(schema).validate({"nosuch": [1]})


@pytest.mark.parametrize("path", WORKFLOWS)
def test_a_workflow_may_only_read_and_has_no_secrets(root: Path, path: str) -> None:
    workflow = read(root, path)
    assert workflow["permissions"] == {"contents": "read"}
    assert [name for name, job in workflow["jobs"].items() if "permissions" in job] == (
        [WRITING[path]] if path in WRITING else []
    )
    assert path not in WRITING or "pull_request" not in workflow["on"]
    others = {"issues"} if path == DRAFT else set()
    assert set(workflow["on"]) <= {"push", "pull_request", "schedule", "workflow_dispatch", *others}, "never pull_request_target"
    text = (root / path).read_text(encoding="utf-8")
    assert "secrets" not in re.sub(r"#.*", "", text)
    assert all(job["timeout-minutes"] <= 30 for job in workflow["jobs"].values())


@pytest.mark.parametrize("path", WORKFLOWS)
def test_actions_are_pinned_by_commit_and_leave_no_credentials(root: Path, path: str) -> None:
    text = (root / path).read_text(encoding="utf-8")
    for step in steps(root, path):
        if "uses" in step:
            assert re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40}", step["uses"])
            assert re.search(rf"{re.escape(step['uses'])}  # v\d+\.\d+\.\d+$", text, re.MULTILINE), "its version beside it"
        if step.get("uses", "").startswith("actions/checkout@"):
            assert step["with"]["persist-credentials"] is False


@pytest.mark.parametrize("path", WORKFLOWS)
def test_no_command_holds_what_a_stranger_may_write(root: Path, path: str) -> None:
    assert [step["run"] for step in steps(root, path) if "${{" in step.get("run", "")] == []


def test_only_a_tag_makes_a_release_and_what_may_write_runs_nothing_of_the_repository(root: Path) -> None:
    release = read(root, RELEASE)
    assert release["on"] == {"push": {"tags": ["v*"]}}
    assert release["jobs"]["attach"]["needs"] == "build"
    assert release["jobs"]["attach"]["permissions"] == {"actions": "read", "contents": "write"}
    assert [step["run"].split()[:2] for step in release["jobs"]["attach"]["steps"]] == [["gh", "run"], ["gh", "release"]]
    assert [step["run"] for step in release["jobs"]["build"]["steps"] if "run" in step] == [
        'make wheel TAG="$GITHUB_REF_NAME"',
        "make dataset",
    ]


@pytest.mark.parametrize("path", sorted({*WRITING} - {RELEASE}))
def test_a_job_that_writes_runs_nothing_of_the_repository(root: Path, path: str) -> None:
    job = read(root, path)["jobs"]["open"]
    assert job["permissions"].keys() <= {"actions", "contents", "issues", "pull-requests"}
    assert [step for step in job["steps"] if "uses" in step] == []
    lines = [line.split()[0] for step in job["steps"] for line in step["run"].splitlines() if line.strip()]
    own = {"gh", "git", "cd", "{", "}", "echo", "printf", "cat", "tr", "while", "done", "if", "fi", "exit"}
    assert {*lines} <= own


def test_only_who_may_label_starts_an_import_and_the_form_is_data(root: Path) -> None:
    draft = read(root, DRAFT)
    assert draft["on"] == {"issues": {"types": ["labeled"]}}
    assert draft["jobs"]["import"]["if"] == "github.event.label.name == 'draft'"
    assert draft["jobs"]["open"]["needs"] == "import"
    text = (root / DRAFT).read_text(encoding="utf-8")
    assert set(re.findall(r"github\.event\.[\w.]+", text)) == {"github.event.issue.number", "github.event.label.name"}
    form = read(root, ".github/ISSUE_TEMPLATE/suggest-issue.yml")
    fields = [field["attributes"]["label"] for field in form["body"] if "id" in field]
    script = runpy.run_path(str(root / ".github/scripts/form.py"))
    assert fields == [script["NUMBER"], script["DATE"], script["TEXT"]]
    assert form["body"][-1]["attributes"]["render"] == "text"


def test_workflows_and_hooks_run_what_the_makefile_names(root: Path) -> None:
    makefile = (root / "Makefile").read_text(encoding="utf-8")
    targets = {name for names in re.findall(r"^([\w .$()/%-]+):(?!=)", makefile, re.MULTILINE) for name in names.split()}
    assert {"lint", "unit", "check", "test", "test-clients", "html", "wheel", "lowest", "newest"} <= targets
    runs = [step["run"] for path in WORKFLOWS for step in steps(root, path) if step.get("run", "").startswith("make ")]
    named = {run.split()[1] for run in runs}
    assert {"lint", "unit", "html", "test", "fuzz", "wheel"} <= named
    assert named - {'"$VERSIONS"', ".venv/.site"} <= targets
    matrix = read(root, ".github/workflows/versions.yml")["jobs"]["versions"]["strategy"]["matrix"]["include"]
    oldest = re.search(r'requires-python = ">=(.+)"', (root / "pyproject.toml").read_text(encoding="utf-8"))
    assert {row["versions"] for row in matrix} == {"lowest", "newest"}
    assert oldest
    assert {row["python"] for row in matrix if row["versions"] == "lowest"} == {oldest[1]}
    linted = re.search(r"^lint:.*\n((?:\t.*\n)+)", makefile, re.MULTILINE)
    assert linted
    for hook in read(root, ".pre-commit-config.yaml")["repos"][0]["hooks"]:
        command = hook["entry"].removeprefix(".venv/bin/").replace(" --force-exclude", "")
        assert command == "handbook check" or re.search(rf"\$\(BIN\)/{command.replace(' --check', '')}\b", linted[1]), command


def test_a_pull_request_is_checked_summarised_and_built(root: Path) -> None:
    runs = [step["run"] for step in steps(root, ".github/workflows/pull-request.yml") if "run" in step]
    assert runs == [
        "make .venv/.site",
        ".venv/bin/handbook check --format github",
        '.venv/bin/handbook summary _build/base >> "$GITHUB_STEP_SUMMARY"',
        "make html",
    ]
    assert {run.split()[1] for run in runs if "handbook" in run} <= set(COMMANDS)
    assert re.search(r"^SPHINX := .* -W ", (root / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    settings = read(root, ".readthedocs.yaml")
    assert settings["sphinx"]["fail_on_warning"] is True
    assert settings["formats"] == ["pdf", "epub", "htmlzip"]
    makefile = (root / "Makefile").read_text(encoding="utf-8")
    packages = set(re.findall(r"^PDF-PACKAGES := (.*)$", makefile, re.MULTILINE)[0].split())
    assert {*settings["build"]["apt_packages"], "latexmk"} == packages, "Read the Docs has latexmk"


@pytest.mark.parametrize("path", WORKFLOWS)
def test_sphinx_runs_in_a_locale_that_the_runner_has(root: Path, path: str) -> None:
    workflow = read(root, path)
    places = [workflow, *workflow["jobs"].values(), *(step for step in steps(root, path) if "make" in step.get("run", ""))]
    assert [name for place in places for name in place.get("env", {}) if name.startswith(("LC_", "LANG"))] == []


def test_the_forms_have_the_fields_that_links_fill_in(root: Path) -> None:
    form = read(root, ".github/ISSUE_TEMPLATE/report-error.yml")
    assert [field["id"] for field in form["body"]] == ["entry", "wrong", "source"]
    assert [field["id"] for field in read(root, ".github/ISSUE_TEMPLATE/suggest-paper.yml")["body"]] == ["paper", "issue", "text"]


def test_the_links_of_the_forms_are_those_of_the_repository(root: Path) -> None:
    repository = runpy.run_path(str(root / "conf.py"))["html_theme_options"]["repository_url"]
    (link,) = read(root, ".github/ISSUE_TEMPLATE/config.yml")["contact_links"]
    assert link["url"].startswith(f"{repository}/blob/main/")
    assert (root / link["url"].removeprefix(f"{repository}/blob/main/")).is_file()
    owner = repository.split("/")[-2]
    lines = (root / ".github/CODEOWNERS").read_text(encoding="utf-8").splitlines()
    rules = [line.split() for line in lines if line and not line.startswith("#")]
    assert rules[0][0] == "*"
    assert all(who == f"@{owner}/maintainers" for _pattern, *owners in rules for who in owners)
    assert [pattern for pattern, *_owners in rules[1:] if not (root / pattern.strip("/")).exists()] == []


def test_the_dev_container_sets_up_what_a_preview_needs(root: Path) -> None:
    container = json.loads((root / ".devcontainer/devcontainer.json").read_text(encoding="utf-8"))
    makefile = (root / "Makefile").read_text(encoding="utf-8")
    assert container["postCreateCommand"] == "make .venv/.live"
    assert re.search(r"^serve: \$\(VENV\)/\.live$", makefile, re.MULTILINE)
    port = re.search(r"^PORT +\?= (\d+)$", makefile, re.MULTILINE)
    assert port
    assert container["forwardPorts"] == [int(port[1])]
    oldest = re.search(r'requires-python = ">=3\.(\d+)"', (root / "pyproject.toml").read_text(encoding="utf-8"))
    image = re.fullmatch(r"mcr\.microsoft\.com/devcontainers/python:3\.(\d+)", container["image"])
    assert oldest
    assert image
    assert int(image[1]) >= int(oldest[1])


def test_the_checklist_is_short(root: Path) -> None:
    text = (root / ".github/pull_request_template.md").read_text(encoding="utf-8")
    assert 3 <= text.count("- [ ] ") <= 6
    assert "handbook check" in text


def test_the_hooks_run_the_check_on_what_it_reads(root: Path) -> None:
    ours = read(root, ".pre-commit-hooks.yaml")
    (local,) = read(root, ".pre-commit-config.yaml")["repos"]
    assert {hook["language"] for hook in local["hooks"]} == {"system"}, "nothing is downloaded for a commit"
    (check,) = (hook for hook in local["hooks"] if hook["id"] == "handbook-check")
    for hook in (*ours, check):
        assert hook["entry"].split()[0].endswith("handbook")
        assert hook["entry"].split()[1] == "check"
        assert hook["pass_filenames"] is False
        for path in ("index.md", "issues/064.md", "bib/064.bib", "docs/topics/genomics.md"):
            assert re.search(hook["files"], path)
        assert not re.search(hook["files"], "extensions/handbook/checking/checks.py")
