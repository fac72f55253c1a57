"""Views that a build has made to digest them, kept for the writer, which needs them again: for the page and for its head."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .. import views

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..library.library import Library

MAX_CHARS = 20_000_000
"""So many characters of views are kept, as ``repr`` has them: with thousands of papers, a new issue needs a tenth of it."""


class MadeViews:
    """The views of pages, by name and argument."""

    def __init__(self) -> None:
        self._views: dict[tuple[str, str], views.View] = {}
        self._chars = 0

    def keep(self, made: Iterable[tuple[tuple[str, str], views.View]], chars: int) -> None:
        """Keep the views of a page, which have so many characters, unless too many are kept already."""
        if self._chars + chars <= MAX_CHARS:
            self._chars += chars
            self._views.update(made)

    def give_up(self, shown: Iterable[tuple[str, str]]) -> None:
        """Forget views by name and argument, whose page is written."""
        for each in shown:
            self._views.pop(each, None)

    def view(self, library: Library, name: str, argument: str) -> views.View:
        """Return a view of *library*: the one that is kept, or a new one."""
        made = self._views.get((name, argument))
        return views.view(library, name, argument) if made is None else made
