"""Names in references by CSL styles."""

from __future__ import annotations

import pytest

from handbook.exporters.csl_names import OTHERS, NameForm, initials, name_of, names_of

IEEE = NameForm(conjunction="and", initials=". ", et_al_min=7)
APA = NameForm(conjunction="&", initials=". ", inverted=True, always_delimited=True)


@pytest.mark.parametrize(
    ("given", "short"),
    [
        ("Jane", "J."),
        ("Jane Mary", "J. M."),
        ("J. M.", "J. M."),
        ("J.M.", "J. M."),
        ("Guo-Jun", "G.-J."),
        ("J.-P.", "J.-P."),
        ("Chung-chieh", "C."),
        ("Kai-Wei", "K.-W."),
        ("Jean de", "J. de"),
        ("J", "J."),
        ("Łukasz", "Ł."),
        ("", ""),
    ],
)
def test_initials(given: str, short: str) -> None:
    assert initials(given, ". ") == short


@pytest.mark.parametrize(
    ("person", "inverted", "upright"),
    [
        ({"family": "Kar", "given": "Mozes", "non-dropping-particle": "van de"}, "van de Kar, M.", "M. van de Kar"),
        ({"family": "Alembert", "given": "Jean", "non-dropping-particle": "d’"}, "d’Alembert, J.", "J. d’Alembert"),
        ({"family": "Doe", "given": "Jane", "suffix": "Jr."}, "Doe, J., Jr.", "J. Doe Jr."),
        ({"family": "O'Neil", "given": "Mary"}, "O’Neil, M.", "M. O’Neil"),
        ({"literal": "Herd Society"}, "Herd Society", "Herd Society"),
        ({"family": "诸葛", "given": "青云"}, "诸葛青云", "诸葛青云"),
        ({"family": "さとう", "given": "まゆみ"}, "さとうまゆみ", "さとうまゆみ"),
        ({"family": "김", "given": "철수"}, "김철수", "김철수"),
    ],
)
def test_the_order_of_a_name(person: dict[str, str], inverted: str, upright: str) -> None:
    assert (name_of(person, APA), name_of(person, IEEE)) == (inverted, upright)


def test_people_who_are_not_named_are_et_al() -> None:
    doe, roe = {"family": "Doe", "given": "J."}, {"family": "Roe", "given": "R."}
    assert names_of([doe, OTHERS], APA, "et al.") == "Doe, J. et al."
    assert names_of([doe, roe, OTHERS], IEEE, "et al.") == "J. Doe, R. Roe, et al."
    assert names_of([doe] * 7, IEEE, "et al.") == "J. Doe et al."
    assert names_of([doe, roe], APA, "et al.") == "Doe, J., & Roe, R."
    assert names_of([doe, roe], IEEE, "et al.") == "J. Doe and R. Roe"
