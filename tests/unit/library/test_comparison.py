"""Two states of the handbook compared, and the summary for a reviewer."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner
from markdown_it import MarkdownIt

from handbook.cli import main
from handbook.library.comparison import MAX_ROWS_SHOWN, as_markdown, compare
from handbook.text.messages import translator

from ..builders import BIB, ISSUE, TERM, Files, bib, entry, issue, read, term, tree

NEW: Files = {
    ISSUE: issue(entry() + "\n" + entry("roe2021early", title="早<b>的</b>|*示例* @all")),
    "docs/topics/other.md": term("别题", en="Other [x](y)"),
    BIB: bib() + bib("roe2021early", title="Early"),
}


def markdown(before: Files, after: Files, language: str = "en") -> str:
    """Return the summary of a change."""
    return as_markdown(compare(read(before), read(after), tree(before), tree(after)), translator(language))


def cells(text: str) -> list[list[str]]:
    """Return the rows of all tables, without their heads."""
    tokens = MarkdownIt("commonmark", {"html": False}).enable("table").parse(text)
    rows: list[list[str]] = []
    for index, token in enumerate(tokens):
        if token.type == "tr_open":
            rows.append([])
        if token.type == "td_open":
            children = tokens[index + 1].children or []
            assert {child.type for child in children} <= {"text", "code_inline", "text_special"}, "nothing of it is markup"
            rows[-1].append("".join(child.content for child in children))
    return [row for row in rows if row]


def test_new_entries_terms_and_files_are_listed_as_text() -> None:
    assert cells(markdown({}, NEW)) == [
        ["64", "早<b>的</b>|*示例* @all", "Early", "roe2021early"],
        ["topic", "别题", "Other [x](y)", "other"],
        ["new", "docs/topics/other.md"],
        ["changed", BIB],
        ["changed", ISSUE],
    ]


def test_removed_files_are_listed() -> None:
    assert ["removed", "docs/topics/other.md"] in cells(markdown(NEW, {}))
    assert "New entries" not in markdown(NEW, {})


def test_a_summary_without_changes() -> None:
    assert "Nothing in the handbook changes." in markdown(NEW, NEW)
    assert "手册的内容没有变化" in markdown(NEW, NEW, "zh_CN")


def test_a_long_list_is_cut_with_the_number_of_the_rest() -> None:
    many: Files = {f"docs/topics/t{number:03}.md": term(f"题{number}", en=f"T{number}") for number in range(MAX_ROWS_SHOWN + 5)}
    shown = markdown({}, many)
    assert "… and 5 more" in shown
    assert f"### New terms ({MAX_ROWS_SHOWN + 5})" in shown


def test_the_command_compares_two_folders(tmp_path: Path) -> None:
    for name, files in (("base", {}), ("head", NEW)):
        for path, data in tree(files).items():
            (tmp_path / name / path).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name / path).write_bytes(data)
    done = CliRunner(env={"LC_ALL": "C"}).invoke(main, ["--root", str(tmp_path / "head"), "summary", str(tmp_path / "base")])
    assert (done.exit_code, done.stdout) == (0, markdown({}, NEW))
    assert CliRunner().invoke(main, ["--root", str(tmp_path / "head"), "summary", str(tmp_path / "nosuch")]).exit_code == 2
    assert TERM in tree({})
