"""Tuning of Python's garbage collector during a build, because nearly everything that a build makes is used to its end.

A full collection visits every object. With ten thousand papers these are millions, and with default settings the collector takes
an eighth of the time of a full build, and more than half of a build that changes nothing.
"""

from __future__ import annotations

import atexit
import gc
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx

THRESHOLDS = (50_000, 20, 20)
"""The collector's thresholds during a build. A page has thousands of nodes; with the default of 700, the collector would run a
dozen times while Sphinx makes them."""
MIN_PAGES_TO_COLLECT = 100
"""A collection before writing saves time only if more pages than this are to be written."""


def raise_thresholds(app: Sphinx) -> None:
    """Set the thresholds until the build is finished, and skip the collection when Python exits."""
    before = gc.get_threshold()
    gc.set_threshold(*THRESHOLDS)
    app.connect("build-finished", lambda *_arguments: gc.set_threshold(*before))
    atexit.unregister(gc.freeze)  # once is enough
    atexit.register(gc.freeze)


def freeze_environment() -> None:
    """Exempt all objects that exist now, those of the pickled environment, from collection."""
    gc.freeze()


def freeze_before_writing(pages: int) -> None:
    """Exempt all objects from collection before many pages are written: processes that write would copy what they visit."""
    if pages > MIN_PAGES_TO_COLLECT:
        gc.collect()
        gc.freeze()


def unfreeze() -> None:
    """Make all objects subject to collection again, for a process that continues after a build."""
    gc.unfreeze()
