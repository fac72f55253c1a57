"""From a folder to a library: which files are read; and no file raises an exception."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from handbook import __version__, load
from handbook.checking.checks import check
from handbook.library import loading
from handbook.library.library import Library
from handbook.library.loading import load_with_texts
from handbook.reading.tree import bib_paths, page_paths

from ..builders import BASE, BIB, ISSUE, TERM, Files

OTHERS = (
    *("README.md", "CHANGELOG.md", "notes.txt", "docs/picture.svg", "extensions/handbook/x.md", "_build/html/index.md"),
    *("bib/notes.md", "bib/sub/x.bib", "other.bib", ".venv/lib/x.md"),
)


@pytest.fixture
def root(tmp_path: Path, library: Callable[[Files], Library]) -> Path:
    """Return the folder of a small handbook."""
    library({**BASE, "index.md": "# 手册\n", "issues/index.md": "# 各期\n", "docs/guide/deep/er.md": "# 深\n"})
    return tmp_path


def test_pages_are_those_at_the_root_in_issues_and_in_docs(root: Path) -> None:
    assert list(page_paths(root)) == ["docs/guide/deep/er.md", TERM, "index.md", ISSUE, "issues/index.md"]


def test_bibliographies_are_those_directly_in_bib(root: Path) -> None:
    assert bib_paths(root) == (BIB,)


def test_no_other_file_is_read(root: Path) -> None:
    before = (list(page_paths(root)), bib_paths(root))
    for path in OTHERS:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(b"\xff\0")
    assert (list(page_paths(root)), bib_paths(root)) == before


def test_a_handbook_is_loaded_from_a_path_or_its_text(root: Path) -> None:
    assert list(load(root).issues) == list(load(str(root)).issues) == [64]
    assert load(root).pages == load(f"{root}/./").pages


def test_the_current_folder_is_loaded_by_default(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(root)
    assert load().pages == load(root).pages


def test_paths_are_relative_to_the_root_and_have_forward_slashes(root: Path) -> None:
    library = load(root)
    assert {page.path for page in library.pages} == set(page_paths(root))
    assert [bib.path for bib in library.bibs] == [BIB]


@pytest.mark.parametrize("name", ["issues/.#064.md", "bib/.#064.bib"])
def test_the_lock_file_of_an_editor_is_not_a_page(root: Path, name: str) -> None:
    (root / name).symlink_to("someone@somewhere.1234:5678")
    assert list(load(root).issues) == [64]


@pytest.mark.parametrize("name", ["issues/._064.md", "docs/topics/._tuning.md", "bib/._064.bib"])
def test_the_resource_file_of_a_mac_is_not_a_page(root: Path, name: str) -> None:
    before = load(root)
    (root / name).write_bytes(b"\0\5\x16\7Mac OS X")
    assert (load(root).pages, load(root).bibs) == (before.pages, before.bibs)


@pytest.mark.parametrize("name", ["docs/folder.md", "bib/folder.bib"])
def test_a_folder_with_the_suffix_of_a_file_is_not_read(root: Path, name: str) -> None:
    (root / name).mkdir()
    assert list(load(root).issues) == [64]


@pytest.mark.parametrize("name", ["nothing", "conf.py"])
def test_a_missing_folder_is_an_error(tmp_path: Path, name: str) -> None:
    (tmp_path / "conf.py").touch()
    with pytest.raises(NotADirectoryError, match=name):
        load(tmp_path / name)


def test_an_empty_folder_is_an_empty_handbook(tmp_path: Path) -> None:
    library = load(tmp_path)
    assert (library.pages, library.bibs, library.entries) == ((), (), {})


def test_the_package_has_a_version() -> None:
    assert __version__.count(".") == 2


@pytest.mark.parametrize(
    ("name", "target"),
    [
        ("docs/topics/evil.md", "/etc/passwd"),
        ("issues/065.md", "../conf.py"),
        ("issues/066.md", "../../secret.md"),
        ("bib/065.bib", "../.git/config"),
        ("docs/images/a.png", "../../../secret.md"),
        ("docs/methods/folder", "../../extensions"),
    ],
)
def test_a_link_out_of_the_folders_is_reported_and_not_read(root: Path, name: str, target: str) -> None:
    before = load(root)
    (root / name).parent.mkdir(parents=True, exist_ok=True)
    (root / name).symlink_to(target)
    library = load(root)
    assert (library.pages, library.bibs) == (before.pages, before.bibs)
    said = [(each.code, each.location.path, each.location.line) for each in check(library)]
    assert ("outside", name, 1) in said
    assert len(said) == len(check(before)) + 1


def test_a_folder_that_is_itself_a_link_out_is_not_read(root: Path, tmp_path: Path) -> None:
    (root / "bib").rename(tmp_path / "elsewhere")
    (root / "bib").symlink_to(tmp_path / "elsewhere")
    library = load(root)
    assert library.bibs == ()
    assert ("outside", "bib") in [(each.code, each.location.path) for each in check(library)]


UNREADABLE = {"a\udcff.md": r"a\xff.md", "a\x1b[31m.md": r"a\x1b[31m.md", "a\nb.md": r"a\x0ab.md", "a\u202e.md": r"a\x202e.md"}


@pytest.mark.parametrize(("name", "shown"), UNREADABLE.items(), ids=range(len(UNREADABLE)))
def test_a_file_whose_name_is_not_text_is_reported_and_not_read(root: Path, name: str, shown: str) -> None:
    (root / "docs/topics" / name).write_text("# 页\n", encoding="utf-8")
    library = load(root)
    problems = [each for each in check(library) if each.code == "file-name-unreadable"]
    assert [each.location.path for each in problems] == [f"docs/topics/{shown}"]
    assert problems[0].location.path.isprintable()
    assert not any(each.path.endswith(name) for each in library.pages)


def test_a_page_in_too_many_folders_is_reported_and_not_read(root: Path) -> None:
    deep = root / "docs/guide" / ("a/" * 8)
    deep.mkdir(parents=True)
    (deep / "a.md").write_text("# 页\n", encoding="utf-8")
    (deep.parent.parent / "b.md").write_text("# 页\n", encoding="utf-8")
    library = load(root)
    assert [each.code for each in library.problems] == ["too-large"]
    assert [page.path.rpartition("/")[2] for page in library.pages if "/a/a/" in page.path] == ["b.md"]


def test_a_link_within_the_folders_is_read(root: Path) -> None:
    (root / "docs/guide/again.md").symlink_to("deep/er.md")
    assert "docs/guide/again.md" in page_paths(root)
    assert load(root).problems == ()


def test_a_second_process_reads_the_same(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loading, "MIN_BIBS_FOR_PROCESS", 1)
    alone, together = load_with_texts(root), load_with_texts(root, processes=2)
    assert together[1] == alone[1]
    assert (together[0].pages, together[0].bibs) == (alone[0].pages, alone[0].bibs)
    assert check(together[0]) == check(alone[0])
