"""Edits of pages and .bib files that change no other line: order, comments, spacing and line ends stay.

:mod:`~handbook.editing.bib` edits .bib files, :mod:`~handbook.editing.page` pages. Both take and return text, which
:func:`.lines.text_of` decodes and :func:`.lines.bytes_of` encodes. :mod:`~handbook.editing.files` reads the files of a
handbook and writes them if nobody else has changed them, :mod:`~handbook.editing.changes` writes several files at once.
"""

from __future__ import annotations
