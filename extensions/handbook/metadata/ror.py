"""Organizations from the answers of ROR's API, version 2, to an affiliation."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ..text.folding import fold, has_han
from ..text.identifiers import ROR
from ..text.messages import mark as _
from .errors import TRY_LATER, NotFoundError, ServiceError
from .record import listed, one_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .transport import Answer


@dataclass(frozen=True, slots=True, kw_only=True)
class Organization:
    """An organization as ROR describes it; what ROR does not say is empty."""

    ror: str
    """Its identifier, an address."""
    en: str = ""
    zh: str = ""
    country: str = ""
    """The two-letter code of ISO 3166-1."""
    names: tuple[str, ...] = ()
    """All its names but acronyms, which many organizations share."""


def read(answer: Answer, name: str) -> Organization:
    """Return the organization that has *name* as one of its names; raise ServiceError if there is none, or more than one.

    ROR's own guess is not asked: it chooses a similar name where it does not know the organization.
    """
    try:
        data = json.loads(answer.body)
    except (ValueError, RecursionError):
        data = None
    if not isinstance(data, dict) or not isinstance(data.get("items"), list):
        raise ServiceError(_("the response of ROR is invalid"), TRY_LATER)
    found = {each.ror: each for each in _organizations(data["items"]) if fold(name) in map(fold, each.names)}
    if len(found) > 1:
        message = _("several organizations of ROR have the name {name}: {ids}")
        raise NotFoundError(message, name=name, ids=", ".join(sorted(found)))
    if not found:
        raise NotFoundError(_("no organization of ROR has exactly the name {name}"), name=name)
    return next(iter(found.values()))


def _organizations(items: list[Any]) -> Iterator[Organization]:
    for item in items:
        data = item.get("organization") if isinstance(item, dict) else None
        if not isinstance(data, dict) or data.get("status") != "active":
            continue
        ror = one_line(data.get("id"))
        names = [*_names(data)]
        if ROR.fullmatch(ror) and names:
            yield Organization(
                ror=ror,
                en=next((value for value, language, _is_shown in names if language == "en"), ""),
                zh=next((value for value, language, _is_shown in names if language == "zh" and has_han(value)), ""),
                country=_country(data),
                names=tuple(dict.fromkeys(value for value, _language, _is_shown in names)),
            )


def _names(data: dict[str, Any]) -> Iterator[tuple[str, str, bool]]:
    """Yield the names with their languages, the one that ROR shows first; without a language, a name shown is English."""
    names = []
    for each in listed(data.get("names")):
        if not isinstance(each, dict) or not isinstance(types := each.get("types"), list) or types == ["acronym"]:
            continue
        value, is_shown = one_line(each.get("value")), "ror_display" in types
        language = one_line(each.get("lang")) or ("en" if is_shown and value.isascii() else "")
        if value:
            names.append((value, language, is_shown))
    yield from sorted(names, key=lambda name: not name[2])


def _country(data: dict[str, Any]) -> str:
    for place in listed(data.get("locations")):
        details = place.get("geonames_details") if isinstance(place, dict) else None
        code = one_line(details.get("country_code")) if isinstance(details, dict) else ""
        if len(code) == 2 and code.isascii() and code.isupper():
            return code
    return ""
