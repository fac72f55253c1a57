"""Bad input, part six: markup that an untrusted page may not have, with the expected reports."""

from __future__ import annotations

from .builders import BIB, ISSUE, PROSE, TERM, bib, case, entry, front_matter, issue, term

ONE_NOTE = "(write [^1] in the text, and one definition `[^1]: …`)"
INDEX = "docs/topics/index.md"
DIRECTIVES = (
    "(allowed: code-block, erratum, event, important, institution, issue, listing, method, news, note, paper, resource, "
    "seealso, tip, topic, viewpoint, warning)"
)
ROLES = "(allowed: cite, cite:p, cite:t, event, institution, issue, method, news, paper, resource, sub, sup, topic, viewpoint)"
REMOVED = "is not allowed on this page and is removed"
HTML = "(write Markdown; raw HTML is not allowed)"
LINK = "is not a web address (a link begins with https:// or http://; it is removed, and the words in it stay)"
IMAGE = "cannot be shown (put a PNG, JPEG, GIF or WebP file into docs/images/ and show that file)"
HIDDEN = "is an invisible character (delete it; it is ignored)"
NO_OPTIONS = "(a table of contents may only name pages, and directives from outside the handbook may not have options)"


def page(text: str) -> dict[str, str]:
    """Return the page of a term whose third paragraph, on line 9, is *text*."""
    return {TERM: term(body=f"定义。\n\n{text}")}


HTML_CASES = (
    case(
        "a block of HTML",
        page("<script>alert(1)</script>"),
        ("markup-refused", f"{TERM}:9", f"<script>alert(1)</script> {REMOVED} {HTML}"),
    ),
    case(
        "HTML in the second line of a paragraph",
        page("文\n字 <b onclick=x>"),
        ("markup-refused", f"{TERM}:10", f"<b onclick=x> {REMOVED} {HTML}"),
    ),
    case(
        "HTML in an entry",
        {ISSUE: issue(entry(body="摘要。\n\n> <img src=x>"))},
        ("markup-refused", f"{ISSUE}:14", f"<img src=x> {REMOVED} {HTML}"),
    ),
    case(
        "attributes",
        page('{.a style="x"}\n文'),
        ("markup-refused", f"{TERM}:9", f"{{…}} {REMOVED} (attributes in braces are not allowed)"),
    ),
    case(
        "a substitution",
        page("文 {{ x }}"),
        (
            "markup-refused",
            f"{TERM}:9",
            f"文 {{{{ x }}}} {REMOVED} (substitutions in double braces are not allowed; use a code span to show the braces)",
        ),
    ),
    case(
        "front matter on the page of a folder",
        {INDEX: front_matter(html_meta="{refresh: x}") + "# 主题\n"},
        ("markup-refused", f"{INDEX}:1", f"--- {REMOVED} (only pages of issues, terms and people have front matter)"),
    ),
)

DIRECTIVE_CASES = (
    case(
        "a directive that inserts raw HTML",
        page("```{raw} html\n<script>\n```"),
        ("directive-refused", f"{TERM}:9", f"{{raw}} {REMOVED} {DIRECTIVES}"),
    ),
    case(
        "a directive similar to an allowed one",
        page(":::{notes}\n文\n:::"),
        ("directive-refused", f"{TERM}:9", f"{{notes}} {REMOVED} (did you mean note? {DIRECTIVES[1:]}"),
    ),
    case(
        "a division",
        page(":::fixed-top\n文\n:::"),
        ("directive-refused", f"{TERM}:9", f"fixed-top {REMOVED} {DIRECTIVES}"),
    ),
    case(
        "an option of a box",
        page(":::{note}\n:class: fixed-top\n\n文\n:::"),
        ("markup-refused", f"{TERM}:9", f"{{note}} :class: fixed-top {REMOVED} {NO_OPTIONS}"),
    ),
    case(
        "a table of contents that leads elsewhere",
        {INDEX: "# 主题\n\n```{toctree}\n甲 <javascript://x>\n```\n"},
        ("markup-refused", f"{INDEX}:3", f"{{toctree}} 甲 <javascript://x> {REMOVED} {NO_OPTIONS}"),
    ),
    case(
        "a role that copies files",
        page("文 {download}`/etc/passwd`"),
        (
            "role-refused",
            f"{TERM}:9",
            f"{{download}} is not allowed on this page; its paragraph is removed {ROLES}",
        ),
    ),
)

LINKS = (
    case(
        "a link that runs a script",
        page("[a](JavaScript:alert(1))"),
        ("unsafe-link", f"{TERM}:9", f"JavaScript:alert(1) {LINK}"),
    ),
    case("a link to a file", page("[a](../../conf.py)"), ("unsafe-link", f"{TERM}:9", f"../../conf.py {LINK}")),
    case(
        "a link by a label that holds a document",
        page("[a][b]\n\n[b]: data:text/html,x"),
        ("unsafe-link", f"{TERM}:11", f"data:text/html,x {LINK}"),
    ),
    case(
        "a picture of another host",
        page("![a](https://example.org/a.png)"),
        ("image-refused", f"{TERM}:9", f"https://example.org/a.png {IMAGE}"),
    ),
    case("a drawing", page("![a](../images/a.svg)"), ("image-refused", f"{TERM}:9", f"../images/a.svg {IMAGE}")),
)

CHARACTERS = (
    case(
        "text that is shown in reverse order",
        {ISSUE: issue(entry(body="一\n二\u202e三"))},
        ("hidden-character", f"{ISSUE}:13", f"U+202E {HIDDEN}"),
    ),
    case("an invisible space", {BIB: bib(title="De\u200bep")}, ("hidden-character", f"{BIB}:3", f"U+200B {HIDDEN}")),
    case(
        "a character at which only Python ends lines",
        {PROSE: "# 文\n\n一\u2028二\n"},
        ("hidden-character", f"{PROSE}:3", f"U+2028 {HIDDEN}"),
    ),
    case(
        "a key with a Cyrillic letter",
        {BIB: bib() + bib("d\u043ee2022deep", title="Other"), PROSE: "{cite}`d\u043ee2022deep`\n"},
        (
            "homoglyph",
            f"{BIB}:6",
            "d\u043ee2022deep cannot be an identifier: \u043e (U+043E) is not an ASCII letter (retype it in ASCII)",
        ),
    ),
)

SIZES = (
    case(
        "a paragraph of 4,001 characters",
        {TERM: term(body="字" * 4_001)},
        ("too-large", f"{TERM}:7", "the paragraph is too large: 4001; the limit is 4000 (split it; it is not read)"),
    ),
    case(
        "a front matter of 50,001 characters",
        {TERM: term(aliases="甲" * 50_000)},
        (
            "too-large",
            f"{TERM}:1",
            "the front matter is too large: 50027; the limit is 50000 (split it; it is not read)",
        ),
    ),
    case(
        "brackets inside each other",
        {TERM: term(aliases="[[[[[[[[x]]]]]]]]")},
        (
            "front-matter-syntax",
            f"{TERM}:4",
            "the front matter cannot be read: brackets are nested too deeply "
            "(write one `name: value` per line between two lines of ---)",
        ),
    ),
)

WARNED_ABOUT = (
    case(
        "an anchor that nothing has",
        page("[a](#nothing)"),
        (
            "unknown-anchor",
            f"{TERM}:9",
            "nothing has the anchor nothing (link to a page, to a label `(name)=` or to an object of the handbook)",
        ),
    ),
    case("an anchor of the page itself", page("## Some heading\n\n[a](#some-heading)")),
    case("an anchor of a label", page("(label)=\n## 节\n\n[a](#label) [b](#tuning)")),
    case(
        "a heading that skips a level",
        page("### 节"),
        ("heading-level", f"{TERM}:9", "a heading of level 3 follows one of level 1 (use one # more than the heading above it)"),
    ),
    case(
        "a footnote that is not defined",
        page("文[^1]"),
        ("footnote", f"{TERM}:9", f"footnote 1: it is not defined {ONE_NOTE}"),
    ),
    case(
        "a footnote that nothing refers to",
        page("文。\n\n[^1]: 注"),
        ("footnote", f"{TERM}:11", f"footnote 1: nothing refers to it {ONE_NOTE}"),
    ),
    case(
        "a footnote that is defined twice",
        page("文[^1] `[^2]`\n\n[^1]: 注\n[^1]: 注"),
        ("footnote", f"{TERM}:12", f"footnote 1: it is defined twice {ONE_NOTE}"),
    ),
    case(
        "a language that nobody highlights",
        page("```nolang\na\n```"),
        (
            "unknown-language",
            f"{TERM}:9",
            "there is no language nolang (write text, or a name of pygments.org/languages)",
        ),
    ),
    case(
        "one label for two places",
        page("(a)=\n## 节\n\n(a)=\n## 节二"),
        ("duplicate-label", f"{TERM}:12", "the label a is given twice (give each place a label of its own)"),
    ),
    case(
        "a box without text",
        page("```{note}\n```"),
        ("body-empty", f"{TERM}:9", "{note} has no text (write the text below the options, after an empty line)"),
    ),
    case(
        "a box with the domain of the handbook",
        page(":::{hb:note}\n文\n:::"),
        ("directive-refused", f"{TERM}:9", f"{{hb:note}} {REMOVED} (did you mean note? {DIRECTIVES[1:]}"),
    ),
    case(
        "an item that is the anchor of a reference",
        {ISSUE: issue(entry() + "\n:::{news} ref-doe2022deep\n:title: 新闻\n\n文。\n:::\n")},
        (
            "address-taken",
            f"{ISSUE}:15",
            "ref-doe2022deep is already the address of doe2022deep "
            "(a redirect never replaces a page: remove it from formerly; an item needs another identifier)",
        ),
    ),
)

HIDDEN_VALUES = (
    case(
        "an invisible character by an escape of YAML",
        {TERM: term(aliases='[one, "t\\u202ewo"]')},
        ("hidden-character", f"{TERM}:4", f"U+202E {HIDDEN}"),
    ),
    case(
        "an invisible character by an entity",
        page("- 甲\n- 乙&rlm;丙 `&rlm;` \\&rlm;"),
        ("hidden-character", f"{TERM}:10", f"U+200F {HIDDEN}"),
    ),
)

TEX = (
    case(
        "TeX's notation of a character",
        {BIB: bib(note="^^5cinput")},
        (
            "bib-value",
            f"{BIB}:5",
            "doe2022deep: note cannot be ^^ (two carets begin a character of TeX; write the character itself)",
        ),
    ),
    case(
        "a field whose name is a command",
        {BIB: bib(**{"a^^5c": "x"})},
        (
            "bib-value",
            f"{BIB}:5",
            "doe2022deep: @ cannot be a^^5c (the name of a field has letters, digits and hyphens only)",
        ),
    ),
)

BOUNDS = (
    case(
        "a table of 51 columns",
        page("|" + "a|" * 51 + "\n|" + "-|" * 51),
        ("too-large", f"{TERM}:9", "the number of columns is too large: 52; the limit is 50 (split it; it is not read)"),
    ),
    case(
        "a name of 501 characters",
        {TERM: term(aliases="甲" * 501)},
        ("too-large", f"{TERM}:4", "the value is too large: 501; the limit is 500 (split it; it is not read)"),
    ),
    case(
        "a title of 501 characters",
        {ISSUE: issue(entry(title="题" * 501))},
        ("too-large", f"{ISSUE}:9", "the value is too large: 501; the limit is 500 (split it; it is not read)"),
    ),
    case(
        "101 terms of an item",
        {ISSUE: issue(entry(topics=", ".join(["tuning", *(f"t{n}" for n in range(100))])))}
        | {f"docs/topics/t{n}.md": term(f"词 {n}", en=f"Word {chr(65 + n // 26)}{chr(65 + n % 26)}") for n in range(100)},
        ("term-unused", "docs/topics/t99.md:1", "no item carries t99 (the term stays; its page says that nothing carries it)"),
        ("too-large", f"{ISSUE}:10", "the number of terms is too large: 101; the limit is 100 (split it; it is not read)"),
    ),
    case(
        "a title of 10,001 characters in a .bib file",
        {BIB: bib(title="T" * 10_001)},
        ("too-large", f"{BIB}:3", "the value is too large: 10001; the limit is 10000 (split it; it is not read)"),
    ),
    case(
        "a value of 1,001 parts",
        {BIB: bib() + bib("roe2021other", title="} # {".join(["T"] * 1_001))},
        (
            "bib-syntax",
            f"{BIB}:8",
            "BibTeX cannot be parsed: a value that is too long (look for a missing comma, brace or quotation mark at or above "
            "this line)",
        ),
    ),
    case(
        "a heading of 501 characters",
        page("## " + "a" * 498),
        ("too-large", f"{TERM}:9", "the heading is too large: 501; the limit is 500 (split it; it is not read)"),
    ),
    case(
        "a listing again",
        {INDEX: "# 主题\n\n```{listing} topics\n```\n\n```{listing} topics\n```\n"},
        ("markup-refused", f"{INDEX}:6", f"{{listing}} topics {REMOVED} (a page has a listing once)"),
    ),
    case(
        "a pattern of many asterisks",
        {INDEX: "# 主题\n\n```{toctree}\n:glob:\n\n*a*a*b\n```\n"},
        ("markup-refused", f"{INDEX}:3", f"{{toctree}} :glob: {REMOVED} {NO_OPTIONS}"),
    ),
    case(
        "a table of contents that leads in a circle",
        {INDEX: "# 主题\n\n```{toctree}\n../../index\n```\n"},
        ("markup-refused", f"{INDEX}:3", f"{{toctree}} ../../index {REMOVED} {NO_OPTIONS}"),
    ),
    case(
        "a term 33 steps below another",
        {f"docs/topics/t{n:02}.md": term(f"词{n}", en=f"Word {n}", broader=f"t{n - 1:02}" if n else None) for n in range(34)}
        | {ISSUE: issue(entry(topics="tuning, t33, t32"))},
        (
            "broader-depth",
            "docs/topics/t33.md:1",
            "t33 has more than 32 terms above it (give it a broader term that is nearer to the top)",
        ),
    ),
)

CASES = (*WARNED_ABOUT, *HIDDEN_VALUES, *TEX, *BOUNDS, *HTML_CASES, *DIRECTIVE_CASES, *LINKS, *CHARACTERS, *SIZES)
