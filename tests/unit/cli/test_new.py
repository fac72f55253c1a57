"""``handbook new``, ``handbook term`` and ``handbook rename term``: the files they write, and their errors."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import handbook
from handbook.checking.checks import check
from handbook.cli import main
from handbook.model.codes import Severity

from .. import builders
from ..editing.test_changes import tree


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a handbook."""
    for path, data in builders.tree({}).items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(data)
    return tmp_path


def run(root: Path, *arguments: str) -> Result:
    done = CliRunner().invoke(main, ["--root", str(root), *arguments])
    assert done.exception is None or isinstance(done.exception, SystemExit), done.output
    return done


def errors(root: Path) -> set[str]:
    return {each.code for each in check(handbook.load(root)) if each.severity is Severity.ERROR}


def test_a_new_issue_has_comments_on_what_to_fill_in(root: Path) -> None:
    done = run(root, "new", "issue", "65")
    assert (done.exit_code, done.stdout.split()) == (0, ["issues/065.md", "bib/065.bib"])
    assert errors(root) == {"draft", "front-matter-field"}
    assert run(root, "new", "issue", "66", "--title", "题：一", "--date", "2022-11").exit_code == 0
    issue = handbook.load(root).issues[66].issue
    assert issue is not None
    assert (issue.title, issue.date.text if issue.date else "") == ("题：一", "2022-11")


def test_an_existing_issue_stays(root: Path) -> None:
    before = tree(root)
    done = run(root, "new", "issue", "64")
    assert (done.exit_code, tree(root)) == (1, before)
    assert "issues/064.md already exists; use --force to overwrite it" in done.stderr
    assert run(root, "new", "issue", "64", "--force").exit_code == 0


def test_a_new_paper_is_an_entry_and_an_item(root: Path) -> None:
    before = (root / "issues/064.md").read_text(encoding="utf-8")
    done = run(root, "new", "paper", "roe2022new", "--type", "inproceedings", "--section", "论文推荐/NLP 研究")
    assert (done.exit_code, done.stdout.split()) == (0, ["bib/064.bib", "issues/064.md"])
    assert (root / "issues/064.md").read_text(encoding="utf-8").startswith(before)
    item = handbook.load(root).issues[64].items[-1]
    assert (item.id, item.section) == ("roe2022new", ("论文推荐", "NLP 研究"))
    assert errors(root) == {"bib-field", "draft", "option-missing", "body-empty"} & errors(root)
    lacking = {dict(each.params)["field"] for each in check(handbook.load(root)) if each.code == "bib-field"}
    assert lacking == {"author", "booktitle", "title", "year"}


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (("new", "paper", "Doe 2022"), 1, "did you mean doe2022?"),
        (("new", "paper", "doe2022deep"), 1, "already exists: bib/064.bib:1"),
        (("new", "paper", "roe2022new", "--issue", "7"), 1, "handbook new issue 7"),
        (("new", "paper"), 2, "KEY"),
        (("new", "issue", "x"), 2, "x"),
        (("new", "issue", "65", "--date", "soon"), 2, "YYYY"),
        (("new", "nothing"), 2, "nothing"),
        (("term", "x"), 2, "--kind"),
        (("term", "Fine Tuning", "--kind", "topic"), 1, "did you mean fine-tuning?"),
        (("term", "tuning", "--kind", "topic"), 1, "docs/topics/tuning.md"),
        (("term", "x", "--kind", "topic", "--zh", "微 调"), 1, "微 调 is already a name of tuning"),
        (("term", "x", "--kind", "topic", "--broader", "tunning"), 1, "did you mean tuning?"),
        (("new", "person", "Doe Jane"), 1, "did you mean doe-jane?"),
        (("new", "person", "index"), 1, "index is not a valid id of a person"),
        (("new", "person"), 2, "ID"),
        (("rename", "term", "tunning", "x"), 1, "did you mean tuning?"),
        (("rename", "term", "tuning", "Ümlaut"), 1, "did you mean umlaut?"),
        (("rename", "term", "tuning"), 2, "NEW"),
    ],
)
def test_invalid_input_changes_nothing(root: Path, arguments: tuple[str, ...], status: int, said: str) -> None:
    before = tree(root)
    done = run(root, *arguments)
    assert (done.exit_code, tree(root)) == (status, before)
    assert said in done.stderr


@pytest.mark.parametrize("command", [("term",), ("new", "term")])
def test_a_new_term_is_a_page(root: Path, command: tuple[str, ...]) -> None:
    names = ("--en", "Prompt: tuning", "--zh", "提示微调", "--broader", "tuning")
    assert run(root, *command, "prompt-tuning", "--kind", "topic", *names).exit_code == 0
    term = handbook.load(root).vocabulary.get("topic", "prompt-tuning")
    assert term is not None
    assert (term.en, term.zh, term.broader) == ("Prompt: tuning", "提示微调", "tuning")
    assert errors(root) == {"draft"}
    assert run(root, *command, "uni", "--kind", "institution").exit_code == 0
    assert "# ror: " in (root / "docs/institutions/uni.md").read_text(encoding="utf-8")
    assert errors(root) == {"draft", "front-matter-field", "title-missing"}


def test_a_term_is_renamed(root: Path) -> None:
    done = run(root, "rename", "term", "tuning", "fine-tuning")
    assert done.exit_code == 0
    assert done.stdout.split() == ["docs/topics/fine-tuning.md", "docs/topics/tuning.md", "issues/064.md"]
    assert errors(root) == set()
    assert not (root / "docs/topics/tuning.md").exists()


@pytest.mark.parametrize("at", [1, 2, 3])
def test_an_interruption_leaves_the_tree_unchanged(root: Path, monkeypatch: pytest.MonkeyPatch, at: int) -> None:
    before, replace = tree(root), Path.replace
    calls: list[Path] = []

    def interrupted(self: Path, target: Path) -> Path:
        calls.append(target)
        if len(calls) == at:
            raise KeyboardInterrupt
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", interrupted)
    done = CliRunner().invoke(main, ["--root", str(root), "rename", "term", "tuning", "fine-tuning"])
    assert (done.exit_code != 0, tree(root)) == (True, before) or len(calls) < at


def test_a_new_person_has_the_spellings_of_the_bibliographies(root: Path) -> None:
    authors = {each.id for each in handbook.load(root).authors.values()}
    assert "doe-jane" in authors
    assert run(root, "new", "person", "doe-jane", "--zh", "多简").exit_code == 0
    assert errors(root) == set()
    profile = handbook.load(root).people.get("doe-jane")
    assert profile is not None
    assert profile.names == ("Jane Doe", "多简")
    before = tree(root)
    for arguments in (("doe-jane",), ("jane", "--name", "Doe, Jane"), ("jane", "--name", "J. Doe", "--zh", "多 简")):
        done = run(root, "new", "person", *arguments)
        assert (done.exit_code, tree(root)) == (1, before)
        assert "docs/people/doe-jane.md" in done.stderr


def test_a_new_person_of_no_bibliography_has_comments_on_what_to_fill_in(root: Path) -> None:
    assert run(root, "new", "person", "nobody").exit_code == 0
    assert errors(root) == {"front-matter-field", "title-missing"}
    assert run(root, "new", "person", "roe", "--name", "Ann Roe", "--name", "Roe, A.").exit_code == 0
    profile = handbook.load(root).people.get("roe")
    assert profile is not None
    assert profile.names == ("Ann Roe", "A. Roe")
