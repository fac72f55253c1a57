""".bib files: names, venues, identifiers and plain text; and no input raises an exception."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from handbook.exporters.work import work_of_paper
from handbook.model.records import Paper
from handbook.reading.bibliography import pybtex_entry, read_bib
from handbook.reading.files import decode
from handbook.text.identifiers import arxiv_id
from handbook.text.latex import plain

from ..builders import bib
from ..strategies import BIBS, VALUES


def paper(kind: str = "misc", **fields: object) -> Paper:
    """Return the paper of one valid entry."""
    found = read_bib("bib/064.bib", bib("key", kind, **fields).encode())
    assert found.problems == ()
    return found.papers[0]


@given(BIBS.map(lambda text: text.encode("utf-8", "surrogatepass")) | st.binary())
@example(b"@misc{a, title = {Deep\\}}")
@example(b"@misc{a, author = {" + b"{" * 3000 + b"}" * 3000 + b"}}")
@example(b"@misc{a, title = {x}, journal = nature}")
def test_no_file_raises_and_every_problem_is_in_the_file(data: bytes) -> None:
    found = read_bib("bib/064.bib", data)
    lines = decode(data, "bib/064.bib")[0].count("\n") + 1
    for each in (*found.problems, *found.papers):
        assert each.location.path == "bib/064.bib"
        assert 1 <= each.location.line <= lines
    assert all(problem.text() for problem in found.problems)
    assert len({each.key for each in found.papers}) == len(found.papers)
    assert all(pybtex_entry(each).key == each.key for each in found.papers)


@given(VALUES | st.text())
@example("\\")
@example("a\\'e\\")
def test_plain_text_has_no_braces_and_single_spaces(latex: str) -> None:
    text = plain(latex)
    assert not set("{}") & set(text)
    assert text == " ".join(text.split())


@pytest.mark.parametrize(
    ("latex", "text"),
    [
        ("Doll{\\'a}r", "Dollár"),
        ("Veli{\\v{c}}kovi{\\'c}", "Veličković"),
        ("{\\L}ukasz Stra{\\ss}e", "Łukasz Straße"),
        ("{BERT}: {Pre}-training~of", "BERT: Pre-training of"),
        ("``the  language of nature''", "“the language of nature”"),
        ("30:1--30:40 --- x", "30:1–30:40 — x"),
        ("Don't", "Don't"),
        ("预训练\n  模型", "预训练 模型"),
        ("A \\& B, 5\\%", "A & B, 5%"),
        ("", ""),
    ],
)
def test_latex_becomes_plain_text(latex: str, text: str) -> None:
    assert plain(latex) == text


@pytest.mark.parametrize(
    ("written", "inverted", "name"),
    [
        ("Kamal Eddine, Moussa", "Kamal Eddine, Moussa", "Moussa Kamal Eddine"),
        ("Doll{\\'a}r, Piotr", "Dollár, Piotr", "Piotr Dollár"),
        ("van de Kar, Mozes", "van de Kar, Mozes", "Mozes van de Kar"),
        ("de Martini, Daniele", "de Martini, Daniele", "Daniele de Martini"),
        ("Daniele de Martini", "de Martini, Daniele", "Daniele de Martini"),
        ("Pouran Ben Veyseh, Amir", "Pouran Ben Veyseh, Amir", "Amir Pouran Ben Veyseh"),
        ("Bursztyn, Victor S.", "Bursztyn, Victor S.", "Victor S. Bursztyn"),
        ("King, Jr., Martin Luther", "King, Jr., Martin Luther", "Martin Luther King Jr."),
        ("{BigScience and Friends}", "BigScience and Friends", "BigScience and Friends"),
        ("侯, 乐", "侯乐", "侯乐"),
    ],
)
def test_names_of_people(written: str, inverted: str, name: str) -> None:
    (person,) = paper(author=written).authors
    assert (person.inverted, person.name) == (inverted, name)


def test_a_particle_does_not_belong_to_the_family_name() -> None:
    (person,) = paper(author="van de Kar, Mozes").authors
    assert (person.particle, person.family, person.given) == ("van de", "Kar", "Mozes")


def test_authors_keep_their_order_and_others_is_no_author() -> None:
    assert [person.family for person in paper(author="Doe, B. and Roe, A. and others").authors] == ["Doe", "Roe"]


def test_editors_and_organisations_stand_in_for_authors() -> None:
    assert [person.family for person in paper(author=None, editor="Doe, Jane").authors] == ["Doe"]
    assert paper(author=None, organization="OpenAI").authors == ()


@pytest.mark.parametrize(
    ("kind", "fields", "venue", "shown"),
    [
        ("inproceedings", {"booktitle": "Proceedings", "eventtitle": "EMNLP 2022"}, "EMNLP", "EMNLP 2022"),
        (
            "inproceedings",
            {"booktitle": "F", "eventtitle": "Findings of EMNLP 2021"},
            "Findings of EMNLP",
            "Findings of EMNLP 2021",
        ),
        (
            "inproceedings",
            {"booktitle": "P", "eventtitle": "AAAI 2022 Fall Symposium"},
            "AAAI Fall Symposium",
            "AAAI 2022 Fall Symposium",
        ),
        ("inproceedings", {"booktitle": "P", "eventtitle": "ICLR"}, "ICLR", "ICLR 2022"),
        ("inproceedings", {"booktitle": "Proc. of {ICML}"}, "Proc. of ICML", "Proc. of ICML, 2022"),
        ("inproceedings", {"booktitle": "9th Conference, 2022"}, "9th Conference, 2022", "9th Conference, 2022"),
        (
            "article",
            {"journal": "Nature Machine Intelligence"},
            "Nature Machine Intelligence",
            "Nature Machine Intelligence, 2022",
        ),
        ("article", {"journal": "arXiv preprint arXiv:2101.00001"}, "arXiv", "arXiv 2022"),
        ("article", {"journal": "bioRxiv"}, "bioRxiv", "bioRxiv 2022"),
        ("misc", {"eprint": "2101.00001"}, "arXiv", "arXiv 2022"),
        ("misc", {"howpublished": "{ECCV} 2022 Tutorial"}, "ECCV 2022 Tutorial", "ECCV 2022 Tutorial"),
        ("misc", {}, "", "2022"),
    ],
)
def test_the_venue_is_the_meeting_or_else_the_journal_or_else_the_preprint_server(
    kind: str, fields: dict[str, str], venue: str, shown: str
) -> None:
    found = paper(kind, **fields)
    assert (found.venue, found.where) == (venue, shown)


def test_a_preprint_has_appeared_on_a_preprint_server_only() -> None:
    assert paper(eprint="2101.00001").is_preprint
    assert not paper("article", journal="Nature", eprint="2101.00001").is_preprint


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ({"eprint": "2110.11334"}, "2110.11334"),
        ({"eprint": " arXiv:2110.11334v12 "}, "2110.11334"),
        ({"eprint": "0704.0001v1"}, "0704.0001"),
        ({"eprint": "hep-th/9901001v3"}, "hep-th/9901001"),
        ({"eprint": "math.GT/0309136"}, "math.GT/0309136"),
        ({"eprint": "", "url": "https://arxiv.org/abs/2110.11334v2"}, "2110.11334"),
        ({"eprint": "", "url": "http://www.arxiv.org/pdf/2110.11334v2.pdf"}, "2110.11334"),
        ({"eprint": "", "url": "https://arxiv.org/pdf/cs/0108005"}, "cs/0108005"),
        ({"eprint": "", "doi": "10.48550/arXiv.2110.10470"}, "2110.10470"),
        ({"eprint": "2110.00001", "url": "https://arxiv.org/abs/2110.00002"}, "2110.00001"),
        ({"eprint": "PMC12345"}, ""),
        ({"eprint": "21100.11334"}, ""),
        ({"eprint": "", "url": "https://example.org/abs/2110.11334"}, ""),
    ],
)
def test_an_arxiv_identifier_has_no_version(written: dict[str, str], expected: str) -> None:
    assert arxiv_id(**written) == expected


def test_an_eprint_of_another_archive_is_not_of_arxiv() -> None:
    assert paper(eprint="2110.11334", archivePrefix="PubMed").arxiv == ""
    assert paper(eprint="2110.11334", eprinttype="ArXiv").arxiv == "2110.11334"


def test_latex_escapes_in_a_doi_and_an_address_are_removed() -> None:
    found = paper(doi="https://doi.org/10.1000/a\\_b", url="https://example.org/a\\_b?c=\\%20\\&d\\#e")
    assert (found.doi, found.url) == ("10.1000/a_b", "https://example.org/a_b?c=%20&d#e")


def test_the_published_version_names_its_preprint() -> None:
    assert paper(related="pre2021", relatedtype="origpubas").preprint_key == "pre2021"
    assert paper().preprint_key == ""


def test_fields_keep_the_latex_of_the_file() -> None:
    found = paper(title="{BERT}  and\n  Doll{\\'a}r", Pages="1--2")
    assert dict(found.fields)["title"] == "{BERT} and Doll{\\'a}r"
    assert found.pages == "1–2"
    entry = pybtex_entry(found)
    assert (entry.fields["title"], entry.fields["pages"]) == ("{BERT} and Doll{\\'a}r", "1--2")
    assert [str(person) for person in entry.persons["author"]] == ["Doe, Jane"]


def test_strings_months_and_comments_are_those_of_bibtex() -> None:
    text = (
        "@string{n = {Nature}}\n@comment{x}\n"
        "@article{a, author = {Doe}, title = {T}, journal = n # { Physics}, year = 2022, month = oct}"
    )
    found = read_bib("bib/064.bib", text.encode())
    assert [(each.venue, dict(each.fields)["month"], each.location.line) for each in found.papers] == [
        ("Nature Physics", "October", 3),
    ]


@given(
    st.from_regex(r"([A-Z][a-z]{1,3}(?:-[A-Z][a-z]{1,3}){0,2}), ([A-Z][a-z.]{0,3}(?:[ -][A-Z][a-z.]{0,3}){0,3})", fullmatch=True)
)
def test_a_plain_name_is_parsed_as_bibtex_parses_it(name: str) -> None:
    (person,) = read_bib("bib/064.bib", bib(author=name).encode()).papers[0].authors
    (slowly,) = read_bib("bib/064.bib", bib(author=f"{name}{{}}").encode()).papers[0].authors
    assert person == slowly


@pytest.mark.parametrize(
    ("written", "left", "refused"),
    [
        ("The \\mystery{zephyr} engine", "The {zephyr} engine", "\\mystery"),
        ("A \\input{/etc/passwd} title", "A {/etc/passwd} title", "\\input"),
        ("A ^^5cinput{x} title", "A ^5cinput{x} title", "^^"),
        ("A \\lesssim B", "A \\lesssim B", ""),
    ],
)
def test_a_command_that_is_refused_costs_a_problem_and_no_field(written: str, left: str, refused: str) -> None:
    found = read_bib(
        "a.bib", f"@misc{{a, author = {{Doe, J}}, title = {{{written}}}, year = 2020, url = {{https://a.org}}}}".encode()
    )
    assert dict(found.papers[0].fields)["title"] == left
    assert [each.code for each in found.problems] == (["bib-value"] if refused else [])
    assert all(f"title cannot be {refused} (" in each.text() for each in found.problems)


def test_paths_of_files_are_no_latex() -> None:
    found = read_bib("a.bib", b"@misc{a, author = {Doe, J}, title = {T}, year = 2020, file = {:C\\:\\\\Users\\\\x.pdf:PDF}}")
    assert found.problems == ()


def test_those_who_are_not_named_are_kept() -> None:
    found = paper(author="诸葛 亮 and Doll{\\'{\\i}}r, Piotr and others")
    assert (found.others, [person.name for person in found.authors]) == (True, ["诸葛亮", "Piotr Dollír"])
    assert not paper(author="Doe, Jane").others
    people = pybtex_entry(found).persons["author"]
    assert [str(person) for person in people] == ["诸葛亮", "Dollír, Piotr", "others"]


def test_other_styles_get_text_for_formulas() -> None:
    assert pybtex_entry(paper(title="Sparse $\\ell_1$ {BERT}")).fields["title"] == "Sparse ℓ₁ {BERT}"


def codes(text: str) -> tuple[list[str], list[str]]:
    """Return the keys of a file, and the codes of its problems but those of missing fields."""
    found = read_bib("bib/064.bib", text.encode())
    return [each.key for each in found.papers], [each.code for each in found.problems if each.code != "bib-field"]


@pytest.mark.parametrize(
    "key",
    [
        *(
            "DBLP:journals/bstj/Ritchie84",
            "10.1007/99925941_2",
            "lastname:17",
            "liu_ge-2014",
            "a+b",
            "-1996-phrase",
            ".x",
            "O'Brien",
        ),
        *("刘祖林2018基于", "pérez2010", "Иванов2010", "a*b", "x?y!", "a&b", "a#b", "a@b", "a%b", 'a"b', "a=b", "a[1]", "~a"),
    ],
)
def test_a_key_may_have_what_bibtex_accepts(key: str) -> None:
    assert codes(f"@misc{{{key}, title = {{T}} }}\n") == ([key], [])
    assert codes(f"@misc(\n  {key},\n  title = {{T}})\n") == ([key], [])


@pytest.mark.parametrize(("key", "kept"), [("d\u043ee2022", True), ("x" * 251, False), ("a\\b", False), ("a\u200bb", True)])
def test_a_key_that_misleads_or_breaks_an_entry_is_a_problem(key: str, kept: bool) -> None:
    keys, problems = codes(f"@misc{{{key}, title = {{T}} }}\n")
    assert (bool(keys), bool(problems)) == (kept, True)


@pytest.mark.parametrize("month", ["May", "MAY", "may", "{May}", '"May"', "5", "{05}"])
def test_names_of_months_have_any_case(month: str) -> None:
    found = read_bib("bib/064.bib", bib("key", month="M").replace("{M}", month).encode())
    assert found.problems == ()
    assert work_of_paper(found.papers[0]).date == "2022-05"


def test_strings_have_any_case_and_hold_in_what_follows() -> None:
    text = '@String( ACL = "Meeting" )\n@STRING{x = acL # { of } # "Herds"}\n' + bib("key", "article", journal="J").replace(
        "{J}", "X"
    )
    found = read_bib("bib/064.bib", text.encode())
    assert (found.papers[0].container, found.problems) == ("Meeting of Herds", ())


def test_an_undefined_string_costs_nothing_else() -> None:
    text = "@article{key, author = {Doe, Jane}, title = {T}, journal = herds, year = 2021,\n volume = 4, month = January}\n"
    found = read_bib("bib/064.bib", text.encode())
    assert [(each.code, dict(each.params)["value"]) for each in found.problems] == [("bib-value", "herds")]
    assert (found.papers[0].volume, found.papers[0].year) == ("4", 2021)
    assert codes("@string{a = b # {c}}\n" + bib())[1] == ["bib-value"]


@pytest.mark.parametrize(
    "comment",
    [
        "@comment a remark",
        "@comment{jabref-meta: groups;}",
        "@Comment{ x }",
        "@comment",
        "% a remark",
        "@comment{ open",
        "a remark",
    ],
)
def test_comments_cost_nothing(comment: str) -> None:
    assert codes(f"{comment}\n{bib()}") == (["doe2022deep"], [])


def test_a_type_that_starts_like_a_comment_is_a_type() -> None:
    assert codes("@commentary{key, title = {T} }\n") == (["key"], ["bib-value"])


@pytest.mark.parametrize(
    "kind",
    [
        *("patent", "standard", "dataset", "software", "online", "electronic", "www", "thesis", "collection", "inreference"),
        *("newspaper", "preprint", "proceedings", "manual", "report", "mvbook", "legislation", "periodical", "suppbook", "map"),
    ],
)
def test_types_are_known_and_kept(kind: str) -> None:
    assert paper(kind).type == kind


def test_an_unknown_type_is_a_problem_and_read_as_misc() -> None:
    found = read_bib("bib/064.bib", bib("key", "herdbook").encode())
    assert ([each.code for each in found.problems], found.papers[0].type) == (["bib-value"], "misc")


@pytest.mark.parametrize("author", ["{}", "{{}}", "{ }", '""'])
def test_a_blank_author_is_nobody(author: str) -> None:
    found = read_bib("bib/064.bib", bib(author="A").replace("{A}", author).encode())
    assert [each.code for each in found.problems] == ["bib-field"]
    assert (found.papers[0].authors, work_of_paper(found.papers[0]).authors) == ((), ())
