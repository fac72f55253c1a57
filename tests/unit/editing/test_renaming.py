"""A new id for a term: every use of the old one changes, and no other byte."""

from __future__ import annotations

import pytest

from handbook.checking.checks import check
from handbook.editing.lines import text_of
from handbook.editing.renaming import RenamingError, mentions_left, rename_term, term_to_rename
from handbook.site.redirects import page, redirects

from .. import builders
from ..builders import ISSUE, PROSE, TERM, entry, issue, term

OLD, NEW = "tuning", "fine-tuning"
BELOW = "docs/topics/prompts.md"
METHOD = "docs/methods/tuning.md"
TEXT = """# 微调与别的

{topic}`tuning` 与 {hb:topic}`tuning <tuning>`、{method}`tuning`，`{topic}` 后面的 `tuning` 不是；{topic}`微调` 也不改。

:::{topic} tuning
:::

[页面](../topics/tuning.md#entries)，[锚](#tuning)，[别的](../methods/tuning.md)，tuning 一词。

[ref]: ../topics/tuning.md
"""
FILES: builders.Files = {
    ISSUE: issue(entry(topics="tuning， tuning-b、微调", body="见 {topic}`tuning`。")),
    "docs/topics/tuning-b.md": term("另一", en="Another"),
    TERM: "---\nen: Tuning # tuning\nzh: 微调\n---\n# 微调\n\n[自己](tuning.md)。\n",
    BELOW: term("提示", en="Prompts", broader="tuning"),
    METHOD: term("调法", en="Way", broader="tuning-method"),
    "docs/methods/tuning-method.md": term("法", en="Method"),
    PROSE: TEXT,
}


def renamed(files: builders.Files = FILES, old: str = OLD, new: str = NEW, kind: str = "topic") -> dict[str, str]:
    """Return the texts of the pages after a renaming."""
    library = builders.read(files)
    texts = {path: text_of(data) for path, data in builders.tree(files).items() if path.endswith(".md")}
    changed = rename_term(library, texts, term_to_rename(library, old, kind), new)
    return {path: text for path, text in {**texts, **changed}.items() if text is not None}


def test_related_ids_change_where_they_mean_the_term() -> None:
    files = {
        **FILES,
        "docs/topics/tuning-b.md": term("另一", en="Another", related="[tuning-method, tuning]  # both"),
        "docs/methods/tuning.md": term("调参", en="Parameters", related="[tuning]"),
        "docs/methods/use.md": term("用法", en="Use", related="[tuning]"),
        TERM: term(related="[use]"),
    }
    after = renamed(files)
    assert after["docs/topics/tuning-b.md"] == files["docs/topics/tuning-b.md"].replace(", tuning]", ", fine-tuning]")
    assert after["docs/methods/tuning.md"] == files["docs/methods/tuning.md"].replace("[tuning]", "[fine-tuning]")
    assert after["docs/methods/use.md"] == files["docs/methods/use.md"]  # it means the method, although the topic names it


def test_every_use_changes_and_nothing_else() -> None:
    before = {path: text_of(data) for path, data in builders.tree(FILES).items() if path.endswith(".md")}
    after = renamed()
    assert TERM not in after
    assert after["docs/topics/fine-tuning.md"] == (
        "---\nen: Tuning # tuning\nzh: 微调\nformerly: [tuning]\n---\n# 微调\n\n[自己](fine-tuning.md)。\n"
    )
    assert after[ISSUE] == before[ISSUE].replace(": tuning，", ": fine-tuning，").replace("`tuning`", "`fine-tuning`")
    assert after[BELOW] == before[BELOW].replace("broader: tuning", "broader: fine-tuning")
    assert after[METHOD] == before[METHOD]
    assert after[PROSE] == (
        TEXT.replace("{topic}`tuning`", "{topic}`fine-tuning`")
        .replace("<tuning>", "<fine-tuning>")
        .replace("{topic} tuning", "{topic} fine-tuning")
        .replace("topics/tuning.md", "topics/fine-tuning.md")
        .replace("#tuning", "#fine-tuning")
    )


@pytest.mark.parametrize("end", ["\r\n", "\n"])
def test_line_ends_and_marks_stay(end: str) -> None:
    files = {path: "\ufeff" + text.replace("\n", end) for path, text in FILES.items() if isinstance(text, str)}
    after = renamed(files)
    assert {path: text.removeprefix("\ufeff").replace(end, "\n") for path, text in after.items()} == renamed()
    assert all(text.startswith("\ufeff") for text in after.values())


def test_renaming_causes_no_new_problem() -> None:
    codes = [each.code for each in check(builders.read(FILES))]
    after: builders.Files = {**renamed(), TERM: None}
    assert [each.code for each in check(builders.read(after))] == codes


def test_renaming_back_leaves_no_redirect_loop() -> None:
    after: builders.Files = {**renamed(), TERM: None}
    back = renamed(after, NEW, OLD)
    assert "formerly: [fine-tuning]\n" in back[TERM]
    assert back[ISSUE] == FILES[ISSUE]


def test_a_name_of_its_own_may_become_the_id() -> None:
    assert "docs/topics/fine-tuning.md" in renamed({**FILES, TERM: term(aliases="[Fine-Tuning]")})


def test_the_old_id_is_a_problem_that_names_the_new_one() -> None:
    library = builders.read({TERM: None, "docs/topics/fine-tuning.md": term(en="Tune", formerly="[tuning]")})
    (found,) = [each for each in check(library) if each.code == "unknown-term"]
    assert found.text().startswith("there is no topic tuning (did you mean fine-tuning?")


@pytest.mark.parametrize(
    ("old", "new", "kind", "said"),
    [
        ("tunning", "x", "topic", "there is no term tunning; did you mean tuning?"),
        ("nothing-like-it", "x", "", "there is no term nothing-like-it"),
        ("tuning", "x", "", "several terms: give --kind topic, method"),
        ("tuning", "Fine Tuning", "topic", "did you mean fine-tuning?"),
        ("tuning", "index", "topic", "is not a valid id of a term"),
        ("tuning", "../x", "topic", "did you mean x?"),
        ("tuning", "prompts", "topic", "prompts is already an id or a name of prompts, in docs/topics/prompts.md"),
        ("tuning", "tuning", "topic", "tuning is already an id or a name of tuning"),
        ("tuning", "older", "topic", "older is a former id of tuning-b"),
    ],
)
def test_invalid_ids_are_errors(old: str, new: str, kind: str, said: str) -> None:
    files = {**FILES, "docs/topics/tuning-b.md": term("另一", en="Another", formerly="[older]")}
    with pytest.raises(RenamingError) as refused:
        renamed(files, old, new, kind)
    assert said in refused.value.text()


def test_a_use_that_cannot_be_replaced_prevents_all_changes() -> None:
    with pytest.raises(RenamingError) as refused:
        renamed({**FILES, PROSE: "# 题\n\n{topic}`tun\u200bing`\n"})
    assert "docs/guide/prose.md:" in refused.value.text()


def test_other_uses_of_the_word_are_listed() -> None:
    library = builders.read(FILES)
    texts = {path: text_of(data) for path, data in builders.tree(FILES).items() if path.endswith(".md")}
    changed = rename_term(library, texts, term_to_rename(library, OLD, "topic"), NEW)
    left = {f"{where.path}:{where.line}" for where in mentions_left(changed, texts, OLD)}
    assert left == {"docs/guide/prose.md:3", "docs/guide/prose.md:8", "docs/topics/fine-tuning.md:2"}


def test_old_addresses_redirect_to_the_term_unless_another_has_them() -> None:
    files = {
        TERM: term(formerly="[old-a, prompts]"),
        BELOW: term("提示", en="Prompts", formerly="[old-a, old-b]"),
    }
    found = {old: target.rpartition("/")[2] for old, (_title, target) in redirects(builders.read(files)).items()}
    assert found == {"docs/topics/old-b": "prompts", "docs/topics/old-a": "prompts"}


def test_a_redirecting_page_shows_names_as_text() -> None:
    text = page("<a> & b", 'x.html?"', canonical="https://example.org/x.html", language="zh-CN", site="S", say=str).decode()
    assert "&lt;a&gt; &amp; b — S" in text
    assert 'content="0; url=x.html?&quot;"' in text
