"""The people who have a page of their own, by every spelling of their names; without such pages nobody is looked up."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from ..model.people import parse_latex_name
from ..model.problems import Problem, problem
from ..text.folding import fold_name
from .entries import author_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ..model.people import Person, Profile


class People:
    """Profiles by id, and by any spelling of the name; one spelling belongs to one person."""

    def __init__(self, profiles: Iterable[Profile]) -> None:
        self.problems: list[Problem] = []
        self._profiles = {profile.id: profile for profile in sorted(profiles, key=lambda profile: profile.id)}
        self._named: dict[str, Profile] = {}
        orcids: dict[str, Profile] = {}
        of_chinese_name: defaultdict[str, list[Profile]] = defaultdict(list)
        for profile in self._profiles.values():
            for person in profile.people:
                self._claim(self._named, profile, fold_name(person.name), person.name)
            if profile.orcid:
                self._claim(orcids, profile, profile.orcid, profile.orcid)
            if profile.zh:
                of_chinese_name[fold_name(profile.zh)].append(profile)
        self.namesakes = [tuple(found) for found in of_chinese_name.values() if len(found) > 1]
        """The people who have the same Chinese name: by it alone none of them is found."""
        for folded, found in of_chinese_name.items():
            if len(found) == 1:
                self._named.setdefault(folded, found[0])

    def __len__(self) -> int:
        return len(self._profiles)

    def __iter__(self) -> Iterator[Profile]:
        return iter(self._profiles.values())

    def get(self, person_id: str) -> Profile | None:
        """Return the person with that id."""
        return self._profiles.get(person_id)

    def of(self, person: Person) -> Profile | None:
        """Return the person whom a bibliography names by one of their spellings, or by the name that their id is made of."""
        if not self._profiles:
            return None
        return self._named.get(fold_name(person.name)) or self._profiles.get(author_id(person))

    def named(self, name: str) -> Profile | None:
        """Return the person with a printed name: Latin in reading order or with the family name first and a comma, or Chinese."""
        if not self._profiles:
            return None
        person = parse_latex_name(name)
        return self._named.get(fold_name(name)) or (self.of(person) if person else None)

    def lists(self, profile: Profile, person: Person) -> bool:
        """Tell whether a spelling is one of *profile*, and not only the name that its id is made of."""
        return self._named.get(fold_name(person.name)) is profile

    def _claim(self, names: dict[str, Profile], profile: Profile, key: str, name: str) -> None:
        owner = names.setdefault(key, profile)
        if owner is not profile:
            other = f"{owner.names_at.path}:{owner.names_at.line}"
            self.problems.append(problem("person-conflict", profile.names_at, name=name, other_id=owner.id, other=other))
