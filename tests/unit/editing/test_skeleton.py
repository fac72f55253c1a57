"""The files of an empty handbook: what programs read of them is valid, and in step with the handbook's own."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from handbook.editing.skeleton import LANGUAGES, files, with_usual_headings
from handbook.model.identity import Identity
from handbook.reading.identity import read_identity

from ..test_repository import validator

USED = re.compile(r"uses: (\S+)@(\S+)  # (\S+)")
EVERY_LANGUAGE = pytest.mark.parametrize("language", LANGUAGES)


def made(language: str) -> dict[str, str]:
    return files(with_usual_headings(Identity(language=language, name='The "new" \\ one', periodical="A & B")))


@EVERY_LANGUAGE
def test_the_table_is_read_as_it_was_written(language: str) -> None:
    identity, problems = read_identity(made(language)["pyproject.toml"].encode())
    assert problems == ()
    assert (identity.name, identity.periodical, identity.language) == ('The "new" \\ one', "A & B", language)
    assert identity.heading(7) == {"en": "No. 7", "zh-CN": "第 7 期"}[language]


@EVERY_LANGUAGE
def test_all_languages_have_the_same_files(language: str) -> None:
    assert made(language).keys() == made("en").keys()
    assert [path for path, text in made(language).items() if "$" in text] == []


@EVERY_LANGUAGE
def test_what_services_read_is_valid(language: str) -> None:
    found = made(language)
    for path, schema in (
        (".github/workflows/handbook.yml", "github-workflows"),
        (".github/ISSUE_TEMPLATE/report-error.yml", "github-issue-forms"),
        (".readthedocs.yaml", "readthedocs"),
    ):
        data = yaml.safe_load(found[path])
        validator(schema).validate({"on" if key is True else key: value for key, value in data.items()})


def test_the_workflow_uses_the_actions_of_this_handbook(root: Path) -> None:
    own = (root / ".github/workflows/handbook.yml").read_text(encoding="utf-8")
    used = USED.findall(made("en")[".github/workflows/handbook.yml"])
    assert used
    assert set(used) <= set(USED.findall(own))
