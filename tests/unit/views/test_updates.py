"""The view of updates: what each is about today, how a long list is divided, and what each is called."""

from __future__ import annotations

from dataclasses import replace

import pytest

from handbook.library.library import Library
from handbook.model import updates as kinds
from handbook.model.records import NOTICES
from handbook.model.updates import History, Update
from handbook.views import list_pages
from handbook.views.listings import updates
from handbook.views.rows import Label, UpdateRow
from handbook.views.updates import MAX_UPDATES_IN_FULL, name_of, texts_of, update_rows

from ..builders import read
from ..sample import SAMPLE

UPDATE = Update(
    kind="title", subject="work", key="kar2022", name="Mining", old="Minning", new="Mining", date="2026-11-29", id="a/b"
)


def library(*found: Update, files: dict[str, str] | None = None) -> Library:
    source = read({**SAMPLE, **(files or {}), "docs/updates.md": "# 更正\n\n```{listing} updates\n```\n"})
    return Library(source.pages, source.bibs, identity=source.identity, history=History(updates=found, is_known=True))


def test_an_update_has_the_label_of_what_it_is_about() -> None:
    found = library(
        UPDATE,
        replace(UPDATE, subject="paper", kind="heading"),
        replace(UPDATE, subject="event", key="talk-3"),
        replace(UPDATE, subject="issue", key="2"),
        replace(UPDATE, key="old2019"),
        replace(UPDATE, key="gone2000", name="Gone"),
        replace(UPDATE, subject="issue", key="99", name="第九十九"),
    )
    labels = [row.label for row in update_rows(found)]
    assert [(label.kind, label.id, bool(label.docname or label.page)) for label in labels] == [
        ("paper", "kar2022", True),
        ("paper", "kar2022", True),
        ("event", "talk-3", True),
        ("issue", "2", True),
        ("work", "old2019", True),
        ("work", "gone2000", False),
        ("issue", "99", False),
    ]
    assert [label.zh for label in labels[5:]] == ["Gone", "第九十九"]


def test_an_update_of_a_work_that_was_renamed_leads_to_it() -> None:
    files = {path: text.replace("kar2022", "new2022") for path, text in SAMPLE.items() if isinstance(text, str)}
    bib = next(path for path, text in files.items() if path.endswith(".bib") and "{new2022," in text)
    files[bib] = files[bib].replace("{new2022,", "{new2022,\n  ids = {kar2022},")
    (row,) = update_rows(library(UPDATE, files=files))
    assert row.label.id == "new2022"


def test_a_long_list_shows_the_newest_months_and_leads_to_pages_of_the_others() -> None:
    days = [f"2026-{month:02}-{day:02}" for month in (12, 11, 10) for day in range(1, 29) for _each in range(5)]
    found = library(*(replace(UPDATE, date=day, id=f"{number}") for number, day in enumerate(days)))
    groups = updates(found).listing.groups
    assert [(group.head.id, len(group.rows), group.page and group.page.page) for group in groups] == [
        ("2026-12", 140, None),
        ("2026-11", 140, "by-year/updates-2026-11"),
        ("2026-10", 140, "by-year/updates-2026-10"),
    ]
    assert MAX_UPDATES_IN_FULL == 200
    pages = {page.docname: page for page in list_pages(found)}
    assert [len(group.rows) for group in pages["by-year/updates-2026-10"].listing.groups] == [140]
    assert pages["by-year/updates-2026-10"].above is not None
    assert pages["by-year/updates-2026-10"].above.docname == "docs/updates"


def row(**fields: object) -> UpdateRow:
    given = {"old": "a", "new": "b", "printed": "", "is_work": True, **fields}
    return UpdateRow(id="x", date="2026-01-01", label=Label(kind="work", id="k", zh="K"), **given)  # type: ignore[arg-type]


KINDS = (kinds.ERRATUM, kinds.PUBLISHED, kinds.TITLE, kinds.HEADING, kinds.PEOPLE, kinds.VENUE, kinds.IDENTIFIER, kinds.DATE)


@pytest.mark.parametrize("kind", [*KINDS, *NOTICES])
def test_every_kind_has_a_name_and_one_that_is_taken_back_another(kind: str) -> None:
    assert name_of(row(kind=kind))
    if kind == "erratum":
        names = {name_of(row(kind=kind, old="")), name_of(row(kind=kind)), name_of(row(kind=kind, new=""))}
        assert names == {"Erratum added", "Erratum corrected", "Erratum withdrawn"}
    elif kind in NOTICES:
        assert name_of(row(kind=kind, new="")) == "Notice removed" != name_of(row(kind=kind))
    elif kind == "people":
        assert (name_of(row(kind=kind)), name_of(row(kind=kind, is_work=False))) == ("Authors corrected", "People corrected")


def test_dates_are_in_words_and_other_texts_as_they_are() -> None:
    assert texts_of(row(kind="date", old="2022-10", new="2022-11-08"), "zh-CN") == ("2022 年 10 月", "2022 年 11 月 8 日")
    assert texts_of(row(kind="title", old="2022-10"), "zh-CN") == ("2022-10", "b")
