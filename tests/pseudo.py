"""Catalogues with a made-up translation of every message, in which no Han character is left."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from lxml import html

from handbook.editing.catalogues import catalogue_text
from handbook.library.coverage import messages_by_page
from handbook.library.loading import load_identity
from handbook.model.places import catalogue_path
from handbook.model.problems import Location
from handbook.reading.catalogues import Translation

HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff]")
CHINESE = re.compile("[\u3000-\u303f\u3400-\u9fff\uf900-\ufaff\uff00-\uffef“”—…]+")

_PARTS = re.compile(rf"(\]\([^()]*\))|{CHINESE.pattern}")


def pseudo(text: str) -> str:
    """Return a text with a word that no language has in place of all that is Chinese, except where a link leads."""
    return _PARTS.sub(lambda match: match[1] or " Xyzzy ", text).strip()


def translate(root: Path, language: str = "en") -> dict[str, str]:
    """Write the catalogues of the handbook at *root*, complete, and return their texts by path."""
    identity, _problems = load_identity(root)
    by_catalogue: dict[str, list] = {}
    for page, messages in messages_by_page(root, identity, lambda path: (root / path).read_bytes()).items():
        by_catalogue.setdefault(catalogue_path(page, language), []).extend(messages)
    texts = {}
    for path, messages in by_catalogue.items():
        place = Location(path=path, line=1)
        former = {message.text: Translation(text=pseudo(message.text), location=place) for message in messages}
        texts[path] = catalogue_text(messages, former, language)
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(texts[path], encoding="utf-8")
    return texts


def chinese_in(page: Path) -> Iterator[tuple[bool, str]]:
    """Yield each text of a page that has a Han character, and whether the page marks it as Chinese."""
    for element in html.fromstring(page.read_bytes()).iter():
        if not isinstance(element.tag, str) or element.tag in ("script", "style"):
            continue
        for text, inside in ((element.text, element), (element.tail, element.getparent())):
            if text and HAN.search(text):
                languages = [node.get("lang") for node in (inside, *inside.iterancestors()) if node.get("lang")]
                yield languages[:1] == ["zh-CN"], text.strip()
        yield from ((False, value) for name, value in element.items() if name in SHOWN and HAN.search(value))


SHOWN = ("title", "alt", "aria-label", "placeholder")
"""The attributes that readers see or hear."""


def anchors(page: Path) -> list[str]:
    """Return the ids on a page in order."""
    return [element.get("id") for element in html.fromstring(page.read_bytes()).iter() if element.get("id")]


def links(page: Path) -> list[str]:
    """Return where the content of a page leads to, in alphabetical order: editions can name things in another order."""
    return sorted(html.fromstring(page.read_bytes()).xpath("//article//a/@href"))


def numbers(page: Path) -> list[str]:
    """Return the counts that a page shows behind names, in alphabetical order."""
    return sorted(html.fromstring(page.read_bytes()).xpath("//*[contains(@class, 'hb-count')]/text()"))


def figures(page: Path) -> set[int]:
    """Return the numbers above 12, which no language writes as the name of a month, in the content of a page."""
    text = " ".join(html.fromstring(page.read_bytes()).xpath("//article//text()[not(parent::script)]"))
    return {int(number) for number in re.findall(r"\d+", text) if int(number) > 12}


def pages(site: Path) -> dict[str, Path]:
    """Return the pages of a site by address."""
    found = sorted(site.rglob("*.html"))
    return {path.relative_to(site).as_posix(): path for path in found if "_static" not in path.parts}
