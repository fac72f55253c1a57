"""``handbook term --issue``: the institutions that an issue names and the vocabulary lacks. The organizations are fabricated."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote_plus

import pytest
from click.testing import CliRunner, Result

import handbook
from handbook.checking.checks import check
from handbook.cli import add, main
from handbook.metadata.transport import Limits

from .. import builders
from ..editing.test_changes import tree
from ..metadata import answers
from ..metadata.server import Reply, Server, serving

ITEM = """
:::{news} news-64-9
:title: 消息
:institutions: 北海大学, 某某研究院, North Sea University, Deep Lab

正文。
:::
"""
NORTH = answers.organization("https://ror.org/012345678", "North Sea University", zh="北海大学", country="DE")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for path, data in builders.tree({}).items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(data)
    with (tmp_path / builders.ISSUE).open("a", encoding="utf-8") as stream:
        stream.write(ITEM)
    return tmp_path


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
    monkeypatch.setenv("NO_PROXY", "127.0.0.1,localhost")
    with serving() as server:
        monkeypatch.setattr(add, "SERVICES", answers.services(server.base))
        monkeypatch.setattr(add, "LIMITS", Limits(connect=5, read=5, total=5, wait=0.01, gap=0))
        for name, found in (("北海大学", [NORTH]), ("North Sea University", [NORTH]), ("某某研究院", []), ("Deep Lab", [])):
            reply = Reply(body=json.dumps(answers.affiliation(*found)), media_type="application/json")
            server.answer(f"/ror?affiliation={quote_plus(name)}", reply)
        yield server


def run(root: Path, *arguments: str) -> Result:
    done = CliRunner().invoke(main, ["--root", str(root), "term", "--issue", "64", *arguments])
    assert done.exception is None or isinstance(done.exception, SystemExit), done.output
    return done


def options(root: Path) -> str:
    lines = (root / builders.ISSUE).read_text(encoding="utf-8").splitlines()
    return next(line for line in reversed(lines) if line.startswith(":institutions:"))


def test_terms_have_what_ror_says_and_the_issue_has_their_ids(root: Path, server: Server) -> None:
    done = run(root)
    assert (done.exit_code, done.stderr) == (1, "")
    assert done.stdout.splitlines() == [
        "docs/institutions/north-sea-university.md: 北海大学",
        "docs/institutions/north-sea-university.md: North Sea University is another name of it",
        "docs/institutions/deep-lab.md: Deep Lab",
        "to do:",
        "  - no organization of ROR has exactly the name 某某研究院",
        "  - no organization of ROR has exactly the name Deep Lab",
        "  - 某某研究院: no English name is known; create it with: handbook term ID --kind institution --zh 某某研究院",
    ]
    term = handbook.load(root).vocabulary.get("institution", "north-sea-university")
    assert term is not None
    assert (term.en, term.zh, term.country, term.ror) == ("North Sea University", "北海大学", "DE", NORTH["id"])
    assert options(root) == ":institutions: north-sea-university, 某某研究院, north-sea-university, deep-lab"
    assert {problem.code for problem in check(handbook.load(root))} >= {"draft", "unknown-term"}


def test_an_organization_that_the_vocabulary_has_gets_an_alias(root: Path, server: Server) -> None:
    page = builders.front_matter(en="Sea University", zh="海洋大学", ror=str(NORTH["id"])) + "# 海洋大学\n\n定义。\n"
    (root / "docs/institutions").mkdir(exist_ok=True)
    (root / "docs/institutions/sea.md").write_text(page, encoding="utf-8")
    assert "docs/institutions/sea.md: 北海大学 is another name of it" in run(root).stdout
    term = handbook.load(root).vocabulary.get("institution", "sea")
    assert term is not None
    assert term.aliases == ("北海大学", "North Sea University")


def test_offline_only_english_names_become_terms(root: Path, server: Server) -> None:
    done = run(root, "--offline")
    assert server.asked == []
    assert "docs/institutions/deep-lab.md: Deep Lab\n" in done.stdout
    assert (
        "  - 北海大学: no English name is known; create it with: handbook term ID --kind institution --zh 北海大学" in done.stdout
    )
    assert options(root).startswith(":institutions: 北海大学, ")


def test_a_service_that_fails_is_asked_once_and_the_way_without_it_is_named(root: Path, server: Server) -> None:
    for path in [*server.routes]:
        server.answer(path, Reply(status=403))
    done = run(root)
    assert len(server.asked) == 1
    assert "rejected the request (status 403); give a .bib file instead; with --offline, no service is queried" in done.stdout


def test_an_issue_without_unknown_names_needs_nothing(root: Path, server: Server) -> None:
    run(root)
    text = (root / builders.ISSUE).read_text(encoding="utf-8").replace("某某研究院, ", "")
    (root / builders.ISSUE).write_text(text, encoding="utf-8")
    before = tree(root)
    done = run(root)
    assert (done.exit_code, done.stdout) == (0, "the vocabulary has all institutions of issue 64\n")
    assert tree(root) == before


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["x"], "give the ID of a term, or --issue N"),
        (["--kind", "topic"], "give no other option"),
        (["--en", "A"], "give no other option"),
    ],
)
def test_options_that_contradict_are_refused(root: Path, arguments: list[str], message: str) -> None:
    done = run(root, *arguments)
    assert (done.exit_code, message in " ".join(done.stderr.split())) == (2, True)
