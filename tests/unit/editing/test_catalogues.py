"""Catalogues brought up to date with their messages."""

from __future__ import annotations

import os
from pathlib import Path

from click.testing import CliRunner

from handbook.cli import main
from handbook.editing.catalogues import catalogue_text
from handbook.model.problems import Location
from handbook.reading.catalogues import read_catalogue
from handbook.reading.messages import Message

PATH = "locale/en/LC_MESSAGES/docs.po"
LONG = "这是一个很长的段落，说明一个词条是什么，有什么用。"


def message(text: str, path: str = "docs/a.md", note: str = "") -> Message:
    return Message(text=text, location=Location(path=path, line=3), note=note)


def updated(messages: list[Message], former: str) -> str:
    return catalogue_text(messages, read_catalogue(PATH, former.encode()).translations, "en")


def test_a_new_catalogue_has_each_message_once_with_its_pages() -> None:
    text = updated([message("甲", note="title"), message("乙"), message("甲", "docs/b.md"), message("100% {x}\n甲")], "")
    assert text == (
        'msgid ""\nmsgstr ""\n"Language: en\\n"\n"MIME-Version: 1.0\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
        '"Content-Transfer-Encoding: 8bit\\n"\n\n'
        '#. title\n#: docs/a.md docs/b.md\nmsgid "甲"\nmsgstr ""\n\n'
        '#: docs/a.md\nmsgid "乙"\nmsgstr ""\n\n'
        '#: docs/a.md\nmsgid ""\n"100% {x}\\n"\n"甲"\nmsgstr ""\n\n'
    )
    assert (
        updated([message("甲", note="title"), message("乙"), message("甲", "docs/b.md"), message("100% {x}\n甲")], text) == text
    )


def test_a_changed_message_keeps_its_translation_as_stale() -> None:
    former = updated([message(LONG), message("乙")], "").replace('msgstr ""\n\n#', 'msgstr "Long."\n\n#')
    assert "Long." in former
    text = updated([message(LONG.replace("很长", "更长")), message("乙")], former)
    assert '#, fuzzy\nmsgid "这是一个更长' in text
    assert "很长" not in text
    assert updated([message("别的"), message("乙")], former).count("Long.") == 0, "what is quite another text"
    assert "#, fuzzy" in updated([message(LONG.replace("很长", "更长")), message("乙")], text), "until somebody has compared them"


def test_the_command_updates_the_catalogues(tmp_path: Path) -> None:
    (tmp_path / "issues").mkdir()
    (tmp_path / "docs").mkdir()
    (tmp_path / "bib").mkdir()
    (tmp_path / "pyproject.toml").write_text('[tool.handbook]\nlanguage = "zh-CN"\n', encoding="utf-8")
    (tmp_path / "docs/use.md").write_text("# 用法\n\n第一段。\n", encoding="utf-8")

    def run(*arguments: str) -> tuple[int, str]:
        done = CliRunner(env={"LC_ALL": "C"}).invoke(main, ["--root", str(tmp_path), "translate", *arguments])
        return done.exit_code, done.output

    assert run() == (0, ""), "no edition yet"
    assert run("en") == (0, f"{PATH}\nen: 2 messages, 2 without a translation, 0 stale\n")
    catalogue = tmp_path / PATH
    catalogue.write_text(catalogue.read_text("utf-8").replace('"第一段。"\nmsgstr ""', '"第一段。"\nmsgstr "One."'), "utf-8")
    assert run() == (0, "en: 2 messages, 1 without a translation, 0 stale\n")
    (tmp_path / "docs/use.md").write_text("# 用法\n\n第二段。\n", encoding="utf-8")
    assert run() == (0, f"{PATH}\nen: 2 messages, 1 without a translation, 1 stale\n")
    catalogue.write_text("nonsense", encoding="utf-8")
    status, output = run()
    assert (status, output.startswith(f"{PATH}:1: the file cannot be read")) == (1, True)
    assert catalogue.read_text("utf-8") == "nonsense"
    assert run("zh-CN")[0] == 2
    assert run("no language")[0] == 2
    os.replace(catalogue, tmp_path / "elsewhere.po")  # noqa: PTH105 - as an attacker would
    catalogue.symlink_to(tmp_path / "elsewhere.po")
    done = CliRunner(env={"LC_ALL": "C"}).invoke(main, ["--root", str(tmp_path), "check"])
    assert "catalogue-syntax" not in done.output, "a link is no catalogue"
