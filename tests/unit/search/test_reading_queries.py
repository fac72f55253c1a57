"""The parts of a query that are read without an index: operators, identifiers, authors, references, forms, slips and sounds."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handbook import load
from handbook.fulltext.tokens import fold_text
from handbook.model.people import parse_latex_name
from handbook.search import lexicon
from handbook.search.facts import identifiers, preprint_year
from handbook.search.keys import name_keys, of_address, of_authors, of_doi
from handbook.search.searchable import records
from handbook.search.words import core, near, spelled, stem, tables

from .javascript import call

ROOT = Path(__file__).parents[3]

IDENTIFIERS = [
    ("https://arxiv.org/pdf/2110.15943v2.pdf", ["arxiv:2110.15943"], ""),
    ("https://ar5iv.labs.arxiv.org/html/2111.06377", ["arxiv:2111.06377"], ""),
    ("arXiv：2110.12010 [cs.CL]。", ["arxiv:2110.12010"], ""),
    ("see hep-th/9901001 there", ["arxiv:hep-th/9901001"], "see there"),
    ("https://doi.org/10.1007%2Fs11263-024-02117-4", ["doi:10.1007/s11263-024-02117-4"], ""),
    ("(doi: 10.1145/3605943).", ["doi:10.1145/3605943"], ""),
    ("10.48550/arXiv.2110.11334", ["doi:10.48550/arxiv.2110.11334", "arxiv:2110.11334"], ""),
    ("10.18653/v1/2022.acl-long.93", ["doi:10.18653/v1/2022.acl-long.93", "acl:2022.acl-long.93"], ""),
    ("https://aclanthology.org/P19-1001.pdf", ["acl:p19-1001"], ""),
    ("https://openreview.net/forum?id=aBc-1", ["openreview:abc-1"], ""),
    ("PMC10448337", ["pmc:10448337"], ""),
    ("\\citep[see][p. 3]{he2022masked}", ["key:he2022masked"], ""),
    ("{cite:p}`he2022masked`", ["key:he2022masked"], ""),
    ("[@he2022masked]", ["key:he2022masked"], ""),
    ("git@github.com:WGLab/mutformer.git", ["url:github.com/wglab/mutformer", "url:github.com/wglab"], ""),
    ("https://youtu.be/RhNZUyOubfE?t=3", ["url:youtube.com/rhnzuyoubfe"], ""),
    ("@article{x, title={A}}", [], None),
    ("version 3.11 of 2022.10", [], None),
    ("a 12345.6789 b", [], None),
]
"""A query, the names of the first identifier in it, and what is left of it (None where that does not matter)."""


@pytest.mark.parametrize(("written", "names", "rest"), IDENTIFIERS)
def test_identifiers_are_read_in_any_wrapping(written: str, names: list[str], rest: str | None) -> None:
    (found,) = call("identifiers", [written])
    first = found["identifiers"][0]["names"] if found["identifiers"] else []
    assert first == names
    assert rest is None or " ".join(found["rest"].split()) == rest


def test_every_identifier_and_link_of_the_handbook_is_read_as_python_names_it() -> None:
    library = load(ROOT)
    for entry in library.entries.values():
        works = [work for work in (entry.reference, entry.paper) if work]
        own = {*identifiers(entry, works)}
        asked = [link.url for link in entry.item.links] + [
            url for work in works for url in (work.url, work.doi, work.arxiv) if url
        ]
        for written, found in zip(asked, call("identifiers", asked), strict=True):
            read = {name for each in found["identifiers"] for name in each["names"]}
            assert own & read, written


def test_python_names_addresses_like_the_browser() -> None:
    assert [*of_doi("https://doi.org/10.18653/v1/2022.acl-long.93")] == [
        "doi:10.18653/v1/2022.acl-long.93",
        "acl:2022.acl-long.93",
    ]
    assert [*of_address("https://www.github.com/A/B.git")] == ["url:github.com/a/b"]
    assert [*of_address("https://github.com/A/B/tree/main/c")] == ["url:github.com/a/b/tree/main/c", "url:github.com/a/b"]
    assert [*of_address("no address")] == []


AUTHORS = [
    ("J. Huang", [("Huang", "j")], ""),
    ("Huang J", [("Huang", "j")], ""),
    ("HE K, CHEN X, XIE S, et al.", [("HE", "k"), ("CHEN", "x"), ("XIE", "s")], ""),
    ("Girshick, R., Dollár, P.", [("Girshick", "r"), ("Dollár", "p")], ""),
    ("(Min et al., 2022)", [("Min", "")], "2022"),
    ("Qi and Shah (2022)", [("Qi", ""), ("Shah", "")], "2022"),
    ("Huang 等，2023", [("Huang", "")], "2023"),
    ("何恺明等，2022", [("何恺明", "")], "2022"),
    ("G.-J. Qi", [("Qi", "gj")], ""),
    ("van de Kar, M.", [("van de Kar", "m")], ""),
    ("language models", None, ""),
    ("GPT-3 in 2022", None, ""),
]


@pytest.mark.parametrize(("written", "authors", "year"), AUTHORS)
def test_authors_are_read_in_the_style_of_references(written: str, authors: list[tuple[str, str]] | None, year: str) -> None:
    (found,) = call("authorships", [written])
    if authors is None:
        assert found == []
    else:
        assert [(each["family"], each["initials"]) for each in found[0]["authors"]] == authors
        assert found[0]["year"] == year


def test_an_author_is_found_by_family_name_particle_and_initials() -> None:
    names = [*of_authors(filter(None, map(parse_latex_name, ("van de Kar, Mozes", "Qi, Guo-Jun"))))]
    assert {"author:kar", "author:vandekar", "author:vandekar m", "first:kar", "author:qi g", "author:qi gj"} <= {*names}
    assert "first:qi" not in names
    assert {"author:hou l", "first:hou"} <= {*of_authors(["侯乐"])}


def test_a_reference_is_reduced_to_title_authors_and_year() -> None:
    written = [
        "Huang, J., Gu, S. S., & Han, J. (2023). Large language models can self-improve. In EMNLP 2023 (pp. 1–18).",
        "HE K, CHEN X, et al. Masked autoencoders are scalable vision learners[C]//CVPR 2022. 2022: 16000-16009.",
        "@misc{x, title={{MetaICL}: Learning}, author={Min, Sewon and Lewis, Mike}, year={2022}}",
        "a plain query of some more words",
    ]
    first, second, third, fourth = call("reference", written)
    assert "Large language models can self-improve" in first["titles"]
    assert [(each["family"], each["initials"]) for each in first["authors"]] == [("Huang", "j"), ("Gu", "ss"), ("Han", "j")]
    assert second["titles"] == ["Masked autoencoders are scalable vision learners"]
    assert (third["titles"], third["year"]) == (["MetaICL: Learning"], "2022")
    assert fourth is None


def test_operators_are_read() -> None:
    (found,) = call("divide", ['a -b "c d" OR title:e author:"f g" -"h i" - j well-known "un'])
    parts = [(each["text"], each["isQuoted"], each["isNot"], each["isOr"], each["field"]) for each in found["parts"]]
    assert parts == [
        ("a", False, False, False, ""),
        ("b", False, True, False, ""),
        ("c d", True, False, False, ""),
        ("e", False, False, True, "title"),
        ("f g", True, False, False, "people"),
        ("h i", True, True, False, ""),
        ("-", False, False, False, ""),
        ("j", False, False, False, ""),
        ("well-known", False, False, False, ""),
        ("un", False, False, False, ""),
    ]


def test_what_copying_adds_is_removed() -> None:
    assert call("cleaned", ["小 样 本 学习", "Process- ing", "inter\u00adpret", "预\u200b训练", "a - b"]) == [
        "小样本 学习",
        "Process-ing",
        "interpret",
        "预训练",
        "a - b",
    ]


NEAR = [
    ("few-shot", "fewshot"),
    ("Meta ICL", "MetaICL"),
    ("auto encoders", "autoencoder"),
    ("fine tune", "Fine-tuning"),
    ("Generalised labelling", "generalized labeling"),
    ("什么是思维链", "思维链"),
    ("MAE是什么意思", "mae"),
    ("how to add an issue", "Adding an issue"),
    ("大语言模型的推理能力", "大语言模型推理能力"),
]


@pytest.mark.parametrize(("one", "other"), NEAR)
def test_names_in_other_spellings_have_one_key(one: str, other: str) -> None:
    assert near(one) == near(other) != ""
    assert call("near", [one, other]) == [near(one), near(other)]


@pytest.mark.parametrize("name", ["Few-shot learning", "大语言模型的推理能力", "C++", "什么是思维链", "的", "x"])
def test_a_query_asks_for_the_keys_of_a_name_which_stand_next_to_each_other(name: str) -> None:
    keys = [*name_keys([name])]
    assert keys == sorted(keys)
    (query,) = call("parse", [name])
    assert {*query["whole"]} - {""} == {*keys} != set()
    (quoted,) = call("parse", [f'"{name}"'])
    assert quoted["whole"] == keys[-1:], "in quotation marks, no other spelling counts"


def test_the_key_of_a_name_as_it_is_written_is_that_of_all_spellings_and_more() -> None:
    (one, written), (other, otherwise) = map(list, (name_keys(["Few-shot"]), name_keys(["fewshot"])))
    assert one == other == near("few shot")
    assert written.startswith(one)
    assert otherwise.startswith(one)
    assert written != otherwise


def test_other_names_have_other_keys() -> None:
    assert len({near(name) for name in ("GPT-3", "GPT-4", "C++", "C", "add", "ad", "怎么", "什么是")}) == 8


def test_the_browser_spells_every_name_of_the_handbook_like_python() -> None:
    names = sorted({name for record in records(load(ROOT)) for name in (*record.titles, *record.other_names, *record.near_names)})
    assert call("near", names) == [near(name) for name in names]
    assert call("core", names) == [core(spelled(name)) for name in names]


@settings(max_examples=5, deadline=None)
@given(st.lists(st.text("abdegilmnoprstuy", max_size=14), min_size=200, max_size=200))
def test_the_browser_stems_like_python(words: list[str]) -> None:
    assert call("stem", words) == [stem(word) for word in words]


def test_a_word_has_its_other_forms() -> None:
    label, analyse, categories, model = call("forms", ["labelled", "analyse", "categories", "model"])
    assert {"labeled", "label", "labelling"} <= {*label}
    assert "analyze" in analyse
    assert "category" in categories
    assert {"models", "modelling"} <= {*model}


def test_words_of_taiwan_are_those_that_folding_leaves_and_are_replaced() -> None:
    pairs = [pair.split() for pair in tables()["elsewhere"]]
    assert [old for old, _new in pairs] == [fold_text(old) for old, _new in pairs]
    assert all(old != new for old, new in pairs)
    assert call("local", ["图注意力网路", "物件侦测资料集", "网络"]) == ["图注意力网络", "目标检测数据集", "网络"]


def test_slips_are_counted() -> None:
    asked = [["transformer", "transfomer"], ["mellon", "melon"], ["interpretability", "intrepretability"], ["cat", "dog"]]
    assert call("edits", asked) == [1, 1, 1, 3]


def test_a_slip_is_corrected_by_names_first_and_not_in_short_words() -> None:
    known = ["transformer3", "mellona", "melody1", "bert5"]
    asked = [{"words": known, "word": word} for word in ("transfomer", "melon", "bret", "mellon")]
    assert call("closest", asked) == [["transformer"], ["mellon"], [], []]


def test_words_run_together_are_divided() -> None:
    known = ["masked3", "autoencoder3", "mask3"]
    assert call("halves", [{"words": known, "word": word} for word in ("maskedautoencoders", "maskedx")]) == [
        ["masked", "autoencoders"],
        [],
    ]


def test_pinyin_and_initials_name_a_part_of_a_name() -> None:
    files = [{"names": ["预训练语言模型", "思维链"], "sounds": lexicon.sounds("预训练语言模型思维链微调")}]
    asked = [{"files": files, "letters": letters} for letters in ("yuxunlian", "si wei lian", "swl", "yxlyymx", "xun", "xyz")]
    assert call("named", asked) == [["预训练"], ["思维链"], ["思维链"], ["预训练语言模型"], [], []]


def test_initials_name_words_and_no_pieces_of_words() -> None:
    names = ["智源研究院", "人工智能研究院", "下一句预测", "基于记忆的模型", "半监督学习", "文本数据集", "图像数据集构建"]
    files = [{"names": names, "sounds": lexicon.sounds({*"".join(names)})}]
    asked = [{"files": files, "letters": letters} for letters in ("yjy", "bjdx", "bjdxx", "sjj", "yuanyanjiu")]
    assert call("named", asked) == [["研究院"], ["半监督学"], ["半监督学习"], ["数据集"], ["源研究"]]


def test_a_character_stands_below_each_of_its_sounds() -> None:
    found = lexicon.sounds("行长")
    assert {sound for sound, chars in found.items() if "行" in chars} >= {"xing", "hang"}
    assert len(lexicon.common()) == 3755


def test_the_lexicon_has_names_and_frequent_words_and_no_misnomers() -> None:
    made = lexicon.Lexicon()
    for record in records(load(ROOT)):
        made.add(record)
    files: dict[str, Any] = made.files(0)
    assert set(files) == {*lexicon.names(0)}
    words = {word[:-1]: word[-1] for name, content in files.items() if not name.endswith("names.json.gz") for word in content}
    assert words["zettlemoyer"].isalpha()
    assert any(sign.isdigit() for sign in words.values())
    names = files["lexicon/0/names.json.gz"]["names"]
    assert {"思维链", "清华"} <= {*names}
    assert "数据集检测" not in names


@pytest.mark.parametrize(
    ("number", "year"), [("2210.11610", 2022), ("0704.0001", 2007), ("math/0309136", 2003), ("hep-th/9901001", 1999), ("", None)]
)
def test_an_arxiv_number_says_its_year(number: str, year: int | None) -> None:
    assert preprint_year(number) == year
