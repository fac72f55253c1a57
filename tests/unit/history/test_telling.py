"""From commits to updates: days, ids, what a history that is cut off tells, and what is read again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

import pytest

from handbook.history import git as git_commands
from handbook.history.telling import Told, tell
from handbook.model.updates import History

from ...conftest import Git
from ..builders import bib, entry, issue
from .states import BIB, ERRATUM, FILES, ISSUE, KEY, edited

PAGE = FILES[ISSUE]


def write(root: Path, files: Mapping[str, str]) -> None:
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")


class Repository:
    """A folder with a history."""

    def __init__(self, root: Path, git: Git) -> None:
        self.root, self.git = root, git
        root.mkdir(parents=True)
        git(root, "init", "-q", "-b", "main")

    def commit(self, files: Mapping[str, str], day: str) -> str:
        """Write files, commit everything, and return the id of the commit."""
        write(self.root, files)
        self.git(self.root, "add", "-A")
        self.git(self.root, "commit", "-qm", "change", day=day)
        return self.git(self.root, "rev-parse", "HEAD").strip()

    def told(self, known: Told | None = None, root: Path | None = None) -> tuple[History, Told]:
        """Return what is told of this repository, or of a clone of it."""
        _head, cut = git_commands.head(root or self.root)
        return tell(root or self.root, cut, known or {})


@pytest.fixture
def repository(tmp_path: Path, git: Git) -> Repository:
    """Return a repository in which a title, a page without a fact, and two facts at once have been changed."""
    repository = Repository(tmp_path / "handbook", git)
    repository.commit(FILES, "2026-01-01")
    repository.commit(edited(FILES, BIB, ("Deep {Examples}", "Deeper Examples")), "2026-01-02")
    repository.commit({ISSUE: PAGE.replace("摘要。", "另一个摘要。")}, "2026-01-03")
    repository.commit({ISSUE: PAGE.replace("深度示例", "示例").replace("2022-10-26", "2022-10-27")}, "2026-02-04")
    return repository


def lines(history: History) -> list[tuple[str, str, str]]:
    return [(update.date, update.kind, update.key) for update in history.updates]


ALL = [("2026-02-04", "heading", KEY), ("2026-02-04", "date", "1"), ("2026-01-02", "title", KEY)]


def test_updates_come_newest_first_with_the_day_of_their_commit_and_an_id_of_it(repository: Repository) -> None:
    history, told = repository.told()
    assert (history.is_known, history.since) == (True, "")
    assert lines(history) == ALL
    newest = repository.git(repository.root, "rev-parse", "HEAD").strip()
    assert [update.id for update in history.updates[:2]] == [f"{newest[:12]}/heading/{KEY}", f"{newest[:12]}/date/1"]
    assert len({update.id for update in history.updates}) == 3
    assert len(told) == 4


def test_two_updates_of_one_kind_and_thing_in_one_commit_have_two_ids(repository: Repository) -> None:
    page = PAGE.replace("# 第 64 期\n", f"# 第 64 期\n\n{ERRATUM}\n{ERRATUM.replace('甲', '丙').replace('乙', '丁')}")
    commit = repository.commit({ISSUE: page.replace("深度示例", "示例").replace("2022-10-26", "2022-10-27")}, "2026-03-01")
    ids = [update.id for update in repository.told()[0].updates if update.kind == "erratum"]
    assert ids == [f"{commit[:12]}/erratum/1", f"{commit[:12]}/erratum/1/2"]


def test_the_day_is_that_of_the_commit_in_utc(repository: Repository) -> None:
    repository.commit({ISSUE: PAGE.replace("深度示例", "又一个示例")}, "2026-05-06T03:00:00+0800")
    assert repository.told()[0].updates[0].date == "2026-05-05"


def counted(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Return the list to which the number of contents is added whenever some are read."""
    numbers: list[int] = []
    contents = git_commands.contents

    def counting(root: Path, names: Iterable[str]) -> dict[str, bytes]:
        found = contents(root, names)
        numbers.append(len(found))
        return found

    monkeypatch.setattr(git_commands, "contents", counting)
    return numbers


def test_a_new_commit_costs_its_own_files_only(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    first, told = repository.told()
    repository.commit(edited(FILES, BIB, ("Deep {Examples}", "Deepest Examples")), "2026-03-01")
    numbers = counted(monkeypatch)
    again, _told = repository.told(told)
    assert numbers == [4], "a page and a .bib file, before and after"
    assert again.updates[-3:] == first.updates
    assert again == repository.told()[0], "what is cached gives what is read anew"
    assert numbers[1] > 4


def test_a_part_of_a_history_says_since_when_it_knows(repository: Repository, git: Git, tmp_path: Path) -> None:
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "-q", "--depth", "2", f"file://{repository.root}", str(clone))
    history, told = repository.told(root=clone)
    assert (history.is_known, history.since) == (True, "2026-01-03")
    assert lines(history) == ALL[:2]
    git(clone, "fetch", "-q", "--unshallow")
    assert repository.told(told, root=clone) == repository.told()


def test_contents_that_are_missing_are_the_end_of_what_is_known(repository: Repository, git: Git, tmp_path: Path) -> None:
    git(repository.root, "config", "uploadpack.allowFilter", "true")
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "-q", "--filter=blob:none", f"file://{repository.root}", str(clone))
    history, _told = repository.told(root=clone)
    assert (history.is_known, history.since, history.updates) == (True, "2026-02-04", ()), "nothing is fetched"


def test_without_a_repository_or_a_commit_nothing_is_known(tmp_path: Path, git: Git) -> None:
    assert git_commands.head(tmp_path) == ("", frozenset())
    git(tmp_path, "init", "-q")
    assert git_commands.head(tmp_path) == ("", frozenset())
    write(tmp_path, {"README.md": "x\n"})
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-qm", "other files")
    head, cut = git_commands.head(tmp_path)
    assert head
    assert not tell(tmp_path, cut, {})[0].is_known, "a handbook that is not in the repository around it has no history"


def test_a_merge_is_one_change_on_its_own_day(repository: Repository) -> None:
    git, root = repository.git, repository.root
    git(root, "checkout", "-q", "-b", "branch", "HEAD~1")
    repository.commit(edited(FILES, BIB, ("Deep {Examples}", "Wrong")), "2026-02-05")
    repository.commit(edited(FILES, BIB, ("Deep {Examples}", "Deepest Examples")), "2026-02-06")
    git(root, "checkout", "-q", "main")
    git(root, "merge", "-q", "--no-ff", "-X", "ours", "branch", "-m", "merge", day="2026-03-07")
    history = repository.told()[0]
    assert lines(history) == [("2026-03-07", "title", KEY), *ALL]
    assert (history.updates[0].old, history.updates[0].new) == ("Deeper Examples", "Deepest Examples")


def test_a_handbook_below_the_root_of_a_repository_and_strange_names_are_told_of(tmp_path: Path, git: Git) -> None:
    repository = Repository(tmp_path / "all", git)
    below = repository.root / "docs/名 录"
    files = {**FILES, "bib/预 训练.bib": bib("roe2022", title="One"), "issues/sub/x.md": "# 无\n", "issues/index.md": "# 各期\n"}
    repository.commit({f"docs/名 录/{path}": text for path, text in files.items()}, "2026-01-01")
    repository.commit({"docs/名 录/bib/预 训练.bib": bib("roe2022", title="Two"), "bib/001.bib": bib("other")}, "2026-01-02")
    assert lines(repository.told(root=below)[0]) == [("2026-01-02", "title", "roe2022")]


def test_a_symbolic_link_is_no_file_with_facts(repository: Repository) -> None:
    (repository.root / BIB).unlink()
    (repository.root / BIB).symlink_to("/etc/hostname")
    repository.commit({}, "2026-03-01")
    assert lines(repository.told()[0]) == ALL


def test_an_issue_that_is_imported_and_completed_has_no_updates(tmp_path: Path, git: Git) -> None:
    repository = Repository(tmp_path / "new", git)
    repository.commit(FILES, "2026-01-01")
    more = issue(entry(KEY) + entry("roe2022", title="又一篇"), number=1)
    repository.commit(
        {ISSUE: more, BIB: FILES[BIB] + bib("roe2022"), "issues/002.md": issue(entry("x2022"), number=2)}, "2026-01-02"
    )
    assert repository.told()[0].updates == ()
