"""The steps by which a query is found, what is said of them, and what holds in every step."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from handbook.library.library import Library
from handbook.search.searchable import SearchRecord

from .site import Found, Site, site


def record(name: str, title: str = "题目", *, kind: str = "paper", **more: object) -> SearchRecord:
    """Return a minimal record."""
    issue = 1 if kind == "paper" else None
    fields: dict[str, object] = {"kind": kind, "id": name, "docname": "issues/001", "titles": (title,), "issue": issue, **more}
    return SearchRecord(**fields)  # type: ignore[arg-type]


RECORDS = (
    record(
        "mae", "掩码自编码器", text="Masked autoencoders learn from images.", authors=("Kaiming He",), has=("code",), year=2022
    ),
    record(
        "bert",
        "预训练语言模型",
        text="Labelled data of the transformer, and of a transformer.",
        authors=("Jacob Devlin",),
        has=("erratum",),
        year=2019,
    ),
    record(
        "gpt",
        "大语言模型",
        text="ChatGPT and GPT-4 are transformers.",
        keys=("author:brown t", "first:brown", "author:brown"),
        year=2020,
    ),
    record("chain", "思维链", kind="method", other_names=("chain of thought", "CoT"), also=(("", "chain of thought", "CoT"),)),
    record("images", "图像", kind="topic", near_names=("视觉",), text="The transformer again, for masks."),
    record("guide", "怎样引用", kind="guide", text="mae 掩码 预训练 siweilian make bench"),
)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return site(tmp_path_factory.mktemp("steps"), Library((), ()), RECORDS)


def ids(made: Site, found: Found) -> list[str]:
    return [made.records[place].id for place in found.records]


STEPS = [
    ("masked", "exact", ["mae"], ""),
    ("autoencoder", "exact", ["mae"], ""),
    ("auto encoders", "forms", ["mae"], ""),
    ("labeled", "forms", ["bert"], ""),
    ("GPT", "exact", ["gpt"], ""),
    ("GPT4", "exact", ["gpt"], ""),
    ("chainofthought", "exact", ["chain"], ""),
    ("什么是思维链", "exact", ["chain"], ""),
    ("视觉", "exact", ["images"], ""),
    ("transfomer", "corrected", ["bert", "gpt", "images"], "transformer"),
    ("rtansformer", "corrected", ["bert", "gpt", "images"], "transformer"),
    ("hransformer", "corrected", ["bert", "gpt", "images"], "transformer"),
    ("ransformer", "corrected", ["bert", "gpt", "images"], "transformer"),
    ("预训练语言模形", "corrected", ["bert"], "预训练语言模型"),
    ("siweilian", "exact", ["guide"], ""),
    ("make bench", "exact", ["guide"], ""),
    ("swl", "corrected", ["chain"], "思维链"),
    ("大语言模型的自编码器", "part", ["mae", "gpt"], ""),
    ("qzxwvk", "nothing", [], ""),
    ("2210.11610", "nothing", [], ""),
    ("Brown et al.", "exact", ["gpt"], ""),
    ("T. Brown", "exact", ["gpt"], ""),
]


def test_each_query_is_found_by_its_step(made: Site) -> None:
    for (query, step, wanted, taken), found in zip(STEPS, made.find(*(query for query, *_rest in STEPS)), strict=True):
        assert (query, found.step, found.taken) == (query, step, taken)
        assert (query, {*ids(made, found)}) == (query, {*wanted})


def test_exactly_means_the_first_step_only(made: Site) -> None:
    asked: list[dict[str, Any]] = [{"q": query, "exactly": True} for query, *_rest in STEPS]
    for (query, step, _wanted, _taken), found in zip(STEPS, made.find(*asked), strict=True):
        assert (query, bool(found.records), found.step) == (query, step == "exact", step if step == "exact" else "nothing")


def test_what_only_the_guide_has_is_found_there_and_its_correction_is_suggested(made: Site) -> None:
    (found,) = made.find("siweilian")
    assert (ids(made, found), found.suggestions) == (["guide"], ["思维链"])


OPERATORS = [
    ("transformer -labelled", {"images"}),
    ("transformers OR masked", {"gpt", "mae"}),
    ('"learn from"', {"mae"}),
    ('"from learn"', set()),
    ('"from learn" masked', set()),
    ("title:语言", {"bert", "gpt"}),
    ("author:kaiming", {"mae"}),
    ("作者:kaiming", {"mae"}),
    ("title:kaiming", set()),
    ("-masked", set()),
    ('images -"learn from"', set()),
]


def test_operators_hold_in_every_step(made: Site) -> None:
    for (query, wanted), found in zip(OPERATORS, made.find(*(query for query, _wanted in OPERATORS)), strict=True):
        assert (query, {*ids(made, found)}) == (query, wanted)


def test_sections_of_the_guide_come_last_and_apart_unless_they_are_named(made: Site) -> None:
    apart, named = made.find("掩码", "怎样引用")
    assert (ids(made, apart)[-1], [made.records[place].id for place in apart.guide]) == ("guide", ["guide"])
    assert (ids(made, named), named.guide) == (["guide"], [])


def test_filters_that_leave_nothing_say_how_many_there_are_without_each(made: Site) -> None:
    (found,) = made.find({"q": "语言", "filters": {"year": ["2022"], "has": ["erratum"]}})
    assert found.records == []
    assert found.without == {"year": 1, "has": 0, "": 2}
    (found,) = made.find({"q": "语言", "filters": {"year": ["2019"]}})
    assert (ids(made, found), found.without) == (["bert"], {})


def test_results_are_sorted_by_title(made: Site) -> None:
    (found,) = made.find({"q": "", "sort": "title", "filters": {"kind": ["paper"]}})
    assert sorted(ids(made, found)) == ["bert", "gpt", "mae"]
    titles = [made.records[place].titles[0] for place in found.records]
    assert titles == ["大语言模型", "掩码自编码器", "预训练语言模型"]


def test_a_commoner_form_is_suggested_where_little_is_found(made: Site) -> None:
    little, much = made.find("transformers", "语言")
    assert (ids(made, little), little.suggestions) == (["gpt"], ["transformer"])
    assert much.suggestions == []


def test_the_files_of_a_late_part_have_its_words(tmp_path: Path) -> None:
    from .site import with_index

    many = [record(f"r{number}", f"第{number}个", text=f"common word{number}") for number in range(40)]
    first = site(tmp_path, Library((), ()), many)
    later = [record("new", "新的", authors=("Zettlemoyer",), text="x"), *many]
    made = with_index(tmp_path, Library((), ()), later, first.index.parts)
    assert len(made.index.parts) == 2
    (found,) = made.find("Zettelmoyer")
    assert (found.step, ids(made, found)) == ("corrected", ["new"])


def test_words_of_taiwan_count_beside_those_that_are_typed_if_the_characters_are_traditional(tmp_path: Path) -> None:
    made = site(
        tmp_path, Library((), ()), [record("here", text="数据的网络"), record("there", text="資料的网络"), record("none")]
    )
    traditional, simplified, quoted = made.find("資料", "资料", '"資料"')
    assert ids(made, traditional) == ["there", "here"]
    assert ids(made, simplified) == ids(made, quoted) == ["there"]


def test_a_paper_is_found_first_by_the_name_before_the_colon_of_its_title(tmp_path: Path) -> None:
    term = record("term", "伪到实", kind="method", near_names=("M6-10T",), text="M6-10T M6-10T")
    made = site(tmp_path, Library((), ()), [record("other", text="M6-10T"), record("paper", "M6-10T：一种范式"), term])
    assert [ids(made, found)[0] for found in made.find("M6-10T", "m610t")] == ["paper", "paper"]
