"""``handbook import``: the files it writes, its report, and the files it does not change."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import handbook
from handbook.cli import add, main
from handbook.editing.lines import bytes_of
from handbook.metadata.transport import Limits

from .. import builders
from ..editing.test_changes import tree
from ..importing.texts import COMMUNITY, CSDN, WECHAT
from ..metadata import answers
from ..metadata.server import Reply, Server, serving


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a handbook, and beside it three texts to import."""
    folder = tmp_path / "handbook"
    for path, data in builders.tree({}).items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    for name, text in (("wechat.txt", WECHAT), ("csdn.txt", CSDN), ("community.txt", COMMUNITY)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    return folder


def run(root: Path, *arguments: str, given: str = "") -> Result:
    """Run the command: offline, unless the test has a server."""
    offline = () if add.LIMITS.gap == 0 else ("--offline",)
    done = CliRunner().invoke(main, ["--root", str(root), "import", *offline, *arguments], input=given)
    assert done.exception is None or isinstance(done.exception, SystemExit), done.output
    return done


def test_files_become_issues(root: Path) -> None:
    done = run(root, *(str(root.parent / f"{name}.txt") for name in ("wechat", "csdn", "community")))
    assert done.exit_code == 0, done.output
    assert "issue 97, entries: 3; written: issues/097.md, bib/097.bib" in done.stdout
    line = CSDN.split("\n").index("看不懂的一行") + 1
    assert f"  {line}: 看不懂的一行" in done.stdout
    assert "  images: 5" in done.stdout
    assert sorted(handbook.load(root).issues) == [64, 97, 98, 99]


def test_standard_input_is_read_and_the_number_may_be_given(root: Path) -> None:
    assert run(root, "-", "--issue", "5", "--date", "2020", given=CSDN).exit_code == 0
    issue = handbook.load(root).issues[5].issue
    assert issue is not None
    assert issue.date is not None
    assert issue.date.text == "2020"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_a_file_may_have_any_usual_encoding(root: Path, encoding: str) -> None:
    (root.parent / "other.txt").write_text(WECHAT, encoding=encoding)
    assert run(root, str(root.parent / "other.txt")).exit_code == 0
    assert handbook.load(root).entries["resource-97-1"].item.title == "示例数据集发布"


def test_an_existing_issue_is_not_changed(root: Path) -> None:
    before = tree(root)
    done = run(root, "-", "--issue", "64", given=CSDN)
    assert (done.exit_code, tree(root)) == (1, before)
    assert "-: issues/064.md already exists; use --force to overwrite it" in done.stderr


def test_force_replaces_an_issue_and_keeps_a_backup(root: Path) -> None:
    before = (root / builders.ISSUE).read_bytes(), (root / builders.BIB).read_bytes()
    done = run(root, "-", "--issue", "64", "--force", given=CSDN)
    assert done.exit_code == 0
    assert "issues/064.md.bak, bib/064.bib.bak" in done.stdout
    assert ((root / "issues/064.md.bak").read_bytes(), (root / "bib/064.bib.bak").read_bytes()) == before
    assert list(handbook.load(root).works) == ["example2022just", "anonymouszhiyou"]


def test_one_file_that_is_no_issue_does_not_stop_the_others(root: Path) -> None:
    (root.parent / "other.txt").write_bytes(b"\xff\xfe nothing\n")
    done = run(root, str(root.parent / "other.txt"), str(root.parent / "csdn.txt"))
    assert done.exit_code == 1
    assert "use --issue N" in done.stderr
    assert (root / "issues/098.md").exists()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("{0}", "{1}", "--issue", "3"), "give one file"),
        (("{0}", "--date", "soon"), "YYYY-MM-DD"),
        (("{0}", "--issue", "0"), "--issue"),
        (("nothing.txt",), "nothing.txt"),
        ((), "FILE…"),
    ],
)
def test_invalid_arguments_change_nothing(root: Path, arguments: tuple[str, ...], said: str) -> None:
    before = tree(root)
    done = run(root, *(each.format(root.parent / "csdn.txt", root.parent / "wechat.txt") for each in arguments))
    assert (done.exit_code, tree(root)) == (2, before)
    assert said in done.stderr


def test_a_text_without_entries_makes_no_page(root: Path) -> None:
    done = run(root, "-", given="《预训练周刊》第7期：题\n正文。")
    assert done.exit_code == 1
    assert "no entry found" in done.stderr
    assert not (root / "issues/007.md").exists()


def test_an_entry_that_was_only_cited_moves_to_its_issue(root: Path) -> None:
    cited = (
        "% kept\n\n"
        + builders.bib("a1999key", title="B")
        + "\n"
        + builders.bib("doe2022old", title="A", doi="10.1234/abc.2022.5")
    )
    (root / "bib/background.bib").write_text(cited, encoding="utf-8")
    done = run(root, "-", given=CSDN)
    assert "the work already has the entry doe2022old" in done.stdout
    assert (root / "bib/background.bib").read_text(encoding="utf-8") == "% kept\n\n" + builders.bib("a1999key", title="B")
    library = handbook.load(root)
    assert library.works["doe2022old"].location.path == "bib/098.bib"
    assert "doe2022old" in library.entries


def test_an_interruption_leaves_the_tree_unchanged(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (root / "bib/background.bib").write_bytes(bytes_of(builders.bib("doe2022old", title="A", doi="10.1234/abc.2022.5")))
    before, replace = tree(root), Path.replace
    calls: list[Path] = []

    def interrupted(self: Path, target: Path) -> Path:
        calls.append(target)
        if len(calls) == 2:
            raise KeyboardInterrupt
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", interrupted)
    done = CliRunner().invoke(main, ["--root", str(root), "import", "--offline", "-"], input=CSDN)
    assert done.exit_code != 0
    assert tree(root) == before


def test_a_full_disk_is_one_line(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = tree(root)

    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    done = run(root, "--offline", "-", given=CSDN)
    assert (done.exit_code, done.stderr) == (1, "-: nothing was written: No space left on device\n")
    assert tree(root) == before


ASKED = """《预训练周刊》第4期：题

标题：虚构大学 | Tuning Small Models for Tiny Tasks（小任务）
作者：Jane Doe, Nobody Else等
简介：文。
链接：https://arxiv.org/abs/2212.99123v1

标题：虚构大学 | An Older Title（换了题目的一篇）
作者：Pat Pérez等
简介：文。
链接：https://aclanthology.org/2022.emnlp-main.9999/

标题：虚构大学 | Never Published（没有的一篇）
作者：Ann Example
简介：文。
链接：https://doi.org/10.99999/nothing
"""


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Server]:
    """Return a server in the place of the services."""
    monkeypatch.setenv("XDG_CACHE_HOME", os.fspath(tmp_path / "cache"))
    monkeypatch.setenv("NO_PROXY", "127.0.0.1,localhost")
    with serving() as server:
        monkeypatch.setattr(add, "SERVICES", answers.services(server.base))
        monkeypatch.setattr(add, "LIMITS", Limits(connect=5, read=5, total=20, gap=0, wait=0.01))
        yield server


def test_links_are_looked_up(root: Path, server: Server) -> None:
    extra = answers.arxiv_element("doi", "10.99999/made.2022.1")
    server.answer("/query?id_list=2212.99123&max_results=1", answers.atom(answers.atom_entry(extra=extra)))
    server.answer("/10.99999/made.2022.1", answers.csl(answers.crossref()))
    server.answer("/2022.emnlp-main.9999.bib", answers.bibtex())
    done = run(root, "-", given=ASKED)
    assert done.exit_code == 0
    library = handbook.load(root)
    first, second, third = library.issues[4].items
    assert (library.works[first.id].meeting, library.works[first.id].arxiv) == ("EMNLP 2022", "2212.99123")
    assert [use.text for use in first.topics] == ["tuning"]
    assert first.reported_as == ""
    assert (second.reported_as, library.works[second.id].pages) == ("An Older Title", "12–34")
    assert library.works[third.id].title == "Never Published"
    assert "3: the text names the author Nobody Else, whom " in done.stdout
    assert "8: the title of the work is now: Tuning Small MoDels for English – and “Tiny” Tasks" in done.stdout
    assert "  10.99999/nothing: 127.0.0.1 did not find it" in done.stdout


def test_a_failing_service_loses_no_entry_and_is_not_queried_again(root: Path, server: Server) -> None:
    text = "《预训练周刊》第4期：题\n" + "".join(
        f"标题：甲 | Paper Number {number}（第{number}篇）\n作者：Jane Doe\n简介：文。\n链接：https://arxiv.org/abs/2212.9912{number}\n"
        for number in range(4)
    )
    for number in range(4):
        server.answer(f"/query?id_list=2212.9912{number}&max_results=1", Reply(status=500))
    done = run(root, "-", given=text)
    assert done.exit_code == 0
    assert "(status 500)" in done.stdout
    assert "arXiv:2212.99123: not queried, because arXiv did not respond" in done.stdout
    asked = [path.split("=")[1].partition("&")[0] for path in server.asked]
    assert {each for each in asked if "," not in each} == {"2212.99120", "2212.99121"}
    assert len([each for each in asked if "," in each]) == 1
    assert len(handbook.load(root).issues[4].items) == 4


def test_affiliations_are_proposed_where_the_text_names_no_institution(root: Path, server: Server) -> None:
    place = answers.arxiv_element("affiliation", "A Made-Up Lab")
    entry = answers.atom_entry().replace("</name>", f"</name>{place}", 1)
    server.answer("/query?id_list=2212.99123&max_results=1", answers.atom(entry))
    text = "《预训练周刊》第4期：题\n标题：{}A Paper on Tasks（论文）\n作者：Jane Doe\n简介：文。\n链接：https://arxiv.org/abs/2212.99123\n"
    note = "2: no term has these affiliations of its authors: A Made-Up Lab"
    assert note in run(root, "-", given=text.format("")).stdout
    assert note not in run(root, "-", "--force", given=text.format("某机构 | ")).stdout


def test_offline_no_request_is_sent(root: Path, server: Server) -> None:
    assert run(root, "-", "--offline", given=ASKED).exit_code == 0
    assert server.asked == []
