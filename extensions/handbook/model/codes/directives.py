"""The codes of problems in directives, and of markup that an untrusted contributor may not use."""

from __future__ import annotations

from ...text.messages import mark as _
from .code import Code

CODES_OF_DIRECTIVES = (
    # Directives
    Code(
        id="argument-missing",
        meaning=_("A directive has no argument."),
        message=_("{{{directive}}} has no argument"),
        hint=_("write {expected}"),
    ),
    Code(
        id="bad-id",
        meaning=_("An identifier has characters that are not allowed in an address."),
        message=_("{id} cannot be an identifier"),
        hint=_("use ASCII letters, digits, hyphen, full stop, colon and underscore"),
    ),
    Code(
        id="homoglyph",
        meaning=_("An identifier has a letter that looks like an ASCII letter but is not one."),
        message=_("{id} cannot be an identifier: {character} is not an ASCII letter"),
        hint=_("retype it in ASCII"),
    ),
    Code(
        id="option-unknown",
        meaning=_("A directive has an unknown option."),
        message=_("{{{directive}}} has no option {option}"),
        hint=_("options: {known}"),
    ),
    Code(
        id="option-syntax",
        meaning=_("The options of a directive cannot be read."),
        message=_("the options cannot be read: {reason}"),
        hint=_("write one `:name: value` per line directly below the directive"),
    ),
    Code(
        id="option-missing",
        meaning=_("A directive lacks a required option."),
        message=_("{{{directive}}} has no {option}"),
        hint=_("add a line `:{option}: …`"),
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
        hint=_("write the text below the options, after an empty line"),
    ),
    Code(
        id="summary-quoted",
        meaning=_("The summary of an item is a quotation, as an import leaves it."),
        message=_("the summary of {id} is a quotation"),
        hint=_("write it in your own words; quote a sentence at most"),
    ),
    Code(
        id="draft",
        meaning=_("A draft that a command has written is not finished."),
        message=_("unfinished draft: {task}"),
        hint=_("finish it, and delete the line that begins with `% draft:`"),
    ),
    Code(
        id="misplaced",
        meaning=_("A directive is in a place where it is not allowed."),
        message=_("{{{directive}}} is not allowed here"),
        hint=_("{expected}"),
    ),
    Code(
        id="unsafe-link",
        meaning=_("A link has a scheme other than http and https."),
        message=_("{url} is not a web address"),
        hint=_("a link begins with https:// or http://; it is removed, and the words in it stay"),
    ),
    Code(
        id="unknown-anchor",
        meaning=_("A link names an anchor that no page and no object has."),
        message=_("nothing has the anchor {name}"),
        hint=_("link to a page, to a label `(name)=` or to an object of the handbook"),
    ),
    Code(
        id="duplicate-label",
        meaning=_("A page gives one label to two places."),
        message=_("the label {name} is given twice"),
        hint=_("give each place a label of its own"),
    ),
    Code(
        id="heading-level",
        meaning=_("A heading skips a level."),
        message=_("a heading of level {level} follows one of level {above}"),
        hint=_("use one # more than the heading above it"),
    ),
    Code(
        id="footnote",
        meaning=_("A footnote has no definition or several, or nothing refers to it."),
        message=_("footnote {label}: {reason}"),
        hint=_("write [^{label}] in the text, and one definition `[^{label}]: …`"),
    ),
    Code(
        id="unknown-language",
        meaning=_("A code block names a language that cannot be highlighted."),
        message=_("there is no language {language}"),
        hint=_("write text, or a name of pygments.org/languages"),
    ),
    # Markup of untrusted pages
    Code(
        id="directive-refused",
        meaning=_("A page that anyone may contribute has a directive that is not allowed."),
        message=_("{markup} is not allowed on this page and is removed"),
        hint=_("allowed: {allowed}"),
    ),
    Code(
        id="role-refused",
        meaning=_("A page that anyone may contribute has a role that is not allowed."),
        message=_("{markup} is not allowed on this page; its paragraph is removed"),
        hint=_("allowed: {allowed}"),
    ),
    Code(
        id="markup-refused",
        meaning=_("A page that anyone may contribute has raw HTML, attributes, options or substitutions."),
        message=_("{markup} is not allowed on this page and is removed"),
        hint=_("{expected}"),
    ),
    Code(
        id="image-refused",
        meaning=_(
            "A page that anyone may contribute shows a picture from outside the handbook, or one that can contain scripts."
        ),
        message=_("{url} cannot be shown"),
        hint=_("put a PNG, JPEG, GIF or WebP file into docs/images/ and show that file"),
    ),
)
