"""The codes of problems in references, in .bib files, and in the handbook as a whole."""

from __future__ import annotations

from ...text.messages import mark as _
from .code import Code, Severity

CODES_OF_LIBRARY = (
    # References
    Code(
        id="unknown-term",
        meaning=_("An item or a role names a term that no page defines."),
        message=_("there is no {kind} {name}"),
        hint=_("to define a new term, add the page docs/{folder}/ID.md"),
    ),
    Code(
        id="alias-used",
        meaning=_("A term is referred to by one of its names instead of its id."),
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
        meaning=_("A .bib file is not valid BibTeX."),
        message=_("BibTeX cannot be parsed: {reason}"),
        hint=_("look for a missing comma, brace or quotation mark at or above this line"),
    ),
    Code(
        id="bib-field",
        meaning=_("An entry lacks a required field."),
        message=_("{key} has no {field}"),
        hint=_("add `{field} = {{…}}`"),
    ),
    Code(
        id="bib-value",
        meaning=_("A field of an entry has an invalid value."),
        message=_("{key}: {field} cannot be {value}"),
        hint=_("{expected}"),
    ),
    Code(
        id="duplicate-key",
        meaning=_("A citation key is used by two entries."),
        message=_("{key} is also the key of an entry in {other}"),
        hint=_("remove one of them, or give it another key; the first is used"),
    ),
    Code(
        id="key-case",
        meaning=_("Two citation keys differ only in case, so that on some disks their pages would be one file."),
        message=_("{key} differs only in case from {other_key} in {other}"),
        hint=_("give one of them another key; a key that has been published stays"),
    ),
    Code(
        id="duplicate-paper",
        meaning=_("One work has two keys: two entries have the same DOI, arXiv identifier or title."),
        message=_("{key} has the same {field} as {other_key} in {other}"),
        hint=_("keep one entry; link a preprint and its published version with `related` and `relatedtype = {{origpubas}}`"),
    ),
    Code(
        id="duplicate-item",
        meaning=_("Two items have the same identifier."),
        message=_("{id} is already presented in {other}"),
        hint=_("an item is presented once; refer to it with {{{role}}}`{id}`"),
    ),
    Code(
        id="duplicate-issue",
        meaning=_("Two issues have the same number."),
        message=_("{other} is also issue {number}"),
        hint=_("correct the number of one of them"),
    ),
    Code(
        id="alias-conflict",
        meaning=_("Two terms of the same kind have the same name."),
        message=_("{name} is also a name of {other_id} ({other})"),
        hint=_("a name belongs to one term: remove it from the other"),
    ),
    Code(
        id="address-taken",
        meaning=_("A former id of a term, or the identifier of an item, is the address of something else."),
        message=_("{id} is already the address of {other}"),
        hint=_("a redirect never replaces a page: remove it from formerly; an item needs another identifier"),
    ),
    Code(
        id="person-conflict",
        meaning=_("Two people have the same name or the same ORCID iD."),
        message=_("{name} also belongs to {other_id} ({other})"),
        hint=_("a name belongs to one person: if they are one, keep one page with all names; otherwise remove it from the other"),
    ),
    Code(
        id="person-id-taken",
        meaning=_("The id of a person is made of the name of an author whom the page does not list."),
        message=_("{id} is also the id of the author {name}"),
        hint=_("if they are one person, add the name to `names`; otherwise rename the file"),
    ),
    Code(
        id="broader-depth",
        meaning=_("Too many terms are above a term."),
        message=_("{id} has more than {limit} terms above it"),
        hint=_("give it a broader term that is nearer to the top"),
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
        message=_("the broader terms form a circle: {cycle}"),
        hint=_("remove broader from one of them"),
    ),
    Code(
        id="related-unknown",
        meaning=_("A term names a related term that does not exist."),
        message=_("there is no term {name}"),
        hint=_("related lists ids of other terms; write other words in near"),
    ),
    Code(
        id="related-redundant",
        meaning=_("A term names as related itself, or a term above or below it."),
        message=_("{id} cannot be related: {reason}"),
        hint=_("remove it from related"),
    ),
    Code(
        id="near-conflict",
        meaning=_("A near name of a term is a name of that term, or of another one."),
        message=_("{name} is a name of {other_id} ({other})"),
        hint=_("remove it from near; if that is another term, write its id in related"),
    ),
    Code(
        id="same-as-conflict",
        meaning=_("Two terms have the same identifier in Wikidata, OpenAlex or ROR."),
        message=_("{address} is the identifier of {other_id} ({other}) too"),
        hint=_("keep it where it means exactly that; if both terms are one, merge them"),
    ),
    Code(
        id="term-unused",
        meaning=_("No item carries a term or any of its narrower terms."),
        message=_("no item carries {id}"),
        hint=_("the term stays; its page says that nothing carries it"),
        severity=Severity.INFO,
    ),
    Code(
        id="entry-unused",
        meaning=_("An entry of a .bib file is neither presented nor cited."),
        message=_("{key} is neither presented nor cited"),
        hint=_("the entry stays in the file"),
        severity=Severity.INFO,
    ),
)
