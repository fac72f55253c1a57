"""When Python looks for garbage during a build: hardly ever, because nearly all that a build makes stays to its end.

Its collector goes through every object that there is. With ten thousand papers these are millions, and what it would do unasked
takes an eighth of a full build, and more than half of one that changes nothing.
"""

from __future__ import annotations

import atexit
import gc
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx

COLLECTS = (50_000, 20, 20)
"""Thresholds of a build. A page has thousands of nodes; at the default of 700 the collector would look a dozen times while Sphinx
makes them."""
MANY = 100
"""For more pages than this it pays to look for garbage before they are written."""


def collect_rarely(app: Sphinx) -> None:
    """Set the thresholds until the build is finished, and have nothing looked for when Python ends and gives all back."""
    before = gc.get_threshold()
    gc.set_threshold(*COLLECTS)
    app.connect("build-finished", lambda *_arguments: gc.set_threshold(*before))
    atexit.unregister(gc.freeze)  # it is enough once
    atexit.register(gc.freeze)


def keep() -> None:
    """Leave out from now on what there is: what the last build has kept."""
    gc.freeze()


def share(pages: int) -> None:
    """Leave out what there is before so many pages are written: processes that write would copy all that they go through."""
    if pages > MANY:
        gc.collect()
        gc.freeze()


def release() -> None:
    """Take everything in again, for a process that goes on after a build."""
    gc.unfreeze()
