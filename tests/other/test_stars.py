"""A handbook in English over a periodical of astronomy: it builds, checks, exports, imports and is searched like any other."""

from __future__ import annotations

import gzip
import json
import re
from pathlib import Path

import pytest

import handbook

from .conftest import HERE, run

TEXTS = (".html", ".js", ".css", ".json", ".jsonl", ".csv", ".bib", ".ris", ".txt", ".md", ".xml", ".svg")
HAN = re.compile("[\u3400-\u9fff]")
OWN = re.compile(r"pretraining.handbook|\bBAAI\b|zh[-_]CN|pre-trained", re.IGNORECASE)
"""Words of the handbook with which this package was made."""
NOT_THE_SITES = ("_static/locales/", ".doctrees/")
"""Translations of the theme, which every site that uses it has, and what Sphinx keeps for the next build."""
SCRIPTS = "_static/search/"
"""They know Chinese words of queries, whatever the language of the site."""


def test_the_identity_is_that_of_the_table() -> None:
    identity = handbook.identity(HERE / "stars")
    assert (identity.name, identity.periodical, identity.heading(3)) == ("Handbook of Stellar Notes", "Stellar Notes", "No. 3")


def test_the_checks_find_nothing(stars: Path) -> None:
    done = run(stars, "check")
    assert (done.status, done.out, done.err) == (0, "", "No problems.\n")


def test_a_page_without_heading_is_told_the_one_of_this_periodical(stars: Path) -> None:
    page = stars / "issues/001.md"
    page.write_text(page.read_text(encoding="utf-8").replace("# No. 1\n", ""), encoding="utf-8")
    assert "write `# No. 1`" in run(stars, "check").out
    term = stars / "docs/topics/pulsars.md"
    term.write_text(term.read_text(encoding="utf-8").replace("# Pulsars", "# Quasars"), encoding="utf-8")
    assert "the title is Quasars, but the front matter has en: Pulsars" in run(stars, "check").out


def text_of(path: Path) -> str:
    data = path.read_bytes()
    return (gzip.decompress(data) if path.suffix == ".gz" else data).decode()


def test_no_word_of_another_handbook_is_in_the_site(built: Path) -> None:
    texts = {
        path.relative_to(built).as_posix(): text_of(path)
        for path in sorted(built.rglob("*"))
        if path.name.removesuffix(".gz").endswith(TEXTS) and not path.relative_to(built).as_posix().startswith(NOT_THE_SITES)
    }
    assert {"index.html", "issues/001.html", "api/v1/papers.jsonl", "cite/all.bib", "_search/titles.json.gz"} <= set(texts)
    found = [(path, match[0]) for path, text in texts.items() if (match := OWN.search(text))]
    found += [(path, match[0]) for path, text in texts.items() if not path.startswith(SCRIPTS) and (match := HAN.search(text))]
    assert found == []


def test_pages_say_what_is_this_handbooks_own(built: Path) -> None:
    page = (built / "issues/001.html").read_text(encoding="utf-8")
    assert '<html lang="en"' in page
    assert "<h1>No. 1" in page
    data = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', page)[1])  # type: ignore[index]
    assert data["isPartOf"] == {"@type": "Periodical", "name": "Stellar Notes"}
    assert data["inLanguage"] == "en"
    assert data["url"] == "https://example.org/stars/issues/001.html"
    assert "Handbook of Stellar Notes: No. 1" in page, "how the issue is cited"
    assert "https://example.org/stars/issues/new?template=report-error.yml&amp;entry=hewish1968observation" in page
    index = json.loads((built / "api/v1/index.json").read_text(encoding="utf-8"))
    assert {name: index[name] for name in ("title", "base", "language")} == {
        "title": "Handbook of Stellar Notes",
        "base": "https://example.org/stars/",
        "language": "en",
    }


def test_citations_are_exported(stars: Path, built: Path) -> None:
    done = run(stars, "export", "--topic", "Pulsars", "--format", "bibtex")
    assert re.findall(r"@article\{(\w+),", done.out) == ["hewish1968observation", "wolszczan1992planetary"]
    assert run(stars, "export", "--format", "ris").out == (built / "cite/all.ris").read_text(encoding="utf-8")
    assert re.findall(r"^DO  - (.*)$", (built / "cite/all.ris").read_text(encoding="utf-8"), re.MULTILINE) == [
        "10.1038/378355a0",
        "10.1086/312457",
        "10.1038/217709a0",
        "10.1038/355145a0",
    ]


def test_a_published_issue_becomes_a_draft_of_this_periodical(stars: Path) -> None:
    done = run(stars, "import", "--offline", "-", given=(HERE / "issue3.txt").read_text(encoding="utf-8"))
    assert (done.status, done.err) == (0, "")
    page = (stars / "issues/003.md").read_text(encoding="utf-8")
    front, _rule, body = page.removeprefix("---\n").partition("---\n")
    assert "title: A burst from afar" in front
    assert "date: ../2024-05-07" in front
    assert "contributors: [Ann Example, Bo Sample]" in front
    assert re.findall(r"^#+ .*", body, re.MULTILINE) == ["# No. 3", "## Papers", "## News"]
    assert ":::{paper} lorimerbright\n:title: A Bright Millisecond Radio Burst of Extragalactic Origin\n" in body
    assert ":::{news} news-3-1\n:title: A telescope is repaired\n" in body
    assert "Chinese" not in done.out
    assert not HAN.search(page + done.out)
    entry = (stars / "bib/003.bib").read_text(encoding="utf-8")
    assert re.search(r"doi += \{10\.1126/science\.1147532\}", entry)
    assert [line for line in done.out.splitlines() if "not understood" in line.lower()] == []


def test_a_new_issue_has_the_headings_of_this_periodical(stars: Path) -> None:
    assert run(stars, "new", "issue", "3").status == 0
    page = (stars / "issues/003.md").read_text(encoding="utf-8")
    assert re.findall(r"^#+ .*", page.rpartition("---\n")[2], re.MULTILINE) == ["# No. 3", "## Papers"]
    assert run(stars, "new", "paper", "doe2024new", "--issue", "3").status == 0
    assert ":::{paper} doe2024new" in (stars / "issues/003.md").read_text(encoding="utf-8").partition("## Papers\n")[2]


def test_everything_is_in_the_index_of_the_search(built: Path) -> None:
    ids = json.loads(text_of(built / "_search/ids.json.gz"))
    library = handbook.load(HERE / "stars")
    terms = [term.id for term in library.vocabulary]
    people = {"mayor-michel"}  # who has two entries
    assert set(ids) == {*library.entries, *terms, *people, *(str(number) for number in library.issues)}
    cards = [json.loads(text_of(path)) for path in (built / "_search/card").rglob("*.gz")]
    assert {card[2]: card[3] for card in cards}["mayor1995jupiter"] == "A planet around 51 Pegasi"
    assert len(cards) == len(ids)
    assert any((built / "_search/index").rglob("*"))


@pytest.mark.parametrize("language", ["en", "zh-CN"])
def test_an_empty_handbook_builds_in_each_language(language: str, tmp_path: Path) -> None:
    name = "Notes & *Marks* $1" if language == "en" else "示例手册"
    given = ["--language", language, "--name", name, "--periodical", "The Periodical"]
    folder = tmp_path / "new"
    done = run(tmp_path, "init", "new", *given)
    assert (done.status, done.err) == (0, "")
    assert run(folder, "check").err == "No problems.\n"
    done = run(folder, "-q", "-W", "--keep-going", "-b", "html", ".", "_build/html", module="sphinx")
    assert (done.status, done.err) == (0, "")
    front = (folder / "_build/html/index.html").read_text(encoding="utf-8")
    assert f'<html lang="{language}"' in front
    assert re.search(r"<h1>(.*?)<a", front)[1] == name.replace("&", "&amp;")  # type: ignore[index]
    assert bool(HAN.search(front)) == (language == "zh-CN")
    assert {path.name for path in folder.iterdir()} == {
        *(".github", ".gitignore", ".readthedocs.yaml", "README.md", "_build", "bib", "conf.py", "docs", "index.md", "issues"),
        *("pyproject.toml", "requirements.txt"),
    }


def test_without_names_a_handbook_is_named_after_its_folder(tmp_path: Path) -> None:
    assert run(tmp_path, "init", "Comets", "--language", "en").status == 0
    written = (tmp_path / "Comets/pyproject.toml").read_text(encoding="utf-8")
    assert 'name = "Comets"' in written
    assert 'periodical = "Comets"' in written


def test_init_replaces_nothing_and_says_what_is_wrong(tmp_path: Path) -> None:
    given = ["--name", "A", "--periodical", "B"]
    (tmp_path / "README.md").write_text("mine", encoding="utf-8")
    done = run(tmp_path, "init", ".", *given)
    assert (done.status, [path.name for path in tmp_path.iterdir()]) == (1, ["README.md"])
    assert "README.md already exists; nothing was written" in done.err
    done = run(tmp_path, "init", "new", *given, "--repository", "example.org", "--base-address", "nowhere")
    assert done.status == 2
    assert done.err.count("write an address that begins with https://") == 2
    assert not (tmp_path / "new").exists()
