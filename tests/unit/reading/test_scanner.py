"""The parser of .bib files: the internals of pybtex that it relies on, its limits, and the places that it notes."""

from __future__ import annotations

import hashlib
import inspect
import io
import re
import textwrap
import tokenize
from collections.abc import Callable
from tokenize import COMMENT
from typing import Any
from unittest import mock

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pybtex.database.input.bibtex import LowLevelParser, month_names
from pybtex.scanner import Literal, PybtexSyntaxError, Scanner, Token

from handbook.reading import scanner
from handbook.reading.limits import MAX_BRACE_DEPTH, MAX_FIELDS, MAX_MACRO_CHARS, MAX_VALUE_CHARS, MAX_VALUE_PARTS
from handbook.reading.scanner import BibParser, FieldSpan, entry_chunks

INTERNALS: dict[Callable[..., Any], tuple[str, ...]] = {
    LowLevelParser.__init__: ("22520f6e8431", "d770ac0e9d6c"),
    LowLevelParser.__iter__: ("ac982f50d459",),
    LowLevelParser.parse_bibliography: ("6b7bbbb7108a",),
    LowLevelParser.parse_command: ("721899e211f8", "8b8546545da9"),
    LowLevelParser.parse_string_body: ("3ccd753ff24f", "c4ab26820af3"),
    LowLevelParser.parse_entry_body: ("c2c3727d2f68",),
    LowLevelParser.parse_entry_fields: ("776215ae1f15",),
    LowLevelParser.parse_field: ("6a36c9673685",),
    LowLevelParser.parse_value: ("b3cf753b9c0d",),
    LowLevelParser.parse_value_part: ("060a309e65fe", "b54c1c31682d"),
    LowLevelParser.flatten_string: ("9969f705f0b7", "4e7520df90a8"),
    LowLevelParser.substitute_macro: ("cd5c4b4d9957", "c459917ca3db"),
    LowLevelParser.parse_string: ("fa21e048c308", "68772075102e"),
    Scanner.__init__: ("ac428d37c856",),
    Scanner.skip_to: ("45117700046b", "aeca0e1fb8c7"),
    Scanner.update_lineno: ("ddc4992b59b0",),
    Scanner.eat_whitespace: ("5a0471157252",),
    Scanner.get_token: ("357a950633e8", "b9ea0b916e0b"),
    Scanner.required: ("4b1b4f7a5965", "503a09d49913"),
    Token.__init__: ("e127b3ee446b",),
    Literal.__init__: ("dfda96a98623", "0c2b3032a3e0"),
    PybtexSyntaxError.__init__: ("fbac7c2601e4", "dfcd6ad6984b"),
}
"""What reading/scanner.py replaces or calls, with the digests of the code that it was read against: pybtex 0.25.1 and 0.26.1."""


def digest(function: Callable[..., Any]) -> str:
    """Return a digest of the code of a function: comments and layout do not matter."""
    source = textwrap.dedent(inspect.getsource(function))
    words = (token.string.strip() for token in tokenize.generate_tokens(io.StringIO(source).readline) if token.type != COMMENT)
    return hashlib.sha256("".join(words).encode()).hexdigest()[:12]


def errors_of(text: str) -> list[str]:
    """Return the messages of the errors in a text."""
    errors: list[PybtexSyntaxError] = []
    list(BibParser(text, macros=dict(month_names), handle_error=errors.append))
    return [str(error.args[0]) for error in errors]


@pytest.mark.parametrize(("function", "expected"), INTERNALS.items(), ids=[each.__qualname__ for each in INTERNALS])
def test_the_internals_of_pybtex_are_those_that_the_parser_was_read_against(
    function: Callable[..., Any], expected: tuple[str, ...]
) -> None:
    assert digest(function) in expected, f"pybtex has changed {function.__qualname__}: compare reading/scanner.py with it"


def test_a_change_of_the_internals_is_noticed() -> None:
    def one(self: Any) -> Any:
        return self.pos  # here

    def other(self: Any) -> Any:
        return self.pos + 1

    assert digest(one).isalnum()
    assert digest(one) != digest(other)


def test_every_method_that_is_replaced_is_pinned() -> None:
    replaced = {name for name in vars(BibParser) if callable(getattr(LowLevelParser, name, None)) and not name.startswith("__")}
    assert replaced
    assert replaced <= {function.__name__ for function in INTERNALS}


def test_literals_name_their_sign_between_quotation_marks() -> None:
    assert Literal("{").description == "'{'"


def test_fields_are_noted_with_their_places() -> None:
    text = "@misc{a,\n  Title = {T} # x  ,\n  year= 2022}\n"
    parser = BibParser(text, macros={"x": "!"})
    _command, (_key, pairs) = next(iter(parser))
    assert [name for name, _parts in pairs] == [span.name for span in parser.spans] == ["Title", "year"]
    assert [text[span.start : span.end] for span in parser.spans] == ["Title = {T} # x", "year= 2022"]
    assert [text[span.value : span.end] for span in parser.spans] == ["{T} # x", "2022"]


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("@misc{a, " + ", ".join(f"f{number} = 1" for number in range(MAX_FIELDS + 2)) + "}", "an entry with too many fields"),
        ("@misc{a, title = {" + "x" * (MAX_VALUE_CHARS + 1) + "}}", "a value that is too long"),
        ("@misc{a, title = {x}" + " # {x}" * MAX_VALUE_PARTS + "}", "a value that is too long"),
        ("@string{n = {" + "x" * (MAX_MACRO_CHARS + 1) + "}}", "an abbreviation that is too long"),
        ("@misc{a, title = " + "{" * (MAX_BRACE_DEPTH + 2) + "}" * (MAX_BRACE_DEPTH + 2) + "}", "too many nested braces"),
        ('@misc{a, title = "}"}', "unbalanced braces"),
        ("@misc{a, title = {", "premature end of file"),
    ],
)
def test_exceeding_a_limit_is_an_error(text: str, error: str) -> None:
    assert errors_of(text)[0] == error


def test_values_at_their_limits_are_no_error() -> None:
    braces = "{" * (MAX_BRACE_DEPTH + 1) + "}" * (MAX_BRACE_DEPTH + 1)
    fields = ", ".join(f"f{number} = 1" for number in range(MAX_FIELDS))
    assert errors_of(f"@string{{n = {{{'x' * MAX_MACRO_CHARS}}}}}") == []
    assert errors_of(f"@misc{{a, title = {braces}, {fields}}}") == []
    assert errors_of(f"@misc{{a, title = {{{'x' * MAX_VALUE_CHARS}}}}}") == []
    assert errors_of("@misc{a, title = {x}" + " # {x}" * (MAX_VALUE_PARTS - 1) + ", note = {x} # {x}}") == []


@given(st.text('{}"#=,@ax \n', max_size=40))
def test_values_are_parsed_as_pybtex_parses_them(value: str) -> None:
    def parsed(parser: type[LowLevelParser]) -> object:
        errors: list[str] = []
        commands = list(parser(f"@misc{{a, title = {value}}}", macros={}, handle_error=lambda error: errors.append(str(error))))
        return commands, [error for error in errors if "undefined string" not in error]

    assert parsed(BibParser) == parsed(LowLevelParser)


FIELDS = st.lists(
    st.tuples(
        st.sampled_from(["", "", "\n  ", "\r\n"]),
        st.sampled_from(["a", "T", "b^", "1", ""]),
        st.sampled_from(["=", " = ", "\n=\n", ""]),
        st.sampled_from(["{x}", "{x {y}\nz}", "{}", "{{{x}}}", '"x"', "1", "{x", "x}", "{x} # {y}", "{x} y"]),
        st.sampled_from([",", " ,", "\n", ")", ""]),
    ).map("".join),
    max_size=4,
).map("".join)


@given(FIELDS, st.sampled_from(["{}", "()"]))
def test_fields_are_parsed_as_pybtex_parses_them(fields: str, braces: str) -> None:
    def parsed(parser: LowLevelParser) -> object:
        errors: list[str] = []
        parser.handle_error = lambda error: errors.append(str(error))
        commands = [(command, parser.pos) for command in parser]
        return commands, [error for error in errors if "undefined string" not in error], parser.lineno

    text = f"@misc{braces[0]}k,{fields}{braces[1]}\n@misc{{l, a = {{b}}}}"
    assert parsed(BibParser(text, macros={})) == parsed(LowLevelParser(text, macros={}))


@given(FIELDS)
def test_the_places_of_fields_are_those_that_pybtex_reads(fields: str) -> None:
    def spans() -> list[FieldSpan]:
        parser = BibParser(f"@misc{{k,{fields}}}", macros={}, handle_error=lambda _error: None)
        next(iter(parser), None)
        return parser.spans

    read = spans()
    with mock.patch.object(scanner, "_FIELD", re.compile("(?!)")):
        assert read == spans()


@given(st.text("@m{( \t\n", max_size=30))
def test_the_pieces_of_a_text_make_it_up(text: str) -> None:
    assert "".join(text[start:end] for start, end in entry_chunks(text)) == text
