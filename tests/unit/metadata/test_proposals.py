"""Proposals of terms."""

from __future__ import annotations

from handbook.library.vocabulary import Vocabulary
from handbook.metadata.proposals import propose
from handbook.metadata.record import Record
from handbook.text.latex import Text
from tests.unit import builders

TERMS = {
    "docs/topics/fine-tuning.md": builders.term("微调", en="Fine-tuning", aliases="[FT, finetuning]"),
    "docs/topics/nlp.md": builders.term("自然语言处理", en="Natural language processing", aliases="[NLP]"),
    "docs/topics/driving.md": builders.term("自动驾驶", en="Autonomous driving", aliases="[AD]"),
    "docs/methods/prompts.md": builders.term("提示学习", en="Prompt learning"),
    "docs/methods/chain.md": builders.term("思维链", en="Chain-of-thought prompting", aliases="[CoT]", broader="prompts"),
    "docs/methods/tuning.md": builders.term("提示微调", en="Prompt tuning", broader="prompts"),
    "docs/methods/c.md": builders.term("C", en="Copying"),
    "docs/institutions/made.md": builders.term("虚构大学", en="Made University", aliases="[MU]", misnomers="[Maid University]"),
    builders.TERM: None,
    builders.ISSUE: None,
}
VOCABULARY: Vocabulary = builders.read(TERMS).vocabulary


def terms(title: str = "", abstract: str = "", **values: object) -> set[str]:
    record = Record(source="a test", type="misc", title=Text(title), abstract=abstract, **values)  # type: ignore[arg-type]
    return {term.id for found in propose(VOCABULARY, record).values() for term in found}


def test_whole_words_in_any_spelling() -> None:
    assert terms("On Fine-Tuning") == {"fine-tuning"}
    assert terms("On fine tuning, finetuning and chain of thought prompting") == {"fine-tuning", "chain"}
    assert terms("Refinetuning, copyingly, finetuningless") == set()


def test_a_topic_that_an_abstract_mentions_once_is_not_what_it_is_about() -> None:
    assert terms(abstract="We do fine-tuning.") == set()
    assert terms(abstract="We do fine-tuning. Fine-tuning is good.") == {"fine-tuning"}


def test_an_example_is_not_what_a_paper_is_about() -> None:
    text = "Uses such as autonomous driving need it. For instance, autonomous driving may fail."
    assert terms(abstract=text) == set()


def test_a_method_of_several_words_counts_in_the_abstract() -> None:
    assert terms(abstract="We use chain-of-thought prompting and copying.") == {"chain"}
    assert terms("Copying Considered Harmful") == {"c"}


def test_a_broader_method_of_several_is_omitted() -> None:
    text = "Prompt learning, with prompt tuning"
    assert terms(abstract=text) == {"prompts", "tuning"}
    assert terms(abstract=f"{text} and chain-of-thought prompting.") == {"tuning", "chain"}
    assert terms("Prompt Learning", f"{text} and chain-of-thought prompting.") == {"prompts", "tuning", "chain"}


def test_two_letters_are_ambiguous() -> None:
    assert terms("AD for FT") == set()


def test_the_category_at_arxiv_and_the_anthology_give_the_field() -> None:
    assert terms(category="cs.CL") == {"nlp"}
    assert terms(doi="10.18653/v1/2022.emnlp-main.9") == {"nlp"}
    assert terms(category="cs.LG") == set()


def test_institutions_come_from_affiliations_alone() -> None:
    assert terms("Made University", "Made University. Made University.") == set()
    assert terms(affiliations=("Lab 1, Made University, Nowhere",)) == {"made"}
    assert terms(affiliations=("Maid University",)) == {"made"}


def test_the_order_is_that_of_the_text() -> None:
    record = Record(source="a test", type="misc", title=Text("Prompt tuning"), abstract="and chain-of-thought prompting")
    assert [term.id for term in propose(VOCABULARY, record)["method"]] == ["tuning", "chain"]
