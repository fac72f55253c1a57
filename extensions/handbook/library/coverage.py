"""What the editions of the handbook in other languages lack: messages without a translation, and stale translations."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..reading.messages import read_messages
from ..reading.tree import edition_languages, page_paths
from .edition import load_wording

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from ..model.identity import Identity
    from ..reading.messages import Message


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """How much of one page the edition in one language has in its own words."""

    language: str
    path: str
    messages: int
    missing: int
    """Messages without a translation, and with one that cannot be shown."""
    stale: int
    """Messages that have changed since they were translated."""


def messages_by_page(root: Path, identity: Identity, read: Callable[[str], bytes]) -> dict[str, tuple[Message, ...]]:
    """Return the messages of each page of the handbook at *root* that has any; *read* returns the bytes of a page."""
    found = ((path, read_messages(path, read(path), identity)) for path in page_paths(root))
    return {path: messages for path, messages in found if messages}


def coverage(root: Path, messages: Mapping[str, tuple[Message, ...]]) -> Iterator[Coverage]:
    """Yield how much of each page is translated, for each language of which the handbook at *root* has catalogues."""
    for language in edition_languages(root):
        wording = load_wording(root, language)
        for path, of_page in messages.items():
            catalogue = wording.catalogue(path)
            translations = catalogue.translations if catalogue else {}
            texts = {message.text for message in of_page}
            known = [translations[text] for text in texts if text in translations]
            yield Coverage(
                language=language.replace("_", "-"),
                path=path,
                messages=len(texts),
                missing=len(texts) - len(known),
                stale=sum(each.is_fuzzy for each in known),
            )
