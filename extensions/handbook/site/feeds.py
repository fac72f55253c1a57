"""Feeds in Atom 1.0 (RFC 4287) and JSON Feed 1.1: the same posts in both, each written once for all feeds that show it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from ..text.anchors import anchor_of
from ..text.xml import xml
from .channels import UNLISTED, addresses, channels, is_dated
from .posts import Posts

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

    from ..library.library import Library
    from .channels import Channel
    from .place import Site
    from .posts import Post

ATOM_TYPE, JSON_TYPE = "application/atom+xml", "application/feed+json"
JSON_VERSION = "https://jsonfeed.org/version/1.1"
MIDNIGHT = "T00:00:00Z"
"""The time of every post: its date is a day."""


def has_feeds(library: Library, base: str) -> bool:
    """Tell whether there are feeds: they need full addresses, and a tag for the ids of their entries."""
    return bool(base and library.identity.feed_tag)


def feed_files(library: Library, site: Site, written: Container[str] | None = None) -> Iterator[tuple[str, bytes | None]]:
    """Yield every feed: the path below the root of the site, and the content, or None where it cannot have changed.

    *written* has the docnames of the pages that show something else than when the feeds were last written; None stands for all.
    A post shows nothing that the page of its issue does not show, and the page of a term or a person lists what its feed shows.
    """
    if not has_feeds(library, site.base):
        return
    writer = _Writer(library, site)
    for channel in channels(library):
        is_due = written is None or channel.kind in UNLISTED or any(docname in written for docname in channel.docnames)
        posts = writer.posts_of(channel) if is_due else []
        for channel_id in (channel.id, *channel.former):
            atom, json_feed = addresses(channel.kind, channel_id)
            yield atom, writer.atom(channel, posts, atom) if is_due else None
            yield json_feed, writer.json(channel, posts, json_feed) if is_due else None


class _Writer:
    """Writes feeds, and caches what it has written of each post."""

    def __init__(self, library: Library, site: Site) -> None:
        self.site, self.identity = site, library.identity
        self._edition = f"{site.language}/" if library.source is not library else ""
        self._posts = Posts(library, site)
        self._entries: dict[str, str] = {}
        self._items: dict[str, str] = {}

    def posts_of(self, channel: Channel) -> list[Post]:
        """Return the posts of a feed, none of them twice."""
        posts = [self._posts.of(subject) for subject in channel.subjects if is_dated(subject)]
        return [*{post.id: post for post in posts}.values()]

    def id_of(self, name: str) -> str:
        """Return a tag URI (RFC 4151), which is an id and no address; the same post in another language is another one."""
        return f"tag:{self.identity.feed_tag}:{self._edition}{name}"

    def feed_id(self, channel: Channel) -> str:
        """Return the id of a feed."""
        return self.id_of(f"feed/{channel.kind}/{anchor_of(channel.id)}" if channel.id else f"feed/{channel.kind}")

    @property
    def author(self) -> str:
        """Who makes the feeds; Atom needs a name."""
        return self.identity.authors or self.site.name

    def atom(self, channel: Channel, posts: list[Post], address: str) -> bytes:
        """Return a feed in Atom."""
        site = self.site
        entries = "".join(self._entries.get(post.id) or self._entry(post) for post in posts)
        return f"""<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{xml(site.language)}">
<id>{xml(self.feed_id(channel))}</id>
<title>{xml(channel.title(site))}</title>
<updated>{max((post.date for post in posts), default=channel.date)}{MIDNIGHT}</updated>
<author><name>{xml(self.author)}</name></author>
<link rel="self" type="{ATOM_TYPE}" href="{xml(site.link(address))}"/>
<link rel="alternate" type="text/html" href="{xml(site.link(site.address(channel.home)))}"/>
{entries}</feed>
""".encode()

    def _entry(self, post: Post) -> str:
        tags = "".join(f'<category term="{xml(tag)}"/>\n' for tag in post.tags)
        self._entries[post.id] = text = f"""<entry>
<id>{xml(self.id_of(post.id))}</id>
<title>{xml(post.title)}</title>
<updated>{post.date}{MIDNIGHT}</updated>
<link rel="alternate" type="text/html" href="{xml(self.site.link(self.site.address(post.label)))}"/>
{tags}<content type="html">{xml(post.html)}</content>
</entry>
"""
        return text

    def json(self, channel: Channel, posts: list[Post], address: str) -> bytes:
        """Return a feed as a JSON Feed, one item a line."""
        site = self.site
        head = {
            "version": JSON_VERSION,
            "title": channel.title(site),
            "home_page_url": site.link(site.address(channel.home)),
            "feed_url": site.link(address),
            "language": site.language,
            "authors": [{"name": self.author}],
        }
        fields = "".join(f"{_json(name)}:{_json(value)},\n" for name, value in head.items())
        items = ",\n".join(self._items.get(post.id) or self._item(post) for post in posts)
        return f'{{\n{fields}"items":[\n{items}\n]\n}}\n'.encode()

    def _item(self, post: Post) -> str:
        item: dict[str, object] = {
            "id": self.id_of(post.id),
            "url": self.site.link(self.site.address(post.label)),
            "title": post.title,
            "content_html": post.html,
            "date_published": f"{post.date}{MIDNIGHT}",
        }
        if post.tags:
            item["tags"] = list(dict.fromkeys(post.tags))
        self._items[post.id] = text = _json(item)
        return text


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
