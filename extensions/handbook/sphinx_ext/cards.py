"""The cards of issues on a site whose address is known: whether there are any, and writing those that have changed."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.util import logging

from ..editing.disk import read_if_any, replace_file
from ..model.places import ISSUE_CARD
from ..site import cards
from ..site.png import PictureError
from ..text.messages import mark as _
from ..text.messages import translator
from .head import base_of
from .sites import is_site
from .sources import sources_version

if TYPE_CHECKING:
    from sphinx.application import Sphinx

    from .domain import HandbookDomain

logger = logging.getLogger(__name__)

NOTE = ".buildinfo.cards"
"""The file in an output folder that holds the digest of the picture on which its cards were drawn."""


def template(app: Sphinx) -> cards.Template | None:
    """Return the picture on which cards are drawn; None if there is none, or if no page can name the cards."""
    data = read_if_any(Path(app.srcdir, ISSUE_CARD)) if is_site(app.builder) else None
    if data is None:
        return None
    try:
        found = cards.template_of(data)
    except PictureError as error:
        say = translator(app.config.language)
        text = say(_("no cards of issues can be drawn on this picture: {reason} (save it again, or remove it)"))
        path = app.srcdir / ISSUE_CARD
        logger.warning("%s: %s", path, text.format(reason=error.text(say)), type="hb", subtype="card")  # a location is a page
        return None
    return found if base_of(app.config) else None


def write(app: Sphinx, domain: HandbookDomain) -> None:
    """Write the cards that are missing, or all if they were drawn otherwise, and remove those of no issue."""
    outdir, note = Path(app.outdir), Path(app.outdir, NOTE)
    wanted: dict[Path, int] = {}
    if domain.card_template:
        data = Path(app.srcdir, ISSUE_CARD).read_bytes()
        wanted = {outdir / cards.address(page): number for number, page in domain.library.issues.items()}
        digest = hashlib.blake2b(b"%d %b" % (sources_version(), data), digest_size=16).hexdigest().encode()
        is_current = read_if_any(note) == digest
        for path, number in wanted.items():
            if not (is_current and path.is_file()):
                replace_file(path, domain.card_template.card(number))
        replace_file(note, digest)
    else:
        note.unlink(missing_ok=True)
    for path in [*(outdir / cards.FOLDER).glob("*")]:
        if path not in wanted:
            path.unlink()
