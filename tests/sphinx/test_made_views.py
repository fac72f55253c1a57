"""Views that a build keeps from digesting them to writing them."""

from __future__ import annotations

from typing import Any

from handbook import views
from handbook.library.library import Library
from handbook.sphinx_ext import made_views


def test_only_so_many_views_are_kept() -> None:
    library, kept = Library((), ()), made_views.MadeViews()
    topics: Any = object()
    methods: Any = object()
    kept.keep([(("topics", ""), topics)], made_views.MAX_CHARS)
    kept.keep([(("methods", ""), methods)], 1)
    assert kept.view(library, "topics", "") is topics, "for the page"
    assert kept.view(library, "topics", "") is topics, "and for its head"
    assert kept.view(library, "methods", "") == views.view(library, "methods")
    kept.give_up([("topics", ""), ("never", "kept")])
    assert kept.view(library, "topics", "") == views.view(library, "topics"), "its page is written"
