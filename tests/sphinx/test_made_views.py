"""Views that a build keeps from digesting them to writing them."""

from __future__ import annotations

from typing import Any

from handbook import views
from handbook.library.library import Library
from handbook.sphinx_ext import made_views


def test_a_view_is_taken_once_and_only_so_many_are_kept() -> None:
    library, kept = Library((), ()), made_views.MadeViews()
    topics: Any = object()
    methods: Any = object()
    kept.keep([(("topics", ""), topics)], made_views.MAX_CHARS)
    kept.keep([(("methods", ""), methods)], 1)
    assert kept.take(library, "topics", "") is topics
    assert kept.take(library, "topics", "") == views.view(library, "topics")
    assert kept.take(library, "methods", "") == views.view(library, "methods")
