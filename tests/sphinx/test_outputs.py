"""The files beside the pages: bundles equal the exports of the command line, and builds leave no stale files."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from handbook.exporters import FORMATS, works
from handbook.exporters.bundles import MIN_PAPERS_OF_AUTHOR, Bundle, bundles, citations_of
from handbook.library.entries import Author
from handbook.library.library import Library
from handbook.model.records import Page, Term
from handbook.site.scripts import without_comments
from handbook.sphinx_ext import bundle_files
from handbook.sphinx_ext.styles import STATIC

from .project import Project, bib, entry, issue, term


@pytest.fixture(scope="module")
def built(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Return a small handbook in which an author has many papers, built."""
    from .project import SMALL

    project = Project(root=tmp_path_factory.mktemp("outputs") / "small")
    keys = [f"doe2022more{number}" for number in range(MIN_PAPERS_OF_AUTHOR)]
    more = {
        "issues/003.md": issue(3, *(entry(key, topics="topic-b") for key in keys)),
        "bib/003.bib": "".join(bib(key) for key in keys),
    }
    project.write({**SMALL, **more})
    project.build()
    return project


def cite(project: Project) -> dict[str, bytes]:
    folder = project.out / "html"
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted((folder / "cite").rglob("*.*"))}


def test_a_bundle_is_what_is_exported(built: Project) -> None:
    files = cite(built)
    library = built.build().library
    selections = {
        "cite/all": {},
        "cite/issue/001": {"issue": 1},
        "cite/topic/topic-a": {"topic": "topic-a"},
        "cite/topic/topic-b": {"topic": "topic-b"},
        "cite/method/method-a": {"method": "method-a"},
        "cite/institution/inst-a": {"institution": "inst-a"},
        "cite/year/2022": {"year": 2022},
        "cite/author/doe-jane": {"author": "Jane Doe"},
    }
    for path, asked in selections.items():
        papers = library.papers(**asked)  # type: ignore[arg-type]
        assert papers
        for name in ("bibtex", "ris", "csl-json"):
            assert files[path + FORMATS[name].suffix].decode() == FORMATS[name].render(works(papers)), path
    assert len(library.papers(topic="topic-a")) > len(library.carrying(library.vocabulary.find("topic", "topic-a")))  # type: ignore[arg-type]


def test_only_lists_have_files(built: Project) -> None:
    library = built.build().library
    of_bundles = sum(name in FORMATS for bundle in bundles(library) for name in bundle.formats)
    assert len(cite(built)) == of_bundles + 1, "and the index"


def test_records_are_cut_out_of_bundles_by_their_lengths(built: Project) -> None:
    files = cite(built)
    index = json.loads(files["cite/index.json"])
    library: Library = built.build().library
    for number, keys, *lengths in index["issues"]:
        for (name, form), each in zip(index["formats"].items(), lengths, strict=True):
            data = files[f"cite/issue/{number}{form['suffix']}"]
            at = len(form["head"].encode())
            for key, length in zip(keys, each, strict=True):
                work = citations_of(library).work(library.entries[key])
                assert work is not None
                assert data[at : at + length].decode() == FORMATS[name].record(work)
                at += length + len(form["between"].encode())


def test_unchanged_files_are_not_written_and_stale_files_are_removed(small: Project) -> None:
    small.build()
    before = {path: path.stat().st_mtime_ns for path in (small.out / "html/cite").rglob("*.*")}
    assert any(path.name == "002.bib" for path in before)
    small.edit("issues/001.md", "摘要。", "另一个摘要。")
    small.build()
    small.edit("bib/001.bib", "Title of doe2022one", "Another title")
    small.remove("issues/002.md")
    small.remove("bib/002.bib")
    small.build()
    after = {path: path.stat().st_mtime_ns for path in (small.out / "html/cite").rglob("*.*")}
    assert not any(path.name.startswith("002") for path in after)
    assert not list(small.out.with_name("small-out-doctrees").rglob("002.json"))
    written = {path.relative_to(small.out / "html/cite").as_posix() for path in after if before.get(path) != after[path]}
    assert "issue/001.bib" in written
    assert not [path for path in after if path.name.startswith(".")]


def test_a_build_that_changes_nothing_writes_nothing(small: Project) -> None:
    small.build()
    before = {path: path.stat().st_mtime_ns for path in (small.out / "html/cite").rglob("*")}
    small.edit("issues/001.md", "摘要。", "另一个摘要。")
    small.build()
    assert before == {path: path.stat().st_mtime_ns for path in (small.out / "html/cite").rglob("*")}


def test_a_second_build_writes_no_page_without_a_source_and_no_script(small: Project) -> None:
    small.build()
    out = small.out / "html"
    sent = [out / "_static" / path.relative_to(STATIC) for path in STATIC.rglob("*.js")]
    before = {path: path.stat().st_mtime_ns for path in (*out.rglob("*.html"), *sent)}
    assert {"search.html", "genindex.html", "handbook-page.js"} <= {path.name for path in before}
    source = (STATIC / "handbook-page.js").read_text("utf-8")
    assert (out / "_static/handbook-page.js").read_text("utf-8") == without_comments(source) != source
    small.build()
    changed = {path.name for path, time in before.items() if path.stat().st_mtime_ns != time}
    assert not changed
    for name in ("search.html", "genindex.html", "_static/handbook-page.js"):
        (out / name).unlink()
    small.build()
    assert all(path.is_file() for path in before), "what was lost is written again"


def test_other_builders_have_no_bundles(small: Project) -> None:
    small.build("text")
    assert not (small.out / "text/cite").exists()


def test_only_records_of_what_has_changed_are_read(small: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    records_of = bundle_files.records_of

    def noted(library: Library, page: Page, doctreedir: Path) -> object:
        read.append(page.docname)
        return records_of(library, page, doctreedir)

    monkeypatch.setattr(bundle_files, "records_of", noted)
    small.build()
    assert set(read) == {"issues/001", "issues/002"}
    read.clear()
    small.edit("issues/001.md", ":topics: topic-b", ":topics: topic-a")
    small.build()
    assert read == [], "no record has terms"
    assert (small.out / "html/cite/topic/topic-a.bib").read_text("utf-8").count("@inproceedings") == 3
    small.edit("bib/002.bib", "Title of doe2022three", "Another, longer title")
    small.build()
    assert set(read) == {"issues/002"}
    assert "Another, longer title" in (small.out / "html/cite/topic/topic-a.ris").read_text("utf-8")


@pytest.mark.parametrize("name", ["cite/all.bib", "cite/index.json", "cite/topic/topic-a.ris", "api/v1/papers.csv"])
def test_a_file_that_was_lost_is_written_again(small: Project, name: str) -> None:
    small.build()
    path = small.out / "html" / name
    before = path.read_bytes()
    path.unlink()
    small.edit("bib/002.bib", "Title of doe2022three", "Another title")
    small.build()
    small.edit("bib/002.bib", "Another title", "Title of doe2022three")
    small.build()
    assert path.read_bytes() == before


Ids = list[str] | None


@pytest.fixture
def asked_of(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Ids, Ids]]:
    """Return the ids of the terms and authors whose bundles each build makes; None for a build that makes those of all."""
    asked: list[tuple[Ids, Ids]] = []
    original = bundle_files.bundles.bundles

    def ids(named: Iterable[Term | Author] | None) -> Ids:
        return None if named is None else [each.id for each in named]

    def noted(library: Library, terms: Iterable[Term] | None, authors: Iterable[Author] | None) -> Iterator[Bundle]:
        asked.append((ids(terms), ids(authors)))
        return original(library, terms, authors)

    monkeypatch.setattr(bundle_files.bundles, "bundles", noted)
    return asked


def test_a_term_of_a_paper_changes_the_files_of_the_terms_of_its_issue_alone(
    small: Project, asked_of: list[tuple[Ids, Ids]]
) -> None:
    others = [entry("doe2022three", topics="topic-c")]
    small.write({"docs/topics/topic-c.md": term("主题丙"), "issues/002.md": issue(2, *others)})
    small.edit("docs/topics/topic-b.md", "broader:", "formerly: [topic-old]\nbroader:")
    small.build()
    files = small.out / "html/cite/topic"
    assert asked_of.pop()[0] is None
    assert (files / "topic-old.bib").read_bytes() == (files / "topic-b.bib").read_bytes()
    small.edit("issues/001.md", ":topics: topic-b", ":topics: topic-a")
    library = small.build().library
    assert asked_of.pop()[0] == ["inst-a", "method-a", "topic-a", "topic-b"], "as they were and as they are"
    assert not [*files.glob("topic-b.*"), *files.glob("topic-old.*")], "no paper has it any more"
    (bundle,) = (each for each in bundles(library) if each.id == "topic-a")
    assert (files / "topic-a.bib").read_text("utf-8") == FORMATS["bibtex"].render(works(bundle.entries))
    small.edit("bib/002.bib", "Title of doe2022three", "A Title that is New")
    small.build()
    assert asked_of.pop()[0] == ["inst-a", "method-a", "topic-c"]
    assert "A Title that is New" in (files / "topic-c.bib").read_text("utf-8")
    (files / "topic-c.ris").unlink()
    small.edit("issues/001.md", ":topics: topic-a", ":topics: topic-b")
    small.build()
    assert asked_of.pop()[0] is None, "a file that was lost is written again"
    assert {path.name for path in files.iterdir()} >= {"topic-c.ris", "topic-b.bib", "topic-old.json"}
    small.remove("issues/002.md")
    small.remove("bib/002.bib")
    small.build()
    assert asked_of.pop()[0] == ["inst-a", "method-a", "topic-c"]
    assert not [*files.glob("topic-c.*")]


def test_the_files_of_authors_are_left_alone_until_their_authors_change(built: Project, asked_of: list[tuple[Ids, Ids]]) -> None:
    path = built.out / "html/cite/author/doe-jane.bib"
    before = path.read_bytes()
    built.edit("issues/003.md", ":topics: topic-b", ":topics: topic-a")
    built.build()
    assert (asked_of.pop()[1], path.read_bytes()) == ([], before)
    path.unlink()
    built.edit("issues/003.md", ":topics: topic-a", ":topics: topic-b")
    built.build()
    assert (asked_of.pop()[1], path.read_bytes()) == (None, before), "a file that was lost is written again"


def test_a_title_changes_the_files_of_its_authors_alone(built: Project, asked_of: list[tuple[Ids, Ids]]) -> None:
    path = built.out / "html/cite/author/doe-jane.bib"
    built.edit("bib/003.bib", "Title of doe2022more0", "A Title that is New")
    library = built.build().library
    assert asked_of.pop()[1] == ["doe-jane", "roe-richard"]
    (bundle,) = (each for each in bundles(library) if each.id == "doe-jane")
    assert path.read_bytes().decode() == FORMATS["bibtex"].render(works(bundle.entries))
    assert "A Title that is New" in path.read_text("utf-8")


def test_what_was_noted_of_a_build_that_was_killed_is_not_relied_on(small: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    small.build()
    state = small.out / "html" / bundle_files.STATE
    small.edit("bib/002.bib", "Title of doe2022three", "Another title")
    monkeypatch.setattr(
        bundle_files, "write_file", lambda *_arguments: pytest.fail(f"{state} is there") if state.exists() else None
    )
    small.build()
