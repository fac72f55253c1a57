"""Edits of what a person wrote: only the lines that change differ; order, comments, spacing and line ends stay.

:mod:`~handbook.editing.bib` edits .bib files, :mod:`~handbook.editing.page` pages. Both take and return text, as
:func:`.lines.text_of` gives it and :func:`.lines.bytes_of` takes it back.
"""

from __future__ import annotations
