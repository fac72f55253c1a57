"""``handbook translate``: the catalogues of the editions in other languages, brought up to date with the pages."""

from __future__ import annotations

import click

from ..editing.catalogues import updated
from ..editing.files import Files
from ..library.coverage import coverage, messages_by_page
from ..library.loading import load_identity
from ..model.places import catalogue_path
from ..reading.catalogues import read_catalogue
from ..reading.identity import is_language
from ..reading.tree import edition_languages
from .terminal import out, root, say, stop, write


@click.command(
    help=say(
        "Bring the catalogues of translations up to date with the pages: add new messages, mark changed ones as fuzzy and "
        "remove old ones. LANGUAGE is that of an edition (default: each that the handbook has); a new one begins with empty "
        "catalogues. A catalogue that is damaged stays as it is."
    ),
    short_help=say("Update the catalogues of translations."),
)
@click.argument("languages", nargs=-1, metavar=say("[LANGUAGE]…"))
@click.help_option(help=say("Show this help and exit."))
def command(languages: tuple[str, ...]) -> None:
    """Update the catalogues."""
    files = Files(root=root())
    identity, _problems = load_identity(files.root)
    for language in languages:
        if not is_language(language) or language == identity.language:
            message = say("{language} is no other language (write it as HTML names it: en, pt-BR)")
            raise click.UsageError(message.format(language=language))
    messages = messages_by_page(files.root, identity, files.data)
    texts: dict[str, str | bytes | None] = {}
    for language in languages or edition_languages(files.root):
        for path in dict.fromkeys(catalogue_path(page, language) for page in messages):
            problems = read_catalogue(path, (files.text(path) or "").encode()).problems
            damaged = next((each for each in problems if each.code == "catalogue-syntax"), None)
            if damaged:
                stop(f"{path}:{damaged.location.line}: {damaged.text(say)}")
        texts |= updated(messages, language, files.text)
    if texts and (failure := write(files, texts)):
        stop(failure)
    for path in sorted(texts):
        out.print(path, markup=False)
    found = [*coverage(files.root, messages)]
    for language in dict.fromkeys(each.language for each in found):
        own = [each for each in found if each.language == language]
        numbers = {name: sum(getattr(each, name) for each in own) for name in ("messages", "missing", "stale")}
        text = say("{language}: {messages} messages, {missing} without a translation, {stale} stale")
        out.print(text.format(language=language, **numbers), markup=False)
