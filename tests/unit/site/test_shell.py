"""A page is the theme's layout with the content of the page in its slots, escaped where it is text."""

from __future__ import annotations

import pytest

from handbook.site.shell import BODY, HEAD, NAME, SOURCE, TITLE, UP, UP_TITLE, ShellError, contents_slot, shell_of

LAYOUT = (
    f'<head>{HEAD}<title>{TITLE} — Site</title><link rel="canonical" href="https://e.org/papers/{NAME}.html"></head>'
    f"<nav>{contents_slot()}</nav><main>{BODY}</main><nav>{contents_slot()}</nav>"
)


def values(**others: str) -> dict[str, str]:
    """Return values for all slots."""
    return {TITLE: "A title", HEAD: "<meta>", BODY: "<p>text</p>", NAME: "key", **others}


def test_every_slot_is_filled() -> None:
    page = shell_of(LAYOUT).filled(values(), [("cite", "引用")])
    assert "hb-slot" not in page
    assert "<head><meta><title>A title — Site</title>" in page
    assert 'href="https://e.org/papers/key.html"' in page
    assert "<main><p>text</p></main>" in page
    assert page.count('<li><a class="reference internal" href="#cite">引用</a></li>') == 2


def test_a_page_without_headings_has_none_in_its_contents() -> None:
    assert "<ul>\n\n</ul>" in shell_of(LAYOUT).filled(values(), [])


def test_text_is_escaped_and_html_is_not() -> None:
    page = shell_of(LAYOUT).filled(values(**{TITLE: "<b>&\"'"}), [('a"b', "<i>")])
    assert "<title>&lt;b&gt;&amp;&quot;&#x27; — Site" in page
    assert 'href="#a&quot;b">&lt;i&gt;</a>' in page


def test_a_text_that_names_a_slot_stays_text() -> None:
    assert f"<p>{TITLE}</p>" in shell_of(LAYOUT).filled(values(**{BODY: f"<p>{TITLE}</p>"}), [])


@pytest.mark.parametrize("slot", [TITLE, HEAD, BODY])
def test_a_theme_that_leaves_a_slot_out_is_an_error(slot: str) -> None:
    with pytest.raises(ShellError, match=f"{slot} 0 times"):
        shell_of(LAYOUT.replace(slot, ""))


@pytest.mark.parametrize("slot", [HEAD, BODY])
def test_a_theme_that_shows_the_content_twice_is_an_error(slot: str) -> None:
    with pytest.raises(ShellError, match=f"{slot} 2 times"):
        shell_of(LAYOUT + slot)


def test_contents_that_are_no_list_are_an_error() -> None:
    with pytest.raises(ShellError, match="outside an item of a list"):
        shell_of(LAYOUT + '<p><a href="#hb-slot-contents">hb-slot-contents</a></p>')


def test_the_place_where_a_page_is_edited_is_filled_in() -> None:
    layout = LAYOUT + f'<a href="https://e.org/{SOURCE}">edit</a>'
    page = shell_of(layout).filled(values(**{SOURCE: "edit/main/issues/064.md"}), [])
    assert '<a href="https://e.org/edit/main/issues/064.md">edit</a>' in page


def test_the_way_to_the_page_is_filled_in() -> None:
    layout = LAYOUT + f'<a href="{UP}">{UP_TITLE}</a>'
    page = shell_of(layout).filled(values(**{UP: "../issues/1.html", UP_TITLE: "A & B"}), [])
    assert '<a href="../issues/1.html">A &amp; B</a>' in page
