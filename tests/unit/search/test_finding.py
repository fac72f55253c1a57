"""Searches find all matching records and no others, in the right order, with the right counts of facets."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from benchmarks.corpus import Corpus, write_handbook
from handbook import load
from handbook.fulltext.tokens import HAN, fold_text
from handbook.library.library import Library
from handbook.search.searchable import SearchRecord, records, venue_id, words_of
from handbook.search.table import FACET_NAMES

from .site import Site, site

N = 6
PLAIN = re.compile(f"[{HAN}]+|[a-z0-9]+")


@pytest.fixture(scope="module")
def generated(tmp_path_factory: pytest.TempPathFactory) -> tuple[Site, Library]:
    """Return a site of generated papers, and its library."""
    folder = tmp_path_factory.mktemp("generated")
    write_handbook(Corpus(N), folder / "source")
    library = load(folder / "source")
    found = list(records(library))
    return site(folder / "site", library, found), library


def texts_of(record: SearchRecord) -> list[str]:
    return [fold_text(text) for text in words_of(record)]


def truth(found: Iterable[SearchRecord], query: str) -> list[int]:
    """Return the records that contain a query without spaces, found by comparing strings; letters begin at word boundaries."""
    before = "" if re.match(f"[{HAN}]", fold_text(query)) else "(?<![a-z0-9])"
    pattern = re.compile(before + re.escape(fold_text(query)))
    return [place for place, record in enumerate(found) if any(pattern.search(text) for text in texts_of(record))]


def pieces(found: list[SearchRecord], count: int) -> list[str]:
    """Return substrings of the texts of records: of Han characters, and of Han with letters."""
    chosen = random.Random(4)
    pieces = []
    while len(pieces) < count:
        text = fold_text(chosen.choice(list(words_of(chosen.choice(found)))))
        runs = [match for match in re.finditer(f"[{HAN}a-z0-9]+", text) if re.search(f"[{HAN}]", match[0])]
        if not runs:
            continue
        run = chosen.choice(runs)[0]
        start = chosen.randrange(len(run))
        piece = run[start : start + chosen.randint(1, 9)]
        first_word = re.match("[a-z0-9]+", piece)
        if not (first_word and start and re.match("[a-z0-9]", run[start - 1])):  # no piece begins within a word
            pieces.append(piece)
    return pieces


def test_any_piece_of_a_text_is_found_and_nothing_else(generated: tuple[Site, Library]) -> None:
    made, _library = generated
    queries = pieces(list(made.records), 300)
    for query, found in zip(queries, made.find(*queries), strict=True):
        assert (query, sorted(found.records)) == (query, truth(made.records, query))


def test_words_are_found_whole_and_by_prefix(generated: tuple[Site, Library]) -> None:
    made, _library = generated
    every = sorted({word for record in made.records for text in texts_of(record) for word in re.findall("[a-z0-9]+", text)})
    queries = random.Random(1).sample([word for word in every if len(word) > 2], 200)
    queries += [word[:2] for word in queries[:50]]
    for query, found in zip(queries, made.find(*queries), strict=True):
        assert (query, sorted(found.records)) == (query, truth(made.records, query))


def test_a_word_with_a_space_after_it_is_complete(generated: tuple[Site, Library]) -> None:
    made, _library = generated
    (found,) = made.find("li ")
    wanted = re.compile(r"(?<![a-z0-9])li(?![a-z0-9])")
    assert sorted(found.records) == [
        place for place, record in enumerate(made.records) if any(wanted.search(text) for text in texts_of(record))
    ]


def of_facet(library: Library, record: SearchRecord, facet: str) -> set[str]:
    """Return the values of a record, with broader terms."""
    if facet in record.terms:
        terms = [library.vocabulary.get(facet, each) for each in record.terms[facet]]
        return {each.id for term in terms if term for each in (term, *library.vocabulary.broader(term))}
    if facet == "has":
        return set(record.has)
    value = {"year": record.year, "venue": venue_id(record.venue), "issue": record.issue, "kind": record.kind}.get(facet)
    return {str(value)} if value not in (None, "") else set()


def test_filters_and_their_numbers_are_those_of_the_records(generated: tuple[Site, Library]) -> None:
    made, library = generated
    chosen = random.Random(2)
    have = [{facet: of_facet(library, record, facet) for facet in FACET_NAMES} for record in made.records]
    values = {facet: sorted({value for each in have for value in each[facet]}) for facet in FACET_NAMES}
    states = []
    for number in range(60):
        facets = chosen.sample([facet for facet in FACET_NAMES if values[facet]], chosen.choice((0, 1, 1, 2, 3)))
        filters = {facet: chosen.sample(values[facet], min(len(values[facet]), chosen.randint(1, 2))) for facet in facets}
        states.append({"q": chosen.choice(["", "模型", "训练", "learning", "微调 语料"]) if number else "", "filters": filters})
    for state, found in zip(states, made.find(*states), strict=True):
        words = str(state["q"]).split()
        matching = set.intersection(set(range(len(have))), *(set(truth(made.records, word)) for word in words))

        def fits(place: int, but: str = "", filters: dict[str, list[str]] = state["filters"]) -> bool:  # type: ignore[assignment]
            return all(have[place][facet] & set(ids) for facet, ids in filters.items() if facet != but)

        assert sorted(found.records) == [place for place in sorted(matching) if fits(place)], state
        for facet in FACET_NAMES:
            counted = Counter(value for place in matching if fits(place, facet) for value in have[place][facet])
            assert {value: number for value, number in found.counts[facet].items() if number} == counted, (state, facet)


def test_without_words_the_newest_come_first_and_the_oldest_if_asked_for(generated: tuple[Site, Library]) -> None:
    made, _library = generated
    newest, oldest = made.find({"filters": {"kind": ["paper"]}}, {"filters": {"kind": ["paper"]}, "sort": "oldest"})
    assert newest.records == sorted(newest.records)
    numbers = [made.records[place].issue or 0 for place in newest.records]
    assert numbers == sorted(numbers, reverse=True)
    assert oldest.records == newest.records[::-1]


def record(name: str, *, title: str = "题目", kind: str = "paper", **more: object) -> SearchRecord:
    """Return a minimal record."""
    fields: dict[str, object] = {"kind": kind, "id": name, "docname": "issues/001", "titles": (title,), "issue": 1, **more}
    return SearchRecord(**fields)  # type: ignore[arg-type]


Made = Callable[..., Site]


@pytest.fixture
def made(tmp_path: Path) -> Made:
    """Return the function that makes a site of records."""
    return lambda *found: site(tmp_path / "site", Library((), ()), found)


def test_the_order_is_name_title_names_text_and_the_newest_first_among_equals(made: Made) -> None:
    found = made(
        record("text-new", text="说到思维链提示的正文。"),
        record("names-new", names=("思维链提示",)),
        record("title-new", title="用思维链提示做推理"),
        record("text-old", text="又说思维链提示的正文。"),
        record("names-old", names=("思维链提示",)),
        record("title-old", title="再谈思维链提示推理"),
        record("term", kind="method", title="思维链提示", other_names=("CoT", "chain of thought", "思路提示链"), issue=None),
    )
    wanted = ["term", "title-new", "title-old", "names-new", "names-old", "text-new", "text-old"]
    assert found.ids("思维链提示") == wanted


NAMES = ("思维链提示", "CoT", "chain of thought", "思路提示链")
IDS = ("wei2022chain", "2201.11903", "arXiv 2201.11903", "10.48550/arXiv.2201.11903")


def test_every_name_of_a_term_brings_it_first_and_its_papers_after_it(made: Made) -> None:
    found = made(
        record("paper", names=NAMES, text="别的。"),
        record("other", text="cot death"),
        record("term", kind="method", title=NAMES[0], other_names=NAMES[1:], issue=None),
    )
    for each in found.find("CoT", "ＣＯＴ", "chain of thought", "Chain-of-Thought", "思路提示链", "思路提示鏈"):
        assert each.records[0] == 2
        assert 0 in each.records


def test_an_identifier_brings_its_paper_first(made: Made) -> None:
    found = made(record("newer", text=f"参见 {'、'.join(IDS)}。"), record(IDS[0], other_names=IDS))
    queries = (
        *("wei2022chain", "2201.11903", "arXiv:2201.11903", "arxiv 2201.11903v6", "https://arxiv.org/abs/2201.11903v2"),
        *("10.48550/arXiv.2201.11903", "https://doi.org/10.48550/ARXIV.2201.11903", "doi:10.48550/arXiv.2201.11903"),
    )
    for query, each in zip(queries, found.find(*queries), strict=True):
        assert (query, each.records) == (query, [1, 0])


MATCHES = [
    ("預訓練", "预训练", True),
    ("预训练", "預訓練", True),
    ("ＢＥＲＴ", "bert", True),
    ("bert", "ＢＥＲＴ模型", True),
    ("Dollar", "Piotr Dollár", True),
    ("dollár", "Dollar", True),
    ("self-attention", "Self-Attention", True),
    ("self-attention", "attention to self", False),
    ("GPT-3", "GPT-3", True),
    ("GPT-3", "GPT-2 与 3", False),
    ("wav2vec2.0", "用 wav2vec2.0 做", True),
    ("wav2vec", "wav2vec2.0", True),
    ("C++", "用 C++ 写", True),
    ("C++", "用 C 写", False),
    ("C ", "用 C++ 写", False),
    ("C#", "C#", True),
    ("M6-10T", "M6-10T", True),
    ("T5", "mT5", True),
    ("ert", "bert", False),
    ("BERT模", "用BERT模型", True),
    ("的BERT", "新的BERT模型", True),
    ("的BERT模", "新的BERT模型", True),
    ("BERT型", "用BERT模型", False),
    ("训模", "训练模型", False),
    ("训练 模型", "模型的训练", True),
    ("fewshot", "a few-shot task", True),
    ("few-shot", "a few shot task", True),
    ("GPT3.5", "GPT-3.5", True),
    ("著名", "着名", True),
    ("預訓\u200b練", "预训\u00ad练", True),
    ('"训练 模型"', "模型的训练", False),
    ('"chain of thought"', "a chain of thought", True),
    ('"chain of thought"', "thought of chain", False),
    ('"chain of', "thought of a chain", True),
    ("“训练模型”", "训练模型", True),
    ("型", "模型", True),
    ("模", "模型", True),
    ("模模", "模型", False),
    ("模模模", "模模模型", True),
    ("𠮷野", "𠮷野家", True),
    ("한국", "한국어", True),
    ("カタ", "ｶﾀｶﾅ", True),
    ("a‏b", "ab", True),
    ("모델 대규모", "대규모 언어 모델", True),
]
"""A query, a text, and whether it is found."""


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> list[set[int]]:
    """Return the texts of the table that each query of the table finds."""
    texts = [record(str(place), text=text) for place, (_query, text, _is_there) in enumerate(MATCHES)]
    made = site(tmp_path_factory.mktemp("matches"), Library((), ()), texts)
    asked = ({"q": query, "exactly": True} for query, _text, _is_there in MATCHES)
    return [set(found.records) for found in made.find(*asked)]


@pytest.mark.parametrize("row", range(len(MATCHES)), ids=lambda row: " in ".join(MATCHES[row][:2]))
def test_what_matches_what(answers: list[set[int]], row: int) -> None:
    assert (row in answers[row]) is MATCHES[row][2]


def test_no_phrase_goes_from_one_field_into_the_next(made: Made) -> None:
    found = made(record("one", title="训练", names=("模型", "chain", "of thought"), text="方法"))
    asked = ({"q": query, "exactly": True} for query in ("训练模型", "练模", "型方", '"chain of thought"', "模型"))
    assert [each.records for each in found.find(*asked)] == [
        [],
        [],
        [],
        [],
        [0],
    ]


def test_what_has_no_words_finds_nothing_and_is_no_error(made: Made) -> None:
    queries = ("！？", '"', '""', "“”", "👍🏽", "\u200f", "\u0301", "%", "-", "\ud800", "()", "\x00")
    found = made(record("one", text="".join(query for query in queries if query.isprintable())))
    assert [each.records for each in found.find(*queries)] == [[]] * len(queries)


def test_what_is_very_long_is_no_error(made: Made) -> None:
    found = made(record("one", text="模型 a"))
    assert len(found.find("模型" * 5000, "a" * 10000, "a " * 5000, '"' * 10000, "模" * 10000)) == 5


def test_without_records_nothing_is_found(made: Made) -> None:
    assert [each.records for each in made().find("模型", "a", "", {"filters": {"year": ["2022"]}})] == [[], [], [], []]


def test_a_handbook_in_english_is_searched_alike(root: Path, tmp_path: Path) -> None:
    library = load(root / "tests/other/stars")
    made = site(tmp_path / "site", library, list(records(library)))
    assert made.ids("pulsars planets")[:1] == ["wolszczan1992planetary"]
    assert made.ids("Mayor 51 Pegasi") == ["mayor1995jupiter"]
    assert made.ids("10.1086/312457") == ["charbonneau2000detection"]
    assert made.ids({"q": "", "filters": {"topic": ["pulsars"], "kind": ["paper"]}}) == [
        "hewish1968observation",
        "wolszczan1992planetary",
    ]
    assert made.ids("nothing of the kind") == []
