"""What is published of a library: the site that the tests pretend to have, and the checks that its files must pass."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import feedparser
from jsonschema import Draft202012Validator
from lxml import etree

from handbook.library.library import Library
from handbook.model.identity import Identity
from handbook.site.place import Site
from handbook.text.messages import translator

SCHEMAS = Path(__file__).parent / "schemas"
BASE = "https://example.org/zh-cn/latest/"
TAG = "example.org,2026"


def site_at(base: str = BASE, *, folders: bool = False, language: str = "zh_CN") -> Site:
    """Return a site, with a folder for each page or a file."""

    def page(docname: str) -> str:
        if not folders:
            return f"{docname}.html"
        return docname.removesuffix("index") if docname.split("/")[-1] == "index" else f"{docname}/"

    return Site(name="小手册", language=language.replace("_", "-"), base=base, page=page, say=translator(language))


def with_tag(library: Library, tag: str = TAG) -> Library:
    """Return the same library with an identity that has a tag."""
    identity = library.identity
    values = {name: getattr(identity, name) for name in Identity.__dataclass_fields__}
    return Library(library.pages, library.bibs, identity=Identity(**{**values, "feed_tag": tag}))


def valid(data: bytes, schema: str) -> Any:
    """Return the root of an XML document, which must be what a RELAX NG schema allows."""
    root = etree.fromstring(data)
    grammar = etree.RelaxNG(etree.parse(str(SCHEMAS / f"{schema}.rng")))
    grammar.assertValid(root)
    return root


def checked_atom(data: bytes, address: str, *, is_empty: bool = False) -> Any:
    """Return a feed as feedparser reads it, after the checks of RFC 4287 that a grammar cannot state."""
    root = valid(data, "atom")
    feed = feedparser.parse(data)
    assert not feed.bozo, feed.get("bozo_exception")
    assert feed.version == "atom10"
    names = {"a": "http://www.w3.org/2005/Atom"}
    assert root.xpath("a:link[@rel='self']/@href", namespaces=names) == [address]
    assert root.find("a:author", names) is not None, "an entry without an author has that of the feed"
    ids = root.xpath("a:entry/a:id/text()", namespaces=names)
    assert len(set(ids)) == len(ids)
    assert is_empty == (ids == [])
    for entry in root.iterfind("a:entry", names):
        alternates = [(link.get("type"), link.get("hreflang")) for link in entry.iterfind("a:link[@rel='alternate']", names)]
        assert len(set(alternates)) == len(alternates) == 1
    if not is_empty:
        assert root.findtext("a:updated", None, names) == max(root.xpath("a:entry/a:updated/text()", namespaces=names))
    return feed


def checked_json(data: bytes, address: str, *, is_empty: bool = False) -> dict[str, Any]:
    """Return a JSON Feed, which must be what JSON Feed 1.1 allows."""
    schema = json.loads((SCHEMAS / "json-feed.json").read_bytes())
    Draft202012Validator.check_schema(schema)
    feed: dict[str, Any] = json.loads(data)
    Draft202012Validator(schema).validate(feed)
    assert feed["feed_url"] == address
    ids = [item["id"] for item in feed["items"]]
    assert len(set(ids)) == len(ids)
    assert is_empty == (ids == [])
    return feed
