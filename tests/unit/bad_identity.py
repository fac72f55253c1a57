"""Bad input: what is wrong with the table that says what is a handbook's own, with all that is said of it."""

from __future__ import annotations

from .builders import PROJECT, case

FILE = "pyproject.toml"
KEYS = (
    "valid keys: name, authors, periodical, periodical-en, publisher, masthead, language, issue-heading, section, repository, "
    "licence, data-licence, base-address, feed-tag, editions"
)
LINES = PROJECT.count("\n")


def cannot(field: str, value: str, expected: str) -> str:
    """Return what is said of a wrong value."""
    return f"{field} of [tool.handbook] cannot be {value} ({expected})"


CASES = (
    case(
        "an identity that is no TOML",
        {FILE: PROJECT + "licence =\n"},
        (
            "identity-syntax",
            f"{FILE}:{LINES + 1}",
            "pyproject.toml cannot be read: Invalid value "
            "(correct it; until then the handbook has a neutral name, language and headings)",
        ),
    ),
    case(
        "an identity with keys that do not exist",
        {FILE: f'[project]\nname = "a"\n\n{PROJECT}perodical = "x"\n"base address" = "y"\n\n[tool.other]\nperodical = 1\n'},
        (
            "identity-unknown",
            f"{FILE}:{LINES + 4}",
            f"[tool.handbook] has no key perodical (did you mean periodical? {KEYS})",
        ),
        (
            "identity-unknown",
            f"{FILE}:{LINES + 5}",
            f"[tool.handbook] has no key base address (did you mean base-address? {KEYS})",
        ),
    ),
    case(
        "an identity with values of the wrong sort",
        {
            FILE: PROJECT.replace('masthead = ["BAAI", "预训练组", "关于周刊"]', "masthead = [1]").replace(
                '"第 {number} 期"', '"第 N 期"'
            )
            + 'authors = 7\nrepository = "example.org"\nbase-address = "ftp://example.org"\nlicence = "a\\nb"\n'
            + 'feed-tag = "example.org"\n'
        },
        ("identity-value", f"{FILE}:5", cannot("masthead", "[1]", 'write a list: ["one", "two"]')),
        (
            "identity-value",
            f"{FILE}:7",
            cannot("issue-heading", "第 N 期", "write a heading that has {number} once, where the number stands"),
        ),
        ("identity-value", f"{FILE}:9", cannot("authors", "7", "write text in quotation marks")),
        ("identity-value", f"{FILE}:10", cannot("repository", "example.org", "write an address that begins with https://")),
        (
            "identity-value",
            f"{FILE}:11",
            cannot("base-address", "ftp://example.org", "write an address that begins with https://"),
        ),
        ("identity-value", f"{FILE}:12", cannot("licence", "a b", "write one line without control characters")),
        (
            "identity-value",
            f"{FILE}:13",
            cannot("feed-tag", "example.org", "write a domain name that is yours and a date on which it was: example.org,2026"),
        ),
    ),
    case(
        "an identity with an unknown language and an empty name",
        {
            FILE: PROJECT.replace('"zh-CN"', '"zh_CN"').replace('"小手册"', '" "'),
        },
        ("identity-value", f"{FILE}:2", cannot("name", "", "write a value, or leave the key out")),
        ("identity-value", f"{FILE}:6", cannot("language", "zh_CN", "write the language as HTML names it: en, zh-CN")),
    ),
)
