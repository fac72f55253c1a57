"""TODO."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from ..text.messages import mark as _
from .pickling import quickly_pickled


class Severity(StrEnum):
    """An error must be mended before a page is published; an info is said and the build goes on.

    Advice is given by ``handbook check`` alone: what could be better, and what a person may have good reasons for.
    """

    ERROR = "error"
    ADVICE = "advice"
    INFO = "info"


@quickly_pickled
@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """One sort of problem; message and hint are templates over the parameters of a Problem."""

    id: str
    meaning: str
    message: str
    hint: str
    severity: Severity = Severity.ERROR


def _table(*codes: Code) -> dict[str, Code]:
    return {code.id: code for code in codes}


CODES = _table(
    # Files
    Code(
        id="not-utf8",
        meaning=_("A file is not encoded as UTF-8."),
        message=_("byte {byte} is not UTF-8"),
        hint=_("save the file as UTF-8; what cannot be read is shown as �"),
    ),
    Code(
        id="nul-character",
        meaning=_("A file holds a NUL character."),
        message=_("the file holds a NUL character"),
        hint=_("delete it; it is left out"),
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
        meaning=_("A file ends its lines in the manner of Windows or of old Macs."),
        message=_("lines end with CR or CRLF"),
        hint=_("they are read as LF; let the editor save LF"),
        severity=Severity.INFO,
    ),
    Code(
        id="hidden-character",
        meaning=_("A file holds a character that nobody sees: one that controls, formats or ends lines."),
        message=_("{character} cannot be seen"),
        hint=_("delete it; it is left out"),
    ),
    Code(
        id="too-large",
        meaning=_("A file or a part of one is larger than any that is needed."),
        message=_("{part} is too large: {size}, where {limit} is the limit"),
        hint=_("divide it; it is not read"),
    ),
    Code(
        id="outside",
        meaning=_("A symbolic link leads out of the folders of the handbook."),
        message=_("the link leads to {target}, outside the handbook's folders"),
        hint=_("put the file itself here; the link is not followed"),
    ),
    Code(
        id="markdown-unreadable",
        meaning=_("The Markdown parser cannot read a page."),
        message=_("the Markdown parser stops at this page"),
        hint=_(
            "it is shown as it is written; look for a line that begins with % inside a quotation, "
            "or directives inside too many others"
        ),
    ),
    # The handbook itself
    Code(
        id="identity-syntax",
        meaning=_("The file pyproject.toml, whose table [tool.handbook] says what is the handbook's own, is not TOML."),
        message=_("pyproject.toml cannot be read: {reason}"),
        hint=_("correct it; until then the handbook has the name, the language and the headings of none"),
    ),
    Code(
        id="identity-unknown",
        meaning=_("The table [tool.handbook] has a key that does not exist."),
        message=_("[tool.handbook] has no key {field}"),
        hint=_("its keys: {known}"),
    ),
    Code(
        id="identity-value",
        meaning=_("A key of the table [tool.handbook] has a value of the wrong sort."),
        message=_("{field} of [tool.handbook] cannot be {value}"),
        hint=_("{expected}"),
    ),
    # Front matter
    Code(
        id="front-matter-missing",
        meaning=_("A page of an issue or a term has no front matter."),
        message=_("the page has no front matter"),
        hint=_("begin the file with --- and give at least: {required}"),
    ),
    Code(
        id="front-matter-syntax",
        meaning=_("The front matter is not a flat YAML mapping."),
        message=_("the front matter cannot be read: {reason}"),
        hint=_("write one «name: value» a line between two lines of ---"),
    ),
    Code(
        id="front-matter-field",
        meaning=_("The front matter lacks a required field."),
        message=_("the front matter has no {field}"),
        hint=_("add a line «{field}: …»"),
    ),
    Code(
        id="front-matter-unknown",
        meaning=_("The front matter has a field that does not exist."),
        message=_("there is no field {field}"),
        hint=_("fields of this page: {known}"),
    ),
    Code(
        id="front-matter-value",
        meaning=_("A field of the front matter has a value of the wrong sort."),
        message=_("{field} cannot be {value}"),
        hint=_("{expected}"),
    ),
    Code(
        id="bad-date",
        meaning=_("A date is not one the calendar has, or not written in EDTF."),
        message=_("{value} is no date: {reason}"),
        hint=_("dates are EDTF: 2022, 2022-10, 2022-10-26, 2022-10-26/2022-11-08, 2021-11-12/.."),
    ),
    Code(
        id="title-missing",
        meaning=_("A page of an issue or a term has no title."),
        message=_("the page has no title"),
        hint=_("write «# {title}» below the front matter"),
    ),
    Code(
        id="title-differs",
        meaning=_("The title of a term page is not the term's name in the language of the handbook."),
        message=_("the title is {title}, the front matter says {field}: {name}"),
        hint=_("make them equal"),
    ),
    Code(
        id="file-name",
        meaning=_("A file is not named after what it holds."),
        message=_("the file should be {path}"),
        hint=_("rename the file: its name is its address"),
    ),
    # Directives
    Code(
        id="argument-missing",
        meaning=_("A directive has no argument."),
        message=_("{{{directive}}} has no argument"),
        hint=_("write {expected}"),
    ),
    Code(
        id="bad-id",
        meaning=_("An identifier has characters that an address cannot have."),
        message=_("{id} cannot be an identifier"),
        hint=_("use ASCII letters, digits, hyphen, full stop, colon and underscore"),
    ),
    Code(
        id="homoglyph",
        meaning=_("An identifier has a letter that looks like one of ASCII and is another."),
        message=_("{id} cannot be an identifier: {character} is no ASCII letter"),
        hint=_("type it anew in ASCII"),
    ),
    Code(
        id="option-unknown",
        meaning=_("A directive has an option that does not exist."),
        message=_("{{{directive}}} has no option {option}"),
        hint=_("options: {known}"),
    ),
    Code(
        id="option-syntax",
        meaning=_("The options of a directive cannot be read."),
        message=_("the options cannot be read: {reason}"),
        hint=_("write one «:name: value» a line directly below the directive"),
    ),
    Code(
        id="option-missing",
        meaning=_("A directive lacks a required option."),
        message=_("{{{directive}}} has no {option}"),
        hint=_("add a line «:{option}: …»"),
    ),
    Code(
        id="option-value",
        meaning=_("An option or an argument has a value that is not allowed."),
        message=_("{option} cannot be {value}"),
        hint=_("allowed: {allowed}"),
    ),
    Code(
        id="body-empty",
        meaning=_("A directive has no text."),
        message=_("{what} has no text"),
        hint=_("write it below the options, after an empty line"),
    ),
    Code(
        id="draft",
        meaning=_("Something that a command has drafted is still to be done."),
        message=_("still a draft: {task}"),
        hint=_("do it, and delete the line that begins with «% draft:»"),
    ),
    Code(
        id="misplaced",
        meaning=_("A directive stands where it cannot."),
        message=_("{{{directive}}} cannot stand here"),
        hint=_("{expected}"),
    ),
    Code(
        id="unsafe-link",
        meaning=_("A link has a scheme other than http and https."),
        message=_("{url} is not a web address"),
        hint=_("a link begins with https:// or http://"),
    ),
    # What a stranger's page may not hold
    Code(
        id="directive-refused",
        meaning=_("A page that anyone may propose has a directive that is not on the list."),
        message=_("{markup} is not allowed on this page, and is left out"),
        hint=_("allowed: {allowed}"),
    ),
    Code(
        id="role-refused",
        meaning=_("A page that anyone may propose has a role that is not on the list."),
        message=_("{markup} is not allowed on this page; its paragraph is left out"),
        hint=_("allowed: {allowed}"),
    ),
    Code(
        id="markup-refused",
        meaning=_("A page that anyone may propose has HTML, attributes, options or substitutions."),
        message=_("{markup} is not allowed on this page, and is left out"),
        hint=_("{expected}"),
    ),
    Code(
        id="image-refused",
        meaning=_("A page that anyone may propose shows a picture that is not the handbook's own, or that can hold scripts."),
        message=_("{url} cannot be shown"),
        hint=_("put a PNG, JPEG, GIF or WebP file into docs/images/ and show that"),
    ),
    # References
    Code(
        id="unknown-term",
        meaning=_("An item or a role names a term that no page defines."),
        message=_("there is no {kind} {name}"),
        hint=_("a new term is a new page docs/{folder}/ID.md"),
    ),
    Code(
        id="alias-used",
        meaning=_("A term is named by one of its names instead of its id."),
        message=_("{name} is read as {id}"),
        hint=_("write the id"),
        severity=Severity.INFO,
    ),
    Code(
        id="unknown-citation",
        meaning=_("A citation key is in no .bib file."),
        message=_("no .bib file has the key {key}"),
        hint=_("add the entry to bib/, or correct the key"),
    ),
    Code(
        id="unknown-object",
        meaning=_("A role names an issue or an item that does not exist."),
        message=_("there is no {kind} {name}"),
        hint=_("correct the name"),
    ),
    # The whole library
    Code(
        id="bib-syntax",
        meaning=_("A .bib file breaks the rules of BibTeX."),
        message=_("BibTeX cannot be read: {reason}"),
        hint=_("look for a missing comma, brace or quotation mark at or above this line"),
    ),
    Code(
        id="bib-field",
        meaning=_("An entry lacks a field."),
        message=_("{key} has no {field}"),
        hint=_("add «{field} = {{…}}»"),
    ),
    Code(
        id="bib-value",
        meaning=_("A field of an entry has a value that cannot be."),
        message=_("{key}: {field} cannot be {value}"),
        hint=_("{expected}"),
    ),
    Code(
        id="duplicate-key",
        meaning=_("A citation key is used by two entries."),
        message=_("{key} is also the key of an entry in {other}"),
        hint=_("keep one of the two, or give one another key; the first is used"),
    ),
    Code(
        id="duplicate-paper",
        meaning=_("One work stands under two keys: the same DOI, arXiv identifier or title."),
        message=_("{key} has the same {field} as {other_key} in {other}"),
        hint=_("keep one entry; a preprint and its published version are joined by «related» and «relatedtype = {{origpubas}}»"),
    ),
    Code(
        id="duplicate-item",
        meaning=_("Two items have one identifier."),
        message=_("{id} is already presented in {other}"),
        hint=_("an item is presented once; refer to it with {{{role}}}`{id}`"),
    ),
    Code(
        id="duplicate-issue",
        meaning=_("Two issues have one number."),
        message=_("issue {number} is also {other}"),
        hint=_("correct the number of one of them"),
    ),
    Code(
        id="alias-conflict",
        meaning=_("Two terms of one kind claim one name."),
        message=_("{name} is also a name of {other_id} ({other})"),
        hint=_("a name belongs to one term: take it from the other"),
    ),
    Code(
        id="broader-unknown",
        meaning=_("A term names a broader term that does not exist."),
        message=_("there is no {kind} {name}"),
        hint=_("broader is the id of a term of the same kind"),
    ),
    Code(
        id="broader-cycle",
        meaning=_("A term is broader than itself."),
        message=_("broader goes in a circle: {cycle}"),
        hint=_("take broader from one of them"),
    ),
    Code(
        id="term-unused",
        meaning=_("No item carries a term, nor any narrower one."),
        message=_("no item carries {id}"),
        hint=_("it is kept; its page says so"),
        severity=Severity.INFO,
    ),
    Code(
        id="entry-unused",
        meaning=_("An entry of a .bib file is neither presented nor cited."),
        message=_("{key} is neither presented nor cited"),
        hint=_("it is kept"),
        severity=Severity.INFO,
    ),
    # What «handbook check» says besides
    Code(
        id="link-missing",
        meaning=_("A link, an image or a table of contents names a file that is not there; Sphinx says so in words of its own."),
        message=_("there is no file {target}"),
        hint=_("the path starts from the folder of this page; correct it"),
    ),
    Code(
        id="title-punctuation",
        meaning=_("A title ends with a full stop or a comma, or stands in title marks."),
        message=_("the title has {mark} around it or at its end"),
        hint=_("a title has neither; its own question and exclamation marks stay"),
        severity=Severity.ADVICE,
    ),
    Code(
        id="title-not-chinese",
        meaning=_("The Chinese title of an item has no Chinese character."),
        message=_("{title} is no Chinese title"),
        hint=_("translate it; the English title comes from bib/ or from «:title-en:»"),
        severity=Severity.ADVICE,
    ),
    Code(
        id="title-capitals",
        meaning=_("A title in a .bib file has capitals that citation styles would write small."),
        message=_("{key}: the capitals of {word} are not protected"),
        hint=_("write {{{word}}}"),
        severity=Severity.ADVICE,
    ),
    Code(
        id="summary-length",
        meaning=_("The summary of an item is shorter or longer than the guide asks for."),
        message=_("the summary of {id} has {count} characters and words"),
        hint=_("a summary has {least} to {most}"),
        severity=Severity.ADVICE,
    ),
    Code(
        id="doi-missing",
        meaning=_("An entry of a .bib file has no DOI, and one stands in another of its fields."),
        message=_("{key} has no doi, and {field} says {doi}"),
        hint=_("add «doi = {{{doi}}}»"),
        severity=Severity.ADVICE,
    ),
    Code(
        id="term-similar",
        meaning=_("Two terms of one kind have names that are nearly the same."),
        message=_("{name} is nearly {other_name}, a name of {other_id} ({other})"),
        hint=_("if they are one, keep one page and make the other name an alias of it"),
        severity=Severity.ADVICE,
    ),
    Code(
        id="typography-space",
        meaning=_(
            "A space is missing between a Han character and a Latin letter or digit, or stands beside full-width punctuation."
        ),
        message=_("«{text}» should be «{correct}»"),
        hint=_("one space between Han characters and others, none beside full-width punctuation"),
        severity=Severity.ADVICE,
    ),
    Code(
        id="typography-punctuation",
        meaning=_("Chinese text has punctuation of half width."),
        message=_("«{text}» should be «{correct}»"),
        hint=_("Chinese text has punctuation of full width"),
        severity=Severity.ADVICE,
    ),
)
"""All codes by id, in the order in which the reference page lists them."""
