"""Tuning of Python's garbage collector during a build, because nearly everything that a build makes is used to its end.

A full collection visits every object. With ten thousand papers these are millions, and with default settings the collector takes
an eighth of the time of a full build, and more than half of a build that changes nothing.
"""

from __future__ import annotations

import atexit
import gc

THRESHOLDS = (50_000, 20, 20)
"""The collector's thresholds during a build. A page has thousands of nodes; with the default of 700, the collector would run a
dozen times while Sphinx makes them."""
MIN_PAGES_TO_COLLECT = 1_000
"""A collection before pages are written saves time only if there are more than this."""
_former: list[tuple[int, int, int]] = []
"""The thresholds before the build, while it runs."""


def raise_thresholds() -> None:
    """Set the thresholds until ``restore`` is called, and skip the collection when Python exits."""
    if gc.get_threshold() != THRESHOLDS:
        _former[:] = [gc.get_threshold()]
    gc.set_threshold(*THRESHOLDS)
    atexit.unregister(gc.freeze)  # once is enough
    atexit.register(gc.freeze)


def pause() -> None:
    """Collect nothing until ``freeze`` is called: the library and its keys, which are made until then, are kept."""
    gc.set_threshold(0)


def freeze(pages: int = 0) -> None:
    """Exempt all objects that exist now from collection; *pages* are to be written next.

    If these are many, garbage is collected first: it would take memory to the end, and processes that write would copy it.
    """
    if pages > MIN_PAGES_TO_COLLECT:
        gc.collect()
    gc.freeze()
    gc.set_threshold(*THRESHOLDS)


def restore() -> None:
    """Restore the thresholds, and make all objects subject to collection again, for a process that continues after a build."""
    gc.unfreeze()
    if _former:
        gc.set_threshold(*_former.pop())
