"""How pybtex represents and formats entries; read from pybtex 0.25.0 and 0.26.1.

``repr`` of an entry shows its type, fields and persons. Every rich text that has parts keeps its own arguments, such as the
address of a link, in ``info``. ``BaseStyle.format_entry`` copies the label into its result and uses it for nothing else.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pybtex.richtext import BaseMultipartText
from pybtex.style.formatting import BaseStyle

if TYPE_CHECKING:
    from pybtex.database import Entry


def entry_state(entry: Entry) -> tuple[str, str, str]:
    """Return everything that formatting may use of an entry, for a digest."""
    return entry.key, entry.original_type, repr(entry)


def label_changes_text(style: BaseStyle) -> bool:
    """Return whether the text of an entry may depend on its label, because the style has its own ``format_entry``."""
    return type(style).format_entry is not BaseStyle.format_entry


def written_out(text: Any, without_info: type) -> str:
    """Return a representation that differs for any two rich texts; leave out ``info`` of texts of the type *without_info*."""
    if not isinstance(text, BaseMultipartText):
        return repr(text)
    own = "" if isinstance(text, without_info) else repr(text.info)
    return f"{type(text).__name__}({own}: {', '.join(written_out(part, without_info) for part in text.parts)})"
