"""Turtle and JSON-LD: any text and any address come back as they were, in both forms."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st
from rdflib import SKOS, Graph, Literal, URIRef

from handbook.site.rdf import Ref, Resource, Text, json_ld, turtle

SUBJECT = "https://example.org/a"
TEXTS = st.text(st.characters(codec="utf-8"))


def read(data: bytes, form: str) -> Graph:
    return Graph().parse(data=data, format=form)


@given(TEXTS, st.sampled_from(["", "zh", "en"]))
def test_a_text_comes_back(text: str, language: str) -> None:
    made = [Resource(SUBJECT, "skos:Concept", (("skos:note", (Text(text, language),)),))]
    wanted = Literal(text, language or None)
    for data, form in ((turtle(made), "turtle"), (json_ld(made), "json-ld")):
        assert list(read(data, form).objects(URIRef(SUBJECT), SKOS.note)) == [wanted]


@given(TEXTS)
def test_no_address_ends_where_it_should_not(text: str) -> None:
    made = [Resource(SUBJECT, "skos:Concept", (("skos:related", (Ref(f"https://example.org/b{text}"),)),))]
    in_turtle = list(read(turtle(made), "turtle").objects(URIRef(SUBJECT), SKOS.related))
    in_json = list(read(json_ld(made), "json-ld").objects(URIRef(SUBJECT), SKOS.related))
    assert len(in_turtle) == 1
    assert in_turtle == in_json


def test_a_property_without_values_is_left_out_and_parts_stand_in_brackets() -> None:
    part = Resource("", "schema:PostalAddress", (("schema:addressCountry", (Text("CN"),)),))
    made = [Resource(SUBJECT, "schema:Organization", (("schema:sameAs", ()), ("schema:address", (part,))))]
    text = turtle(made).decode()
    assert text.endswith(
        "<https://example.org/a> a schema:Organization ;\n"
        '    schema:address [ a schema:PostalAddress ; schema:addressCountry "CN" ] .\n'
    )
    (node,) = json.loads(json_ld(made))["@graph"]
    assert node == {
        "@id": SUBJECT,
        "@type": "schema:Organization",
        "schema:address": [{"@type": "schema:PostalAddress", "schema:addressCountry": [{"@value": "CN"}]}],
    }
