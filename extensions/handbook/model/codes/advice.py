"""The codes of problems that only ``handbook check`` reports."""

from __future__ import annotations

from ...text.messages import mark as _
from .code import Code, Severity

CODES_OF_ADVICE = (
    Code(
        id="link-missing",
        meaning=_(
            "A link, an image or a table of contents names a file that does not exist; Sphinx reports it in its own words."
        ),
        message=_("there is no file {target}"),
        hint=_("correct the path; it is relative to the folder of this page"),
    ),
    Code(
        id="title-punctuation",
        meaning=_("A title ends with a full stop or a comma, or is enclosed in title marks."),
        message=_("the title has {mark} around it or at its end"),
        hint=_("remove it; question and exclamation marks of the title itself stay"),
        severity=Severity.ADVICE,
    ),
    Code(
        id="title-not-chinese",
        meaning=_("The Chinese title of an item has no Chinese character."),
        message=_("{title} is not a Chinese title"),
        hint=_("translate it; the English title comes from bib/ or from `:title-en:`"),
        severity=Severity.ADVICE,
    ),
    Code(
        id="title-capitals",
        meaning=_("A title in a .bib file has capitals that citation styles would change to lower case."),
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
        id="import-comment",
        meaning=_("A comment holds lines of the published text, which an import keeps until an editor has used them."),
        message=_("this comment holds lines of the published text"),
        hint=_("check that all they say is in the entry, and delete them"),
        severity=Severity.ADVICE,
    ),
    Code(
        id="introduction-quoted",
        meaning=_("Above the entries of an issue stands a quotation, as an import leaves the published introduction."),
        message=_("a quotation stands above the entries"),
        hint=_("write the introduction in your own words"),
        severity=Severity.ADVICE,
    ),
    Code(
        id="authors-incomplete",
        meaning=_("The authors of an entry end in `and others`."),
        message=_("{key} does not name all its authors"),
        hint=_("copy them from the paper, or run: handbook refresh {key} --apply"),
        severity=Severity.ADVICE,
    ),
    Code(
        id="terms-missing",
        meaning=_("A paper has no topic and no method, so that no page of a term lists it."),
        message=_("{id} names no topic and no method"),
        hint=_("add `:topics:` or `:methods:`"),
        severity=Severity.ADVICE,
    ),
    Code(
        id="term-text-missing",
        meaning=_("The page of a term has no text."),
        message=_("the page of {id} says nothing about it"),
        hint=_("write a definition of one or two sentences below the title"),
        severity=Severity.ADVICE,
    ),
    Code(
        id="doi-missing",
        meaning=_("An entry of a .bib file has no DOI field, but another of its fields contains a DOI."),
        message=_("{key} has no doi, but {field} contains {doi}"),
        hint=_("add `doi = {{{doi}}}`"),
        severity=Severity.ADVICE,
    ),
    Code(
        id="term-similar",
        meaning=_("Two terms of one kind have names that are nearly the same."),
        message=_("{name} is nearly the same as {other_name}, a name of {other_id} ({other})"),
        hint=_("if they are the same term, keep one page and add the other name to its aliases"),
        severity=Severity.ADVICE,
    ),
    Code(
        id="person-unused",
        meaning=_("No bibliography and no item has any of the names of a person."),
        message=_("no entry has a person called {name}"),
        hint=_("write each spelling as bibliographies print it; the page stays"),
        severity=Severity.ADVICE,
    ),
    Code(
        id="person-similar",
        meaning=_("Two people have the same Chinese name."),
        message=_("{name} is also the Chinese name of {other_id} ({other})"),
        hint=_("if they are one person, keep one page with all names"),
        severity=Severity.ADVICE,
    ),
    Code(
        id="typography-space",
        meaning=_(
            "A space is missing between Han and Latin characters or digits, or there is one beside full-width punctuation."
        ),
        message=_('"{text}" should be "{correct}"'),
        hint=_("one space between Han characters and Latin letters or digits, none beside full-width punctuation"),
        severity=Severity.ADVICE,
    ),
    Code(
        id="typography-punctuation",
        meaning=_("Chinese text has half-width punctuation."),
        message=_('"{text}" should be "{correct}"'),
        hint=_("use full-width punctuation in Chinese text"),
        severity=Severity.ADVICE,
    ),
)
