"""What is taken of a paper for the comparison with others."""

from __future__ import annotations

from dataclasses import replace

from handbook.related.facts import facts_of, words_of

from ..builders import BIB, ISSUE, Files, bib, entry, issue, person, read, term

TREE: Files = {
    ISSUE: issue(
        entry(topics="small", body="摘要见 {cite:p}`roe2022` 与 [网页](https://example.org/abc)。")
        + "\n"
        + entry("roe2022", title="另一篇", body="Summary about noise.")
        + "\n"
        + entry("lee2022", title="第三篇", body="无。")
    ),
    BIB: bib(author="Doe, Jane and Roe, A.")
    + bib("roe2022", title="Other Ways", author="Roe, Ann")
    + bib("lee2022", title="Third", related="roe2022"),
    "docs/topics/small.md": term("小调", en="Small", broader="tuning", related="[way]"),
    "docs/methods/way.md": term("法", en="Way"),
    "docs/people/roe-ann.md": person("Ann Roe", "A. Roe"),
}


def test_terms_have_those_above_them_and_those_that_the_vocabulary_relates() -> None:
    facts = facts_of(read(TREE), {})["doe2022deep"]
    terms = {name: above for name, above in facts.named.items() if name[0] == "topic"}
    assert terms == {("topic", "small"): (("topic", "tuning"),), ("topic", "tuning"): ()}
    assert facts.near == ((("topic", "small"), ("method", "way")),)


def test_the_spellings_of_a_person_with_a_page_are_one_author() -> None:
    facts = facts_of(read(TREE), {})
    assert ("author", "roe-ann") in facts["doe2022deep"].named
    assert ("author", "roe-ann") in facts["roe2022"].named
    apart = facts_of(read({**TREE, "docs/people/roe-ann.md": None}), {})
    assert ("author", "roe-ann") not in apart["doe2022deep"].named


def test_citations_are_those_of_the_summary_and_of_the_field_related() -> None:
    facts = facts_of(read(TREE), {})
    assert {key: set(each.cites) for key, each in facts.items()} == {
        "doe2022deep": {"roe2022"},
        "roe2022": set(),
        "lee2022": {"roe2022"},
    }


def test_words_are_those_of_titles_and_summary_without_ids_and_addresses() -> None:
    found = facts_of(read(TREE), {})["doe2022deep"].words
    assert found == words_of("深度示例\nDeep Examples\n摘要见 与 [网页 。")
    assert not {*words_of("roe2022 cite example abc")} & {*found}
    assert {*words_of("摘要 examples")} <= {*found}
    assert [*words_of("要 的")] == [], "single characters are no words"


def test_words_of_the_same_text_are_taken_over_and_of_another_made_anew() -> None:
    library = read(TREE)
    facts = facts_of(library, {})
    marked = {key: replace(each, words=words_of("标记")) for key, each in facts.items()}
    assert facts_of(library, marked)["roe2022"].words == words_of("标记")
    changed = {key: replace(each, text=b"") for key, each in marked.items()}
    assert facts_of(library, changed) == facts


def test_papers_that_are_the_same_are_left_out_unless_they_cite_others() -> None:
    former = facts_of(read(TREE), {})
    known = {key: replace(each, words=words_of("taken over")) for key, each in former.items()}
    alone = {**TREE, BIB: str(TREE[BIB]).replace("related = {roe2022}", "note = {none}")}
    same = {key: known[key].cites for key in ("doe2022deep", "lee2022")} | {"gone": frozenset()}
    found = facts_of(read(alone), known, same)
    assert found["lee2022"] == replace(known["lee2022"], cites=frozenset()), "what it cites depends on other papers too"
    assert found["roe2022"] == replace(former["roe2022"], words=words_of("taken over")), "the text is the same"
    assert ("author", "roe-ann") in found["roe2022"].named
    assert found.keys() == {"lee2022", "roe2022"}
