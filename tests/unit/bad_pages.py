"""Bad input, part two: front matter, dates and titles, with the expected reports."""

from __future__ import annotations

from .bad_files import NO_ISSUE
from .builders import BIB, ISSUE, TERM, bib, case, entry, front_matter, issue, person, term

REMOVE_IT = "(a redirect never replaces a page: remove it from formerly; an item needs another identifier)"
UNIVERSITY = "docs/institutions/uni.md"

NO_TERM_FIELDS = "the page has no front matter (begin the file with --- and at least these fields: en, zh)"
ONE_A_LINE = "(write one `name: value` per line between two lines of ---)"
TERM_FIELDS = "(fields of this page: en, zh, aliases, misnomers, near, broader, related, formerly, same_as)"
EDTF = "(dates are EDTF: 2022, 2022-10, 2022-10-26, 2022-10-26/2022-11-08, 2021-11-12/..)"
NUMBER = "(write a number from 1 to 9999)"


OF_CONCEPTS = "write https://www.wikidata.org/wiki/Q… or https://openalex.org/C…"
OF_INSTITUTIONS = "write https://www.wikidata.org/wiki/Q… or https://openalex.org/I…"


def university(**fields: object) -> dict[str, str]:
    """Return the page of an institution and an issue that names it."""
    page = term("某大学", en="Some University", **fields)
    return {UNIVERSITY: page, ISSUE: issue(entry("doe2022deep", ":institutions: uni"))}


FRONT_MATTER = (
    case(
        "an issue without front matter",
        {ISSUE: "# 第 64 期\n\n正文。\n"},
        *NO_ISSUE,
        (
            "front-matter-missing",
            "issues/064.md:1",
            "the page has no front matter (begin the file with --- and at least these fields: issue, title, date)",
        ),
    ),
    case(
        "a term without front matter",
        {TERM: "# 微调\n\n定义。\n"},
        ("front-matter-missing", "docs/topics/tuning.md:1", NO_TERM_FIELDS),
    ),
    case(
        "a front matter that is not closed",
        {TERM: "---\nen: Tuning\nzh: 微调\n\n# 微调\n"},
        ("front-matter-missing", "docs/topics/tuning.md:1", NO_TERM_FIELDS),
    ),
    case(
        "an empty front matter",
        {ISSUE: "---\n---\n# 第 64 期\n"},
        *NO_ISSUE,
        ("front-matter-field", "issues/064.md:1", "the front matter has no date (add a line `date: …`)"),
        ("front-matter-field", "issues/064.md:1", "the front matter has no issue (add a line `issue: …`)"),
        ("front-matter-field", "issues/064.md:1", "the front matter has no title (add a line `title: …`)"),
    ),
    case(
        "a term with neither name",
        {TERM: "---\naliases: [tuning]\n---\n# 微调\n"},
        ("front-matter-field", "docs/topics/tuning.md:1", "the front matter has no en (add a line `en: …`)"),
        ("front-matter-field", "docs/topics/tuning.md:1", "the front matter has no zh (add a line `zh: …`)"),
    ),
    case(
        "a term without a Chinese name",
        {TERM: "---\nen: Tuning\n---\n# 微调\n"},
        ("front-matter-field", "docs/topics/tuning.md:1", "the front matter has no zh (add a line `zh: …`)"),
    ),
    case(
        "an issue whose front matter is not YAML",
        {ISSUE: issue(title="微调: 新范式")},
        *NO_ISSUE,
        (
            "front-matter-syntax",
            "issues/064.md:3",
            f"the front matter cannot be read: mapping values are not allowed here {ONE_A_LINE}",
        ),
    ),
    case(
        "a term whose front matter is not YAML",
        {TERM: term(en="Tuning: an overview")},
        (
            "front-matter-syntax",
            "docs/topics/tuning.md:2",
            f"the front matter cannot be read: mapping values are not allowed here {ONE_A_LINE}",
        ),
    ),
    case(
        "a front matter that is a list",
        {ISSUE: "---\n- 64\n- 示例\n---\n# 第 64 期\n"},
        *NO_ISSUE,
        ("front-matter-syntax", "issues/064.md:2", f"the front matter cannot be read: not a mapping {ONE_A_LINE}"),
    ),
    case(
        "a front matter of aliases that expand to gigabytes",
        {TERM: "---\na: &a [x, x, x, x, x, x, x]\nb: &b [*a, *a, *a, *a, *a, *a]\nen: *b\nzh: 微调\n---\n# 微调\n"},
        (
            "front-matter-syntax",
            "docs/topics/tuning.md:3",
            f"the front matter cannot be read: aliases (*) are not allowed {ONE_A_LINE}",
        ),
    ),
    case(
        "a front matter with an unpaired surrogate",
        {ISSUE: issue(title="a\ufffeb")},
        *NO_ISSUE,
        (
            "front-matter-syntax",
            "issues/064.md:3",
            "the front matter cannot be read: unacceptable character #xfffe: special characters are not allowed " + ONE_A_LINE,
        ),
    ),
    case(
        "a front matter with a duplicate name",
        {TERM: term(aliases="[调优]", en="Tuning\nen: Adjusting")},
        ("front-matter-syntax", "docs/topics/tuning.md:3", f"the front matter cannot be read: duplicate name {ONE_A_LINE}"),
    ),
    case(
        "an unknown field similar to a known one",
        {ISSUE: issue(contributers="[甲]")},
        (
            "front-matter-unknown",
            "issues/064.md:5",
            "there is no field contributers (did you mean contributors? "
            "fields of this page: issue, title, date, contributors, source, archived)",
        ),
    ),
    case(
        "an unknown field similar to none",
        {TERM: term(xyz="1")},
        ("front-matter-unknown", "docs/topics/tuning.md:4", f"there is no field xyz {TERM_FIELDS}"),
    ),
    case(
        "a field of institutions on a topic",
        {TERM: term(country="CN")},
        ("front-matter-unknown", "docs/topics/tuning.md:4", f"there is no field country {TERM_FIELDS}"),
    ),
    case(
        "an issue number in words",
        {ISSUE: issue(number="六十四")},
        *NO_ISSUE,
        ("front-matter-value", "issues/064.md:2", f"issue cannot be 六十四 {NUMBER}"),
    ),
    case(
        "an issue number of zero",
        {ISSUE: issue(number=0)},
        *NO_ISSUE,
        ("front-matter-value", "issues/064.md:2", f"issue cannot be 0 {NUMBER}"),
    ),
    case(
        "an issue number of ten digits",
        {ISSUE: issue(number="1234567890")},
        *NO_ISSUE,
        ("front-matter-value", "issues/064.md:2", f"issue cannot be 1234567890 {NUMBER}"),
    ),
    case(
        "a list for a title",
        {ISSUE: issue(title="[甲, 乙]")},
        ("front-matter-value", "issues/064.md:3", "title cannot be ['甲', '乙'] (write one value, not a list)"),
    ),
    case(
        "a mapping for aliases",
        {TERM: term(aliases="{a: b}")},
        ("front-matter-value", "docs/topics/tuning.md:4", "aliases cannot be {'a': 'b'} (write a list: [one, two])"),
    ),
    case(
        "aliases that are not a list",
        {TERM: term(aliases="调优、调参")},
        ("front-matter-value", "docs/topics/tuning.md:4", "aliases cannot be 调优、调参 (write a list: [one, two])"),
    ),
    case(
        "a country that does not exist",
        university(country="XX"),
        ("front-matter-value", "docs/institutions/uni.md:4", "country cannot be XX (two capital letters of ISO 3166-1: CN)"),
    ),
    case(
        "a country in words",
        university(country="China"),
        ("front-matter-value", "docs/institutions/uni.md:4", "country cannot be China (two capital letters of ISO 3166-1: CN)"),
    ),
    case(
        "an address that is not of ROR",
        university(ror="https://ror.org/1234"),
        ("front-matter-value", "docs/institutions/uni.md:4", "ror cannot be https://ror.org/1234 (write https://ror.org/0…)"),
    ),
    case(
        "addresses of the same thing that are none of a registry",
        {TERM: term(same_as="[https://www.wikidata.org/entity/Q1, http://www.wikidata.org/wiki/Q2, https://openalex.org/I9]")},
        *(
            ("front-matter-value", "docs/topics/tuning.md:4", f"same_as cannot be {address} ({OF_CONCEPTS})")
            for address in ("http://www.wikidata.org/wiki/Q2", "https://openalex.org/I9", "https://www.wikidata.org/entity/Q1")
        ),
    ),
    case(
        "an institution with the address of a concept",
        university(same_as="https://openalex.org/C9"),
        ("front-matter-value", "docs/institutions/uni.md:4", f"same_as cannot be https://openalex.org/C9 ({OF_INSTITUTIONS})"),
    ),
    case(
        "two items of Wikidata, and an address of ROR in another field than its own",
        university(same_as="[https://www.wikidata.org/wiki/Q1, https://ror.org/012345678, https://www.wikidata.org/wiki/Q2]"),
        (
            "front-matter-value",
            "docs/institutions/uni.md:4",
            "same_as cannot be https://ror.org/012345678 (write it in the field ror, which institutions have)",
        ),
        (
            "front-matter-value",
            "docs/institutions/uni.md:4",
            "same_as cannot be https://www.wikidata.org/wiki/Q2 (write one identifier of each registry)",
        ),
    ),
    case(
        "a parent without its languages",
        university(parent="某集团"),
        ("front-matter-value", "docs/institutions/uni.md:4", "parent cannot be 某集团 (write {en: …, zh: …})"),
    ),
)

DATES = tuple(
    case(name, {ISSUE: issue(date=written)}, ("bad-date", "issues/064.md:4", f"{written} is not a date: {reason} {EDTF}"))
    for name, written, reason in (
        ("a month that the calendar does not have", "2022-00", "there is no such day in the calendar"),
        ("a day that the calendar does not have", "2022-02-30", "there is no such day in the calendar"),
        (
            "a date in Chinese",
            "2022年10月26日",
            "write YYYY, YYYY-MM, YYYY-MM-DD or an interval such as 2022-10-26/2022-11-08",
        ),
        ("a date with slashes", "2022/10/26", "an interval has one slash"),
        ("an interval open on both sides", "../..", "the start or the end of an interval must be known"),
        ("an interval that ends before it starts", "2022-11-08/2022-10-26", "the interval ends before it starts"),
    )
)

TITLES = (
    case(
        "an issue without title",
        {ISSUE: front_matter(issue=64, title="示例", date=2022) + "\n## 论文\n\n" + entry()},
        ("title-missing", "issues/064.md:7", "the page has no title (write `# 第 64 期` below the front matter)"),
    ),
    case(
        "a term without title",
        {TERM: front_matter(en="Tuning", zh="微调") + "\n定义。\n"},
        ("title-missing", "docs/topics/tuning.md:6", "the page has no title (write `# 微调` below the front matter)"),
    ),
    case(
        "an empty page of a term",
        {TERM: ""},
        ("front-matter-missing", "docs/topics/tuning.md:1", NO_TERM_FIELDS),
        ("title-missing", "docs/topics/tuning.md:1", "the page has no title (write `# tuning` below the front matter)"),
    ),
    case(
        "a term whose title differs from its name",
        {TERM: term(heading="调优")},
        ("title-differs", "docs/topics/tuning.md:5", "the title is 调优, but the front matter has zh: 微调 (make them the same)"),
    ),
    case(
        "an issue whose file name lacks a zero",
        {ISSUE: None, "issues/64.md": issue()},
        ("file-name", "issues/64.md:1", "the file should be named issues/064.md (rename the file: its name becomes its address)"),
    ),
    case(
        "an issue whose file name is another number",
        {ISSUE: issue(number=65)},
        (
            "file-name",
            "issues/064.md:1",
            "the file should be named issues/065.md (rename the file: its name becomes its address)",
        ),
    ),
    case(
        "a term whose file name is Chinese",
        {"docs/topics/提示.md": term("提示", en="Prompting"), ISSUE: issue(entry(topics="tuning, 提示"))},
        (
            "bad-id",
            "docs/topics/提示.md:2",
            "提示 cannot be an identifier (use ASCII letters, digits, hyphen, full stop, colon and underscore)",
        ),
    ),
)

NO_ITEM = ("term-unused", "docs/topics/old.md:1", "no item carries old (the term stays; its page says that nothing carries it)")
ASCII = "(use ASCII letters, digits, hyphen, full stop, colon and underscore)"
FORMER = (
    case(
        "a former id that is not an identifier",
        {TERM: term(formerly="[旧, old]")},
        ("bad-id", "docs/topics/tuning.md:4", f"旧 cannot be an identifier {ASCII}"),
    ),
    case(
        "a former id that is the id of another term",
        {TERM: term(formerly="[old]"), "docs/topics/old.md": term("旧", en="Old")},
        NO_ITEM,
        ("address-taken", "docs/topics/tuning.md:4", f"old is already the address of docs/topics/old.md {REMOVE_IT}"),
    ),
    case(
        "a former id that is the page of the folder",
        {TERM: term(formerly="[Index]")},
        ("address-taken", "docs/topics/tuning.md:4", f"Index is already the address of index.md {REMOVE_IT}"),
    ),
    case(
        "a former id that is the id of the term in another case",
        {TERM: term(formerly="[TUNING]")},
        ("address-taken", "docs/topics/tuning.md:4", f"TUNING is already the address of tuning.md {REMOVE_IT}"),
    ),
    case(
        "a former id that two terms claim",
        {TERM: term(formerly="[gone]"), "docs/topics/old.md": term("旧", en="Old", formerly="[gone]")},
        NO_ITEM,
        ("address-taken", "docs/topics/tuning.md:4", f"gone is already the address of docs/topics/old.md {REMOVE_IT}"),
    ),
)

FINISH = "(finish it, and delete the line that begins with `% draft:`)"
DRAFTS = (
    case(
        "a summary that is still a draft",
        {ISSUE: issue(entry(body="% of nobody\n% draft: say it in your own words\n> 摘要。"))},
        ("draft", "issues/064.md:13", f"unfinished draft: say it in your own words {FINISH}"),
    ),
    case("the word in a text", {ISSUE: issue(entry(body="摘要。\n\n`% draft: no`\n\n    % draft: no"))}),
)

PERSON = "docs/people/doe-jane.md"
ONE_NAME = '(write one name, as in a .bib file: Jane Doe, or "Doe, Jane")'


def jane(**fields: object) -> dict[str, str]:
    """Return the page of an author."""
    return {PERSON: person("Jane Doe", **fields), BIB: bib(author="Doe, Jane")}


PEOPLE = (
    case("a person", jane(zh="甲", orcid="https://orcid.org/0000-0002-1825-0097")),
    case(
        "a person without front matter",
        {PERSON: "# Jane Doe\n"},
        (
            "front-matter-missing",
            "docs/people/doe-jane.md:1",
            "the page has no front matter (begin the file with --- and at least these fields: names)",
        ),
    ),
    case(
        "a person without names",
        {PERSON: front_matter(zh="甲") + "# 甲\n"},
        ("front-matter-field", "docs/people/doe-jane.md:1", "the front matter has no names (add a line `names: …`)"),
    ),
    case(
        "a name that cannot be read and two names in one",
        {PERSON: person("Jane Doe", "Doe, A, B, C", "Jane Doe and Richard Roe")},
        ("front-matter-value", "docs/people/doe-jane.md:2", f"names cannot be Doe, A, B, C {ONE_NAME}"),
        ("front-matter-value", "docs/people/doe-jane.md:2", f"names cannot be Jane Doe and Richard Roe {ONE_NAME}"),
    ),
    case(
        "very many names of a person",
        {PERSON: person("Jane Doe", *(f"Jane {letter} Doe" for letter in "abcdefghijklmnopqrstuvwxyzäöüåø"))},
        (
            "too-large",
            "docs/people/doe-jane.md:2",
            "the number of names is too large: 32; the limit is 30 (split it; it is not read)",
        ),
    ),
    case(
        "a Chinese name in Latin letters",
        jane(zh="Jia", heading="Jane Doe"),
        ("front-matter-value", "docs/people/doe-jane.md:3", "zh cannot be Jia (write the name in Chinese characters)"),
    ),
    case(
        "an ORCID iD of fewer digits",
        jane(orcid="0000-0002-1825"),
        (
            "front-matter-value",
            "docs/people/doe-jane.md:3",
            "orcid cannot be 0000-0002-1825 (write 16 digits in groups of four, as in 0000-0002-1825-0097)",
        ),
    ),
    case(
        "an ORCID iD with a wrong digit",
        jane(orcid="0000-0002-1825-0098"),
        (
            "front-matter-value",
            "docs/people/doe-jane.md:3",
            "orcid cannot be 0000-0002-1825-0098 (copy it again: its last digit does not match the others)",
        ),
    ),
    case(
        "an unknown field of a person similar to a known one",
        jane(orchid="0000-0002-1825-0097"),
        (
            "front-matter-unknown",
            "docs/people/doe-jane.md:3",
            "there is no field orchid (did you mean orcid? fields of this page: names, zh, orcid)",
        ),
    ),
    case(
        "a person whose file name is Chinese",
        {"docs/people/甲.md": person("Jane Doe")},
        ("bad-id", "docs/people/甲.md:2", f"甲 cannot be an identifier {ASCII}"),
    ),
    case(
        "a person whose title is not the Chinese name",
        jane(zh="甲", heading="Jane Doe"),
        (
            "title-differs",
            "docs/people/doe-jane.md:5",
            "the title is Jane Doe, but the front matter has zh: 甲 (make them the same)",
        ),
    ),
    case(
        "a person whose title is not the first name",
        jane(heading="J. Doe"),
        (
            "title-differs",
            "docs/people/doe-jane.md:4",
            "the title is J. Doe, but the front matter has names: Jane Doe (make them the same)",
        ),
    ),
    case(
        "a person without a title",
        {PERSON: front_matter(names="[Jane Doe]", zh="甲") + "简介。\n"},
        ("title-missing", "docs/people/doe-jane.md:5", "the page has no title (write `# 甲` below the front matter)"),
    ),
)

CASES = (*FRONT_MATTER, *DATES, *TITLES, *FORMER, *DRAFTS, *PEOPLE)
