"""The codes of problems in the bytes and the front matter of a file."""

from __future__ import annotations

from ...text.messages import mark as _
from .code import Code, Severity

CODES_OF_FILES = (
    # Files
    Code(
        id="not-utf8",
        meaning=_("A file is not encoded as UTF-8."),
        message=_("byte {byte} is not UTF-8"),
        hint=_("save the file as UTF-8; bytes that cannot be decoded are shown as �"),
    ),
    Code(
        id="nul-character",
        meaning=_("A file contains a NUL character."),
        message=_("the file contains a NUL character"),
        hint=_("delete it; it is ignored"),
    ),
    Code(
        id="byte-order-mark",
        meaning=_("A file begins with a byte order mark."),
        message=_("the file begins with a byte order mark"),
        hint=_("it is ignored; save the file as UTF-8 without BOM"),
        severity=Severity.INFO,
    ),
    Code(
        id="crlf",
        meaning=_("A file has the line endings of Windows or of old Macs."),
        message=_("lines end with CR or CRLF"),
        hint=_("they are read as LF; set the editor to save LF"),
        severity=Severity.INFO,
    ),
    Code(
        id="hidden-character",
        meaning=_("A file contains an invisible character: a control, format or line-separating character."),
        message=_("{character} is an invisible character"),
        hint=_("delete it; it is ignored"),
    ),
    Code(
        id="too-large",
        meaning=_("A file, or a part of one, is larger than the limit."),
        message=_("{part} is too large: {size}; the limit is {limit}"),
        hint=_("split it; it is not read"),
    ),
    Code(
        id="outside",
        meaning=_("A symbolic link points outside the folders of the handbook."),
        message=_("the link points to {target}, outside the handbook's folders"),
        hint=_("put the file itself here; the link is not followed"),
    ),
    Code(
        id="file-name-unreadable",
        meaning=_("The name of a file is not UTF-8, or has an invisible character."),
        message=_("the name of this file is not readable text"),
        hint=_("rename it with ASCII letters, digits and hyphens; it is not read"),
    ),
    Code(
        id="markdown-unreadable",
        meaning=_("The Markdown parser fails on a page."),
        message=_("the Markdown parser fails on this page"),
        hint=_(
            "it is shown as plain text; look for a line that begins with % in a block quotation, or for deeply nested directives"
        ),
    ),
    # Catalogues
    Code(
        id="catalogue-syntax",
        meaning=_("A catalogue of translations is no .po file."),
        message=_("the file cannot be read: {reason}"),
        hint=_("correct it; the edition shows none of its translations"),
    ),
    Code(
        id="translation-blocks",
        meaning=_("A translation is more or less than one paragraph."),
        message=_("the translation is not one paragraph on one line"),
        hint=_("write a backslash before what begins a list or a heading; the edition shows the original"),
    ),
    Code(
        id="translation-differs",
        meaning=_("A translation cites, names or links to something else than the original does."),
        message=_("the original names {expected}, the translation {found}"),
        hint=_("keep all roles, links and footnotes; the edition shows the original"),
    ),
    # The handbook itself
    Code(
        id="identity-syntax",
        meaning=_("The file pyproject.toml, whose table [tool.handbook] describes the handbook itself, is not valid TOML."),
        message=_("pyproject.toml cannot be read: {reason}"),
        hint=_("correct it; until then the handbook has a neutral name, language and headings"),
    ),
    Code(
        id="identity-unknown",
        meaning=_("The table [tool.handbook] has an unknown key."),
        message=_("[tool.handbook] has no key {field}"),
        hint=_("valid keys: {known}"),
    ),
    Code(
        id="identity-value",
        meaning=_("A key of the table [tool.handbook] has an invalid value."),
        message=_("{field} of [tool.handbook] cannot be {value}"),
        hint=_("{expected}"),
    ),
    # Front matter
    Code(
        id="front-matter-missing",
        meaning=_("A page of an issue, a term or a person has no front matter."),
        message=_("the page has no front matter"),
        hint=_("begin the file with --- and at least these fields: {required}"),
    ),
    Code(
        id="front-matter-syntax",
        meaning=_("The front matter is not a flat YAML mapping."),
        message=_("the front matter cannot be read: {reason}"),
        hint=_("write one `name: value` per line between two lines of ---"),
    ),
    Code(
        id="front-matter-field",
        meaning=_("The front matter lacks a required field."),
        message=_("the front matter has no {field}"),
        hint=_("add a line `{field}: …`"),
    ),
    Code(
        id="front-matter-unknown",
        meaning=_("The front matter has an unknown field."),
        message=_("there is no field {field}"),
        hint=_("fields of this page: {known}"),
    ),
    Code(
        id="front-matter-value",
        meaning=_("A field of the front matter has an invalid value."),
        message=_("{field} cannot be {value}"),
        hint=_("{expected}"),
    ),
    Code(
        id="bad-date",
        meaning=_("A date does not exist in the calendar, or is not written in EDTF."),
        message=_("{value} is not a date: {reason}"),
        hint=_("dates are EDTF: 2022, 2022-10, 2022-10-26, 2022-10-26/2022-11-08, 2021-11-12/.."),
    ),
    Code(
        id="title-missing",
        meaning=_("A page of an issue, a term or a person has no title."),
        message=_("the page has no title"),
        hint=_("write `# {title}` below the front matter"),
    ),
    Code(
        id="title-differs",
        meaning=_("The title of the page of a term or a person differs from the name in the language of the handbook."),
        message=_("the title is {title}, but the front matter has {field}: {name}"),
        hint=_("make them the same"),
    ),
    Code(
        id="file-name",
        meaning=_("The name of a file does not match its content."),
        message=_("the file should be named {path}"),
        hint=_("rename the file: its name becomes its address"),
    ),
)
