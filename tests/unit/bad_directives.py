"""Bad input, part three: directives, options, links and roles, with the expected reports."""

from __future__ import annotations

from .builders import BIB, ISSUE, KEY, PROSE, TERM, bib, case, entry, issue, term

LINK = "(a link begins with https:// or http://; it is removed, and the words in it stay)"

ERRATUM = ":::{erratum}\n:printed: 甲\n:correct: 乙\n\n依据。\n:::\n"

ID = "(use ASCII letters, digits, hyphen, full stop, colon and underscore)"
OPTIONS = "title, topics, institutions, methods, genre, reported-as, code, models, data, site, docs, slides, video)"
LISTINGS = (
    "allowed: issues, topics, methods, institutions-by-country, institutions-by-pinyin, institutions-by-latin, papers-by-year, "
    "papers-by-venue, papers-1990, authors, authors-a, "
    "people, errata, updates, numbers, covered-issues, coverage, top-topics, top-institutions, top-methods, "
    "entries-over-time, issues-over-time, methods-by-entries, topics-by-methods, institutions-together, problem-codes)"
)
ENTRY_PLACE = "{paper} is not allowed here (an entry belongs on the page of an issue, outside any other directive or list)"
ERRATUM_PLACE = (
    "{erratum} is not allowed here "
    "(an erratum belongs on the page of an issue, outside other directives or directly inside an entry)"
)
NO_TEXT = "has no text (write the text below the options, after an empty line)"


def prose(text: str) -> dict[str, str]:
    """Return a page that is neither an issue nor a term; *text* begins on line 3."""
    return {PROSE: f"# 文\n\n{text}\n"}


def indented(text: str, by: str) -> str:
    """Return *text* with *by* at the beginning of every line."""
    return "".join(f"{by}{line}\n" for line in text.splitlines())


def beside(text: str) -> dict[str, str]:
    """Return an issue with a valid entry and below it *text*, which begins on line 15."""
    return {ISSUE: issue(f"{entry()}\n{text}")}


ARGUMENTS = (
    case(
        "an entry without argument",
        {ISSUE: issue(entry("") + entry())},
        ("argument-missing", "issues/064.md:8", "{paper} has no argument (write {paper} citation-key)"),
    ),
    case(
        "an event without argument",
        beside(":::{event}\n:title: 报告\n\n预告。\n:::\n"),
        ("argument-missing", "issues/064.md:15", "{event} has no argument (write {event} event-identifier)"),
    ),
    case(
        "an entry in which everything is wrong",
        beside("::::{paper}\n:topics: 量子\n\n见 {cite:p}`nosuch`。\n\n:::{erratum}\n:printed: 甲\n\n依据。\n:::\n::::\n"),
        ("argument-missing", "issues/064.md:15", "{paper} has no argument (write {paper} citation-key)"),
        ("option-missing", "issues/064.md:15", "{paper} has no title (add a line `:title: …`)"),
        ("unknown-term", "issues/064.md:16", "there is no topic 量子 (to define a new term, add the page docs/topics/ID.md)"),
        ("unknown-citation", "issues/064.md:18", "no .bib file has the key nosuch (add the entry to bib/, or correct the key)"),
        ("option-missing", "issues/064.md:20", "{erratum} has no correct (add a line `:correct: …`)"),
    ),
    case(
        "a card without argument",
        prose("```{topic}\n```"),
        ("argument-missing", "docs/guide/prose.md:3", "{topic} has no argument (write {topic} topic-identifier)"),
    ),
    case(
        "a listing without argument",
        prose("```{listing}\n```"),
        ("argument-missing", "docs/guide/prose.md:3", "{listing} has no argument (write {listing} issues)"),
    ),
    case(
        "a key with a space",
        {ISSUE: issue(entry("doe 2022") + entry())},
        ("bad-id", "issues/064.md:8", f"doe 2022 cannot be an identifier {ID}"),
    ),
    case(
        "a key with a brace",
        {ISSUE: issue(entry("doe{2022") + entry())},
        ("bad-id", "issues/064.md:8", f"doe{{2022 cannot be an identifier {ID}"),
    ),
)

OPTION_CASES = (
    case(
        "an unknown option similar to a known one",
        {ISSUE: issue(entry(KEY, ":genere: survey"))},
        ("option-unknown", "issues/064.md:11", f"{{paper}} has no option genere (did you mean genre? options: {OPTIONS}"),
    ),
    case(
        "an unknown option similar to none",
        {ISSUE: issue(entry(KEY, ":xyz: survey"))},
        ("option-unknown", "issues/064.md:11", f"{{paper}} has no option xyz (options: {OPTIONS}"),
    ),
    case(
        "an unknown option of an event, which has the most options",
        beside(":::{event} talk\n:title: 报告\n:xyz: 1\n\n预告。\n:::\n"),
        (
            "option-unknown",
            "issues/064.md:17",
            "{event} has no option xyz (options: title, topics, institutions, methods, title-en, people, date, printed-date, "
            "url, code, models, data, site, docs, slides, video)",
        ),
    ),
    case(
        "an unknown option of an erratum",
        beside(ERRATUM.replace(":correct:", ":corect: 丙\n:correct:")),
        (
            "option-unknown",
            "issues/064.md:17",
            "{erratum} has no option corect (did you mean correct? options: printed, correct, source)",
        ),
    ),
    *(
        case(
            f"an option {name}",
            {ISSUE: issue(entry(KEY, *lines))},
            (
                "option-syntax",
                place,
                f"the options cannot be read: {reason} (write one `:name: value` per line directly below the directive)",
            ),
        )
        for name, lines, place, reason in (
            ("without its second colon", (":genre survey",), "issues/064.md:11", "this is not `:name: value`"),
            ("with a duplicate name", (":genre: survey", ":genre: research"), "issues/064.md:12", "duplicate name"),
            (
                "whose value goes on on the next line",
                (":reported-as: A", "  long title"),
                "issues/064.md:12",
                "a value must be on one line",
            ),
        )
    ),
    case(
        "an entry without title",
        {ISSUE: issue(f":::{{paper}} {KEY}\n:topics: tuning\n\n摘要。\n:::\n")},
        ("option-missing", "issues/064.md:8", "{paper} has no title (add a line `:title: …`)"),
    ),
    case(
        "an entry with an empty title",
        {ISSUE: issue(entry(title=""))},
        ("option-missing", "issues/064.md:9", "{paper} has no title (add a line `:title: …`)"),
    ),
    case(
        "an erratum without its required options",
        beside(":::{erratum}\n\n依据。\n:::\n"),
        ("option-missing", "issues/064.md:15", "{erratum} has no correct (add a line `:correct: …`)"),
        ("option-missing", "issues/064.md:15", "{erratum} has no printed (add a line `:printed: …`)"),
    ),
    case(
        "an unknown genre similar to a known one",
        {ISSUE: issue(entry(KEY, ":genre: servey"))},
        (
            "option-value",
            "issues/064.md:11",
            "genre cannot be servey (did you mean survey? allowed: research, survey, tutorial)",
        ),
    ),
    case(
        "an unknown genre similar to none",
        {ISSUE: issue(entry(KEY, ":genre: 综述"))},
        ("option-value", "issues/064.md:11", "genre cannot be 综述 (allowed: research, survey, tutorial)"),
    ),
    case(
        "an unknown listing",
        prose("```{listing} topic\n```"),
        ("option-value", "docs/guide/prose.md:3", f"{{listing}} cannot be topic (did you mean topics? {LISTINGS}"),
    ),
    case(
        "an impossible date of an event",
        beside(":::{event} talk\n:title: 报告\n:date: 2022-13\n\n预告。\n:::\n"),
        (
            "bad-date",
            "issues/064.md:17",
            "2022-13 is not a date: there is no such day in the calendar "
            "(dates are EDTF: 2022, 2022-10, 2022-10-26, 2022-10-26/2022-11-08, 2021-11-12/..)",
        ),
    ),
    case(
        "an entry without text",
        {ISSUE: issue(entry(body=""))},
        ("body-empty", "issues/064.md:8", f"{{paper}} {KEY} {NO_TEXT}"),
    ),
    case(
        "a summary that is a quotation",
        {ISSUE: issue(entry(body="> 原文的一段。\n>\n> 原文的又一段。"))},
        (
            "summary-quoted",
            "issues/064.md:8",
            f"the summary of {KEY} is a quotation (write it in your own words; quote a sentence at most)",
        ),
    ),
    case(
        "a summary with a long quotation below it",
        {ISSUE: issue(entry(body=f"{'自己的话。' * 40}\n\n> {'原文。' * 40}"))},
        (
            "summary-quoted",
            "issues/064.md:8",
            f"the summary of {KEY} is a quotation (write it in your own words; quote a sentence at most)",
        ),
    ),
    case(
        "an erratum without text",
        beside(ERRATUM.replace("\n依据。\n", "")),
        ("body-empty", "issues/064.md:15", f"{{erratum}} {NO_TEXT}"),
    ),
)

PLACES = (
    case("an entry on a page of prose", prose(entry()), ("misplaced", "docs/guide/prose.md:3", ENTRY_PLACE)),
    case("an entry on the page of a term", {TERM: term(body=entry())}, ("misplaced", "docs/topics/tuning.md:7", ENTRY_PLACE)),
    case(
        "an entry inside a note",
        beside(f"::::{{note}}\n{entry('other')}::::\n"),
        ("misplaced", "issues/064.md:16", ENTRY_PLACE),
    ),
    case(
        "an entry inside an entry",
        {ISSUE: issue(entry(body=f"摘要。\n\n{entry('other')}").replace(":::", "::::", 1).removesuffix(":::\n") + "::::\n")},
        ("misplaced", "issues/064.md:14", ENTRY_PLACE),
    ),
    case(
        "an entry inside a list",
        beside("- 项\n\n" + indented(entry("other"), "  ")),
        ("misplaced", "issues/064.md:17", ENTRY_PLACE),
    ),
    case("an entry inside a quotation", beside(indented(entry("other"), "> ")), ("misplaced", "issues/064.md:15", ENTRY_PLACE)),
    case(
        "an entry inside a list of definitions",
        beside("术语\n: 定义\n\n" + indented(entry("other"), "  ")),
        ("misplaced", "issues/064.md:18", ENTRY_PLACE),
    ),
    case("an erratum on a page of prose", prose(ERRATUM), ("misplaced", "docs/guide/prose.md:3", ERRATUM_PLACE)),
    case(
        "an erratum inside a note",
        beside(f"::::{{note}}\n{ERRATUM}::::\n"),
        ("misplaced", "issues/064.md:16", ERRATUM_PLACE),
    ),
    case(
        "an erratum inside a note inside an entry",
        {ISSUE: issue(f":::::{{paper}} {KEY}\n:title: 题\n:topics: tuning\n\n摘要。\n\n::::{{note}}\n{ERRATUM}::::\n:::::\n")},
        ("misplaced", "issues/064.md:15", ERRATUM_PLACE),
    ),
    case(
        "an erratum inside a list",
        beside("- " + indented(ERRATUM, "  ").lstrip()),
        ("misplaced", "issues/064.md:15", ERRATUM_PLACE),
    ),
)

LINKS = (
    *(
        case(
            f"a link to {url}",
            {ISSUE: issue(entry(KEY, f":code: {url}"))},
            (
                "unsafe-link",
                "issues/064.md:11",
                f"{url} is not a web address {LINK}",
            ),
        )
        for url in (
            "javascript:alert(1)",
            "JavaScript:alert(1)",
            "javascript://example.org/%0Aalert(1)",
            "data:text/html,x",
            "data://example.org/x",
            "file:///etc/passwd",
            "mailto:a@example.org",
            "example.org/code",
            "//example.org/code",
            "https://",
            "https://example.org/a b",
            "http://[::1",
        )
    ),
    case(
        "the source of an erratum that is not a web address",
        beside(ERRATUM.replace("\n\n", "\n:source: javascript:alert(1)\n\n")),
        (
            "unsafe-link",
            "issues/064.md:18",
            "javascript:alert(1) is not a web address " + LINK,
        ),
    ),
    case(
        "where an issue was published that is not a web address",
        {ISSUE: issue(source="javascript:alert(1)", archived="[https://example.org/a]")},
        ("unsafe-link", "issues/064.md:5", f"javascript:alert(1) is not a web address {LINK}"),
        (
            "front-matter-value",
            "issues/064.md:6",
            "archived cannot be ['https://example.org/a'] (write one value, not a list)",
        ),
    ),
    case(
        "an address of a .bib entry that is not a web address",
        {BIB: bib(url="ftp://example.org/a")},
        (
            "unsafe-link",
            "bib/064.bib:5",
            "ftp://example.org/a is not a web address " + LINK,
        ),
    ),
)

CASES = (*ARGUMENTS, *OPTION_CASES, *PLACES, *LINKS)
