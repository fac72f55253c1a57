"""The inside of docutils on which ``internals.docutils`` relies: these tests fail where docutils changes it."""

from __future__ import annotations

import gc
import weakref
from types import SimpleNamespace

import pytest
from docutils import nodes
from docutils.core import publish_doctree, publish_from_doctree
from docutils.writers._html_base import HTMLTranslator

from handbook.sphinx_ext.internals import docutils as internals


@pytest.mark.parametrize(("language", "written"), [("en", "en"), ("zh_CN", "zh-CN")])
def test_the_writer_turns_the_class_of_a_language_into_an_attribute(language: str, written: str) -> None:
    document = publish_doctree("text")
    document[0]["classes"].append(internals.language_class(language))
    html = publish_from_doctree(document, writer="html5", settings_overrides={"output_encoding": "unicode"})
    assert f'<p lang="{written}">text</p>' in html


def test_headings_without_ascii_letters_get_numbered_ids_which_are_replaced() -> None:
    document = publish_doctree(
        "甲\n==\n\n乙\n--\n\n丙\n--\n\nSee 乙_.\n", settings_overrides={"auto_id_prefix": "id"}
    )  # as in Sphinx
    numbered = [section["ids"] for section in document.findall(nodes.section)]
    assert [all(internals._NUMBERED_ID.fullmatch(name) for name in ids) for ids in numbered] == [True] * len(numbered) != []
    internals.replace_numbered_ids(document, lambda _section: "same")
    assert [section["ids"] for section in document.findall(nodes.section)] == [["same"], ["same-2"]]
    assert {"same", "same-2"} <= document.ids.keys()
    assert set(document.nameids.values()) <= {*document.ids, None}


def test_settings_keep_directives_from_files_and_raw_output() -> None:
    for allow in (False, True):
        document = publish_doctree("")
        (internals.allow_files_and_raw if allow else internals.forbid_files_and_raw)(document)
        assert (document.settings.file_insertion_enabled, document.settings.raw_enabled) == (allow, allow)
    settings = {"raw_enabled": False, "file_insertion_enabled": False, "report_level": 5}
    refused = publish_doctree(".. raw:: html\n\n   <b>\n\n.. include:: conf.py\n", settings_overrides=settings)
    assert [*refused.findall(nodes.raw)] == []


def test_nodes_that_are_taken_apart_are_free_without_a_collection() -> None:
    document = publish_doctree("text *with* emphasis\n\n* a list\n")
    emphasis = weakref.ref(next(iter(document.findall(nodes.emphasis))))
    gc.disable()
    try:
        internals.take_apart(document)
        assert (document.children, emphasis()) == ([], None)
    finally:
        gc.enable()


def test_text_is_encoded_as_the_writer_does() -> None:
    text = "".join(map(chr, range(1, 0x250))) + "&amp; &#64; \r\n"
    assert internals.encoded(text) == text.translate(HTMLTranslator.special_characters)
    written = HTMLTranslator.attval(SimpleNamespace(encode=internals.encoded, in_mailto=False), text)  # type: ignore[arg-type]
    assert internals.attribute(text) == written
