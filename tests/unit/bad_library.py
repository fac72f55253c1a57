"""Bad input, part four: references, terms, items and issues that contradict each other, with the expected reports."""

from __future__ import annotations

from .bad_directives import beside, prose
from .builders import BIB, ISSUE, KEY, TERM, bib, case, entry, issue, person, term

NEW_TOPIC = "to define a new term, add the page docs/topics/ID.md)"
ADD_ENTRY = "add the entry to bib/, or correct the key)"
TAKE_NAME = "(a name belongs to one term: remove it from the other)"
TAKE_BROADER = "(remove broader from one of them)"
NOT_RELATED = "(remove it from related)"
NOT_NEAR = "(remove it from near; if that is another term, write its id in related)"
ITEM = "https://www.wikidata.org/wiki/Q1"
SAME_AS = "keep it where it means exactly that; if both terms are one, merge them"
OTHER_WORDS = "related lists ids of other terms; write other words in near)"
SAME_KIND = "broader is the id of a term of the same kind)"
OTHER = "docs/topics/other.md"
WAY = "docs/methods/way.md"
BOTH = issue(entry(topics="tuning, other"))
WITH_WAY = issue(entry(KEY, ":methods: way"))
BOTH_AND_WAY = issue(entry(KEY, ":methods: way", topics="tuning, other"))


def other(**fields: object) -> str:
    """Return the page of a second topic."""
    return term("别题", en="Other", **fields)


REFERENCES = (
    case(
        "an unknown term similar to a known one",
        {ISSUE: issue(entry(topics="tuning, tunning"))},
        ("unknown-term", "issues/064.md:10", f"there is no topic tunning (did you mean tuning? {NEW_TOPIC}"),
    ),
    case(
        "an unknown term similar to none",
        {ISSUE: issue(entry(topics="tuning, 量子计算"))},
        ("unknown-term", "issues/064.md:10", f"there is no topic 量子计算 ({NEW_TOPIC}"),
    ),
    case(
        "unknown terms in running text",
        prose("见{topic}`tunin`和\n{method}`量子 <quantum>`。"),
        ("unknown-term", "docs/guide/prose.md:3", f"there is no topic tunin (did you mean tuning? {NEW_TOPIC}"),
        (
            "unknown-term",
            "docs/guide/prose.md:4",
            "there is no method quantum (to define a new term, add the page docs/methods/ID.md)",
        ),
    ),
    case(
        "an unknown term on a card",
        prose("```{topic} nosuch\n```"),
        ("unknown-term", "docs/guide/prose.md:3", f"there is no topic nosuch ({NEW_TOPIC}"),
    ),
    case(
        "a term named by its Chinese name",
        {ISSUE: issue(entry(topics="微 调"))},
        ("alias-used", "issues/064.md:10", "微 调 is read as tuning (write the id)"),
    ),
    case(
        "a term named in running text by its English name in full width",
        prose("{topic}`调优 <ＴＵＮＩＮＧ>`"),
        ("alias-used", "docs/guide/prose.md:3", "ＴＵＮＩＮＧ is read as tuning (write the id)"),
    ),
    case(
        "an entry whose key is in no .bib file",
        {ISSUE: issue(entry("doe2022dep"))},
        ("entry-unused", "bib/064.bib:1", f"{KEY} is neither presented nor cited (the entry stays in the file)"),
        ("unknown-citation", "issues/064.md:8", f"no .bib file has the key doe2022dep (did you mean {KEY}? {ADD_ENTRY}"),
    ),
    case(
        "unknown keys in running text and in a table",
        prose("见 {cite:p}`doe2022deep,doe2022deeper`\n\n| 甲 |\n| - |\n| {cite:t}`{参见}nosuch{第 3 页}` `{cite}`in`{code}` |"),
        ("unknown-citation", "docs/guide/prose.md:3", f"no .bib file has the key doe2022deeper (did you mean {KEY}? {ADD_ENTRY}"),
        ("unknown-citation", "docs/guide/prose.md:7", f"no .bib file has the key nosuch ({ADD_ENTRY}"),
    ),
    case(
        "an unknown key that is all of a footnote",
        prose("注[^1]。\n\n[^1]: {cite:p}`nosuch`"),
        ("unknown-citation", "docs/guide/prose.md:5", f"no .bib file has the key nosuch ({ADD_ENTRY}"),
    ),
    case(
        "unknown issues and entries",
        prose("{issue}`65` {paper}`doe2022dep` {hb:issue}`64` {issue}`latest`\n\n```{issue} 6\n```"),
        ("unknown-object", "docs/guide/prose.md:3", "there is no issue 65 (correct the name)"),
        ("unknown-object", "docs/guide/prose.md:3", f"there is no paper doe2022dep (did you mean {KEY}? correct the name)"),
        ("unknown-object", "docs/guide/prose.md:5", "there is no issue 6 (did you mean 64? correct the name)"),
    ),
    case(
        "an entry of another kind",
        prose(f"{{event}}`{KEY}`"),
        ("unknown-object", "docs/guide/prose.md:3", f"there is no event {KEY} (correct the name)"),
    ),
    case(
        "an issue of more digits than Python reads",
        prose(f"{{issue}}`{'1' * 5000}`"),
        ("unknown-object", "docs/guide/prose.md:3", f"there is no issue {'1' * 119}… (correct the name)"),
    ),
)

ITEMS = (
    case(
        "one entry twice on a page",
        {ISSUE: issue(f"{entry()}\n{entry()}")},
        (
            "duplicate-item",
            "issues/064.md:15",
            f"{KEY} is already presented in issues/064.md:8 (an item is presented once; refer to it with {{paper}}`{KEY}`)",
        ),
    ),
    case(
        "one entry in two issues, of which the later repeats it",
        {"issues/065.md": issue(number=65)},
        (
            "duplicate-item",
            "issues/065.md:8",
            f"{KEY} is already presented in issues/064.md:8 (an item is presented once; refer to it with {{paper}}`{KEY}`)",
        ),
    ),
    case(
        "an event with the key of a paper",
        beside(f":::{{event}} {KEY}\n:title: 报告\n\n预告。\n:::\n"),
        (
            "duplicate-item",
            "issues/064.md:15",
            f"{KEY} is already presented in issues/064.md:8 (an item is presented once; refer to it with {{event}}`{KEY}`)",
        ),
    ),
    case(
        "two issues with one number",
        {"issues/065.md": issue(":::{event} talk\n:title: 报告\n\n预告。\n:::\n")},
        ("duplicate-issue", "issues/065.md:1", "issues/064.md is also issue 64 (correct the number of one of them)"),
        (
            "file-name",
            "issues/065.md:1",
            "the file should be named issues/064.md (rename the file: its name becomes its address)",
        ),
    ),
)

TERMS = (
    case(
        "two terms that claim one alias",
        {TERM: term(aliases="[精调]"), "docs/topics/zz.md": other(aliases="[精 调]"), ISSUE: issue(entry(topics="tuning, zz"))},
        ("alias-conflict", "docs/topics/zz.md:1", f"精 调 is also a name of tuning (docs/topics/tuning.md) {TAKE_NAME}"),
    ),
    case(
        "an alias that is the id of another term",
        {OTHER: other(aliases="[TUNING]"), TERM: term(en="Fine-tuning"), ISSUE: BOTH},
        ("alias-conflict", "docs/topics/tuning.md:1", f"tuning is also a name of other (docs/topics/other.md) {TAKE_NAME}"),
    ),
    case(
        "a misnomer that is the name of another term",
        {OTHER: other(misnomers="[Tuning]"), ISSUE: BOTH},
        ("alias-conflict", "docs/topics/other.md:1", f"Tuning is also a name of tuning (docs/topics/tuning.md) {TAKE_NAME}"),
    ),
    case(
        "one alias of a topic and a method",
        {TERM: term(aliases="[精调]"), WAY: other(aliases="[精调]"), ISSUE: issue(entry(KEY, ":methods: way"))},
    ),
    case(
        "an unknown broader term similar to a known one",
        {OTHER: other(broader="tunning"), ISSUE: BOTH},
        ("broader-unknown", "docs/topics/other.md:1", f"there is no topic tunning (did you mean tuning? {SAME_KIND}"),
    ),
    case(
        "an unknown broader term similar to none",
        {OTHER: other(broader="xyz"), ISSUE: BOTH},
        ("broader-unknown", "docs/topics/other.md:1", f"there is no topic xyz ({SAME_KIND}"),
    ),
    case(
        "a broader term of another kind",
        {TERM: term(broader="way"), WAY: other(), ISSUE: issue(entry(KEY, ":methods: way"))},
        ("broader-unknown", "docs/topics/tuning.md:1", f"there is no topic way ({SAME_KIND}"),
    ),
    case(
        "a term broader than itself",
        {TERM: term(broader="tuning")},
        ("broader-cycle", "docs/topics/tuning.md:1", f"the broader terms form a circle: tuning → tuning {TAKE_BROADER}"),
    ),
    case(
        "two terms broader than each other",
        {TERM: term(broader="other"), OTHER: other(broader="tuning")},
        ("broader-cycle", "docs/topics/other.md:1", f"the broader terms form a circle: other → tuning → other {TAKE_BROADER}"),
    ),
    case(
        "a circle of three terms and one below it",
        {
            TERM: term(broader="z"),
            "docs/topics/z.md": term("乙", en="B", broader="a"),
            "docs/topics/a.md": term("丙", en="C", broader="tuning"),
            "docs/topics/below.md": term("丁", en="D", broader="z"),
            ISSUE: issue(entry(topics="tuning, z, a, below")),
        },
        ("broader-cycle", "docs/topics/a.md:1", f"the broader terms form a circle: a → tuning → z → a {TAKE_BROADER}"),
    ),
    case(
        "terms related across kinds, each to the other, and a near name of two terms",
        {TERM: term(related="[way]", near="[调参]"), WAY: other(related="[tuning]", near="[调参]"), ISSUE: WITH_WAY},
    ),
    case(
        "an unknown related term similar to a known one",
        {TERM: term(related="[way, othr]"), OTHER: other(), WAY: other(), ISSUE: BOTH_AND_WAY},
        ("related-unknown", "docs/topics/tuning.md:4", f"there is no term othr (did you mean other? {OTHER_WORDS}"),
    ),
    case(
        "a related term similar to one of another kind only",
        {TERM: term(related="wayy"), WAY: other(), ISSUE: WITH_WAY},
        ("related-unknown", "docs/topics/tuning.md:4", f"there is no term wayy (did you mean way? {OTHER_WORDS}"),
    ),
    case(
        "a related term by its name instead of its id",
        {TERM: term(related="[别 题]"), OTHER: other(), ISSUE: BOTH},
        ("related-unknown", "docs/topics/tuning.md:4", f"there is no term 别 题 (did you mean other? {OTHER_WORDS}"),
    ),
    case(
        "a related term similar to none",
        {TERM: term(related="[量子]")},
        ("related-unknown", "docs/topics/tuning.md:4", f"there is no term 量子 ({OTHER_WORDS}"),
    ),
    case(
        "a term related to itself",
        {TERM: term(related="[tuning]")},
        ("related-redundant", "docs/topics/tuning.md:4", f"tuning cannot be related: it is this term {NOT_RELATED}"),
    ),
    case(
        "a term related to the method of the same id",
        {TERM: term(related="[tuning]"), "docs/methods/tuning.md": other(), ISSUE: issue(entry(KEY, ":methods: tuning"))},
    ),
    case(
        "a term related to one far above it, and one to those below it",
        {
            TERM: term(broader="z"),
            "docs/topics/z.md": term("乙", en="B", broader="a"),
            "docs/topics/a.md": term("丙", en="C", related="[z, tuning]"),
            OTHER: other(broader="tuning", related="[a]"),
            ISSUE: BOTH,
        },
        ("related-redundant", "docs/topics/a.md:4", f"tuning cannot be related: it is below this term {NOT_RELATED}"),
        ("related-redundant", "docs/topics/a.md:4", f"z cannot be related: it is below this term {NOT_RELATED}"),
        ("related-redundant", "docs/topics/other.md:5", f"a cannot be related: it is above this term {NOT_RELATED}"),
    ),
    case(
        "related ids and near names that are written twice",
        {TERM: term(related="[other, other]", near="[few-shot, Few Shot]"), OTHER: other(), ISSUE: BOTH},
        ("front-matter-value", "docs/topics/tuning.md:4", "related cannot be other (write each one once)"),
        ("front-matter-value", "docs/topics/tuning.md:5", "near cannot be Few Shot (write each one once)"),
    ),
    case(
        "two terms with the same item of Wikidata",
        {
            TERM: term(same_as=ITEM),
            OTHER: other(same_as=ITEM),
            ISSUE: BOTH,
        },
        (
            "same-as-conflict",
            "docs/topics/tuning.md:4",
            f"{ITEM} is the identifier of other (docs/topics/other.md) too ({SAME_AS})",
        ),
    ),
    case(
        "a near name that is an alias of another term",
        {TERM: term(near="[精 调]"), OTHER: other(aliases="[精调]"), ISSUE: BOTH},
        ("near-conflict", "docs/topics/tuning.md:4", f"精 调 is a name of other (docs/topics/other.md) {NOT_NEAR}"),
    ),
    case(
        "a near name that is the name of a term of another kind",
        {TERM: term(near="[OTHER]"), WAY: other(), ISSUE: WITH_WAY},
        ("near-conflict", "docs/topics/tuning.md:4", f"OTHER is a name of way (docs/methods/way.md) {NOT_NEAR}"),
    ),
    case(
        "near names that are a name and a misnomer of the term itself",
        {TERM: term(near="[tuning, 调优]", misnomers="[调优]")},
        ("near-conflict", "docs/topics/tuning.md:4", f"tuning is a name of tuning (docs/topics/tuning.md) {NOT_NEAR}"),
        ("near-conflict", "docs/topics/tuning.md:4", f"调优 is a name of tuning (docs/topics/tuning.md) {NOT_NEAR}"),
    ),
    case(
        "a near name that is a misnomer of another term",
        {TERM: term(near="[调优]"), OTHER: other(misnomers="[调优]"), ISSUE: BOTH},
    ),
    case(
        "a term that no item carries",
        {OTHER: other()},
        (
            "term-unused",
            "docs/topics/other.md:1",
            "no item carries other (the term stays; its page says that nothing carries it)",
        ),
    ),
    case("a term of which items carry only a narrower one", {OTHER: other(), TERM: term(broader="other")}),
)

ONE_PERSON = "(a name belongs to one person: if they are one, keep one page with all names; otherwise remove it from the other)"
ORCID = "0000-0002-1825-0097"
PEOPLE = (
    case(
        "one spelling on the pages of two people",
        {"docs/people/doe.md": person("Jane Doe"), "docs/people/roe.md": person("Ann Roe", "Doe, Jané")},
        (
            "person-conflict",
            "docs/people/roe.md:2",
            f"Jané Doe also belongs to doe (docs/people/doe.md:2) {ONE_PERSON}",
        ),
    ),
    case(
        "one ORCID iD on the pages of two people",
        {"docs/people/doe.md": person("Jane Doe", orcid=ORCID), "docs/people/roe.md": person("Ann Roe", orcid=ORCID)},
        ("person-conflict", "docs/people/roe.md:2", f"{ORCID} also belongs to doe (docs/people/doe.md:2) {ONE_PERSON}"),
    ),
    case(
        "a person whose id is that of an author who is not listed",
        {"docs/people/doe-j.md": person("Jane Doe"), BIB: bib(author="Doe, Jane and Doe, J.")},
        (
            "person-id-taken",
            "docs/people/doe-j.md:2",
            "doe-j is also the id of the author J. Doe "
            "(if they are one person, add the name to `names`; otherwise rename the file)",
        ),
    ),
)

CASES = (*REFERENCES, *ITEMS, *TERMS, *PEOPLE)
