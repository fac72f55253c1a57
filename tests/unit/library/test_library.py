"""The library: pages and .bib files joined, their order, and the look-ups."""

from __future__ import annotations

import pytest

from handbook.library.entries import Entry, author_id, author_letter
from handbook.library.library import Library
from handbook.model.people import Person
from handbook.model.records import Term

from ..builders import BIB, ISSUE, bib, entry, issue, read
from ..sample import SAMPLE


def ids(entries: tuple[Entry, ...]) -> list[str]:
    """Return the identifiers of entries."""
    return [each.item.id for each in entries]


def term(library: Library, kind: str, term_id: str) -> Term:
    """Return a term of the library."""
    found = library.vocabulary.get(kind, term_id)
    assert found is not None
    return found


def test_issues_and_entries_come_newest_first(sample: Library) -> None:
    assert list(sample.issues) == [3, 2, 1]
    assert list(sample.entries) == ["tutorial2022", "talk-3", "kar2022", "eddine2022", "pre2021"]
    assert [sample.rank[entry_id] for entry_id in sample.entries] == [0, 1, 2, 3, 4]


def test_the_order_in_which_files_are_read_does_not_matter(sample: Library) -> None:
    other = Library(pages=reversed(sample.pages), bibs=reversed(sample.bibs))
    assert other.pages == sample.pages
    assert list(other.entries.values()) == list(sample.entries.values())
    assert other.works == sample.works
    assert list(other.authors) == list(sample.authors)


def test_two_loads_of_one_tree_are_equal(sample: Library) -> None:
    assert (read(SAMPLE).pages, read(SAMPLE).bibs) == (sample.pages, sample.bibs)


def test_an_entry_has_its_paper_its_published_version_and_its_terms(sample: Library) -> None:
    found = sample.entries["pre2021"]
    assert (found.issue.number, found.docname) == (1, "issues/001")
    assert found.paper is sample.works["pre2021"]
    assert found.published is found.reference is sample.works["pub2023"]
    assert {kind: [each.id for each in terms] for kind, terms in found.terms.items()} == {
        "topic": ["reasoning", "nlp"],
        "institution": ["tsinghua"],
        "method": ["prompting"],
    }


def test_an_event_has_no_paper_even_if_a_key_is_the_same() -> None:
    found = read({ISSUE: issue(":::{event} doe2022deep\n:title: 报告\n\n预告。\n:::\n")}).entries["doe2022deep"]
    assert (found.paper, found.published, found.reference) == (None, None, None)


def test_a_paper_whose_key_is_unknown_is_kept_without_reference() -> None:
    found = read({ISSUE: issue(entry("nosuch"))}).entries["nosuch"]
    assert (found.paper, found.reference, found.item.title) == (None, None, "深度示例")


def test_a_term_named_twice_or_not_at_all_is_carried_once_or_not() -> None:
    found = read({ISSUE: issue(entry(topics="tuning, 微调, Tuning, nosuch"))}).entries["doe2022deep"]
    assert [each.id for each in found.terms["topic"]] == ["tuning"]


def test_entries_carry_a_term_itself(sample: Library) -> None:
    assert ids(sample.carrying(term(sample, "topic", "nlp"))) == ["tutorial2022", "pre2021"]
    assert ids(sample.carrying(term(sample, "topic", "unused"))) == []


@pytest.mark.parametrize(
    ("kind", "term_id", "expected"),
    [
        ("topic", "nlp", ["tutorial2022", "kar2022", "pre2021"]),
        ("topic", "reasoning", ["kar2022", "pre2021"]),
        ("topic", "commonsense", ["kar2022"]),
        ("method", "prompting", ["tutorial2022", "kar2022", "pre2021"]),
        ("institution", "abo", []),
    ],
)
def test_a_term_covers_the_entries_of_it_and_of_narrower_terms_each_once(
    sample: Library, kind: str, term_id: str, expected: list[str]
) -> None:
    assert ids(sample.covering(term(sample, kind, term_id))) == expected


def test_terms_together_are_counted_without_broader_and_narrower_terms(sample: Library) -> None:
    together = sample.together(term(sample, "topic", "reasoning"))
    assert [(each.kind, each.id, count) for each, count in together] == [
        *(("institution", "tsinghua", 2), ("institution", "mit", 1), ("method", "cot", 1), ("method", "prompting", 1)),
    ]


def test_authors_are_those_of_the_version_to_cite_with_their_entries(sample: Library) -> None:
    assert {key: ids(author.entries) for key, author in sample.authors.items()} == {
        "angstrom-ada": ["pre2021"],
        "de-martini-daniele": ["tutorial2022", "kar2022"],
        "dollar-piotr": ["eddine2022"],
        "kamal-eddine-moussa": ["eddine2022"],
        "pouran-ben-veyseh-amir": ["eddine2022"],
        "van-de-kar-mozes": ["kar2022"],
        "zhang-wei": ["eddine2022", "pre2021"],
    }


def test_spellings_of_a_name_that_differ_in_accents_are_one_person() -> None:
    assert author_id(Person(family="Dollár", given="Piotr")) == author_id(Person(family="Dollar", given="Piotr"))


def test_people_whose_names_have_no_latin_letter_are_not_one_person() -> None:
    names = ("Иванов, Иван", "Петров, Пётр", "Παπαδόπουλος, Γιώργος")
    found = {author_id(Person(family=name.split(", ")[0], given=name.split(", ")[1])) for name in names}
    assert len(found) == 3
    assert all(key.isascii() and key for key in found)


@pytest.mark.parametrize(
    ("family", "letter"),
    [("Åström", "a"), ("Zhang", "z"), ("张", "z"), ("'t Hooft", "t"), ("Иванов", "other"), ("3M", "other"), ("", "other")],
)
def test_an_author_is_listed_under_the_first_latin_letter_or_other(family: str, letter: str) -> None:
    assert author_letter(Person(family=family, given="Ada")) == letter


def test_authors_whose_names_have_no_latin_letter_come_last() -> None:
    people = "Иванов, Иван and Åström, Ada and {3M} and Zhang, Wei"
    found = read({BIB: bib(author=people)}).authors_by_letter
    assert [(letter, [author.person.family for author in authors]) for letter, authors in found.items()] == [
        *(("a", ["Åström"]), ("z", ["Zhang"]), ("other", ["3M", "Иванов"])),
    ]


def test_an_author_named_twice_has_the_entry_once() -> None:
    found = read({BIB: bib(author="Doe, Jane and Doe, Jane")})
    assert [ids(author.entries) for author in found.authors.values()] == [["doe2022deep"]]


def test_cited_keys_include_those_that_no_file_has(sample: Library) -> None:
    assert sample.cited == {"pub2023", "old2019", "kar2022", "nosuch"}


def test_pages_are_found_by_docname(sample: Library) -> None:
    assert sample.by_docname["issues/002"].issue is not None
    assert "issues/002.md" not in sample.by_docname


def test_the_first_of_two_entries_of_a_bib_is_used() -> None:
    found = read({BIB: bib() + bib(title="Later"), "bib/000.bib": bib(title="Earlier file")})
    assert found.works["doe2022deep"].title == "Earlier file"


def test_the_first_of_two_published_versions_is_used() -> None:
    joined = {"related": "doe2022deep", "relatedtype": "origpubas"}
    found = read({BIB: bib() + bib("b", title="B", **joined) + bib("a", title="A", **joined)})
    assert found.published["doe2022deep"].key == "b"


def test_an_item_that_two_issues_present_belongs_to_the_older() -> None:
    found = read({"issues/065.md": issue(number=65)})
    assert found.entries["doe2022deep"].issue.number == 64
