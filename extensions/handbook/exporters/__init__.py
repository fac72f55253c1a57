"""Citation formats: each is a pure function from a work to text, and the way to join such texts into a list."""

from __future__ import annotations

from .bundles import work_of_entry, work_of_issue, works
from .formats import FORMATS, Format
from .work import Work, work_of_page, work_of_paper

__all__ = ["FORMATS", "Format", "Work", "work_of_entry", "work_of_issue", "work_of_page", "work_of_paper", "works"]
