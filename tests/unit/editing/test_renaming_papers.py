"""A new key for a work: every use of the old one changes, and its former addresses stay."""

from __future__ import annotations

import pytest

from handbook.checking.checks import check
from handbook.editing.lines import text_of
from handbook.editing.renaming import RenamingError
from handbook.editing.renaming_papers import rename_paper
from handbook.site.redirects import redirects

from .. import builders
from ..builders import BIB, ISSUE, PROSE, entry, issue

OLD, NEW = "doe2022deep", "doe2023deep"
TEXT = "# 文\n\n{cite:p}`doe2022deep`、{paper}`doe2022deep` 和 [锚](#doe2022deep)；doe2022deep 一词不改。\n"
RELATED = """
@article{doe2023journal,
  author = {Doe, Jane}, title = {Made Up Again}, journal = {J}, year = {2023},
  related = {doe2022deep}, relatedtype = {origpubas}, url = {https://example.org/1}
}
"""


def files() -> builders.Files:
    bib = text_of(builders.tree({})[BIB])
    assert OLD in bib
    return {ISSUE: issue(entry()), BIB: bib + RELATED, PROSE: TEXT}


def renamed(old: str = OLD, new: str = NEW, given: builders.Files | None = None) -> builders.Files:
    given = given or files()
    texts = {path: text_of(data) for path, data in builders.tree(given).items() if path.endswith((".md", ".bib"))}
    return {**given, **rename_paper(builders.read(given), texts, old, new)}


def codes(given: builders.Files) -> set[str]:
    return {problem.code for problem in check(builders.read(given))}


def test_every_use_changes_and_no_other_byte() -> None:
    after = renamed()
    assert after[PROSE] == TEXT.replace("`doe2022deep`", "`doe2023deep`").replace("#doe2022deep", "#doe2023deep")
    assert after[ISSUE] == str(files()[ISSUE]).replace("{paper} doe2022deep", "{paper} doe2023deep")
    assert "related = {doe2023deep}" in str(after[BIB])
    assert str(after[BIB]).count(OLD) == 1
    assert {problem.code for problem in check(builders.read(after))} == {
        problem.code for problem in check(builders.read(files()))
    }


def test_the_former_address_leads_to_the_new_one() -> None:
    library = builders.read(renamed())
    assert library.works[NEW].formerly == (OLD,)
    assert redirects(library)[f"papers/{OLD}"][1] == f"papers/{NEW}"


def test_a_work_may_have_several_former_keys_and_get_one_back() -> None:
    twice = renamed(NEW, "doe2024deep", renamed())
    assert builders.read(twice).works["doe2024deep"].formerly == (OLD, NEW)
    assert builders.read(renamed("doe2024deep", OLD, twice)).works[OLD].formerly == (NEW, "doe2024deep")


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("doe2022dee", NEW, "there is no work doe2022dee; did you mean doe2022deep?"),
        (OLD, "Doe 2023", "Doe 2023 is not a valid citation key; did you mean doe2023?"),
        (OLD, "doe2023journal", "doe2023journal already exists: bib/064.bib"),
    ],
)
def test_an_impossible_key_changes_nothing(old: str, new: str, message: str) -> None:
    with pytest.raises(RenamingError) as error:
        renamed(old, new)
    assert error.value.text().startswith(message)
