"""What is a handbook's own: the periodical that it is about, its language, its headings, where it is published."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import Any

from ..text.folding import slug
from .pickling import quickly_pickled

NUMBER = "{number}"
"""Stands for the number of an issue in the heading of its page."""


@quickly_pickled
@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """The table ``[tool.handbook]`` of pyproject.toml; the defaults belong to no periodical."""

    name: str = "Handbook"
    """The name of the handbook itself."""
    authors: str = ""
    """Who is named as the author of its pages."""
    periodical: str = ""
    """The name of the periodical in its own language."""
    periodical_en: str = ""
    publisher: str = ""
    masthead: tuple[str, ...] = ()
    """What else stands in the head of a published issue and is no part of its text: editors, departments, abbreviations."""
    language: str = "en"
    """The language of the pages, as HTML names it: ``en``, ``pt-BR``."""
    issue_heading: str = f"No. {NUMBER}"
    section: str = "Papers"
    """The heading below which an issue has its papers."""
    repository: str = ""
    licence: str = ""
    """One sentence on the licences of text and code, for the foot of every page."""
    data_licence: str = ""
    """The address of the licence of the data that the site offers programs."""
    base_address: str = ""
    """Where the site is published."""
    feed_tag: str = ""
    """A domain name and a date, ``example.org,2026``, of which the permanent ids of the entries of feeds are made."""
    editions: tuple[Identity, ...] = ()
    """What the editions in other languages call all this."""

    @property
    def is_chinese(self) -> bool:
        """Whether the pages are in Chinese, so that every paper and term has a Chinese name."""
        return self.language.partition("-")[0] == "zh"

    @property
    def locale(self) -> str:
        """The language as Sphinx and gettext name it: ``zh_CN``."""
        return self.language.replace("-", "_")

    def edition(self, language: str) -> Identity:
        """Return what the edition in *language*, as HTML or gettext names it, calls all this; the handbook itself is one."""
        wanted = language.replace("_", "-")
        if wanted == self.language:
            return self
        named = next((each for each in self.editions if each.language == wanted), None)
        return named or self.translated(wanted)

    def translated(self, language: str, **values: Any) -> Identity:
        """Return the identity of an edition in *language* with its own *values*; all others are those of the handbook."""
        own = {
            "periodical": self.periodical_en or self.periodical,
            "issue_heading": f"No. {NUMBER}",
            "base_address": "",
            **values,
        }
        return replace(self, language=language, editions=(), **own)

    def heading(self, number: int) -> str:
        """Return the heading of the page of an issue."""
        return self.issue_heading.replace(NUMBER, str(number))

    @property
    def file_name(self) -> str:
        """What files of the whole handbook are called, without a suffix: as its repository, or else as itself."""
        return PurePosixPath(self.repository).name or slug(self.name) or "handbook"

    @property
    def provider(self) -> str:
        """The sort of site that holds the repository, as the theme names it."""
        return next((name for name in ("gitlab", "bitbucket") if name in self.repository), "github")

    @property
    def colon(self) -> str:
        """What stands between the name of the handbook and the heading of an issue."""
        return "：" if self.is_chinese else ": "
