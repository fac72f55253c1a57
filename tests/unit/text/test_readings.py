"""How Chinese is read, and that what is remembered spares the tables."""

from __future__ import annotations

import subprocess
import sys

from handbook.text import readings

REMEMBERS = """
import sys
from handbook.text import readings
readings.remember(readings.Readings({tables!r}, {{"北京": "said"}}, {{"重": ("said",)}}))
print(readings.pinyin("北京"), readings.sounds("重")["重"][0], "pypinyin" in sys.modules)
"""


def test_texts_and_characters_have_readings() -> None:
    assert readings.pinyin("北京大学") == "bei jing da xue"
    assert readings.pinyin("NLP 研究") == "NLP  yan jiu"
    assert readings.sounds("重x") == {"重": ("zhong", "chong", "tong"), "x": ("x",)}


def test_what_is_read_is_remembered() -> None:
    readings.pinyin("智源社区")
    readings.sounds("源")
    assert readings.remembered().pinyin["智源社区"] == "zhi yuan she qu"
    assert readings.remembered().sounds["源"] == ("yuan",)


def remembering(tables: str) -> list[str]:
    """Return what a new process prints that remembers readings of *tables*, and whether it has loaded tables itself."""
    command = [sys.executable, "-c", REMEMBERS.format(tables=tables)]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()


def test_what_is_remembered_spares_the_tables() -> None:
    assert remembering(readings.remembered().tables) == ["said", "said", "False"]


def test_readings_of_other_tables_are_not_remembered() -> None:
    *read, has_tables = remembering("0.1")
    assert has_tables == "True"
    assert "said" not in read
