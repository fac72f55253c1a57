"""Records that are kept from one build to the next are many, and must be there at once."""

from __future__ import annotations

import pickle
from collections.abc import Iterable, Iterator, Mapping, MutableMapping
from dataclasses import fields
from typing import Any, TypeVar

Record = TypeVar("Record")


def quickly_pickled(cls: type[Record]) -> type[Record]:
    """Have the instances of a frozen dataclass with slots pickled three times faster: a decorator, above that of the dataclass.

    The dataclass's own methods ask at every instance which fields there are.
    """
    slots = [cls.__dict__[field.name] for field in fields(cls)]  # type: ignore[arg-type]
    getters = [slot.__get__ for slot in slots]
    setters = [slot.__set__ for slot in slots]

    def get(self: Record) -> list[Any]:
        return [value(self) for value in getters]

    def put(self: Record, state: list[Any]) -> None:
        for put_, value in zip(setters, state, strict=True):
            put_(self, value)

    cls.__getstate__ = get  # type: ignore[method-assign, assignment]
    cls.__setstate__ = put  # type: ignore[attr-defined]
    return cls


class Shelf(MutableMapping[str, Record]):
    """A dictionary of records, each pickled by itself: unpickled when it is asked for, pickled again only when it is replaced.

    So a build that changes one of thousands does not pickle the others, and one that needs none unpickles none. The records
    must not change.
    """

    __slots__ = ("_pickled", "_records")

    def __init__(self, pickled: Mapping[str, bytes] | None = None) -> None:
        self._pickled: dict[str, bytes | None] = dict(pickled or {})
        self._records: dict[str, Record] = {}

    def __getitem__(self, key: str) -> Record:
        if key not in self._records:
            data = self._pickled[key]
            assert data is not None
            self._records[key] = pickle.loads(data)  # noqa: S301  (of the environment, which is a pickle itself)
        return self._records[key]

    def __setitem__(self, key: str, record: Record) -> None:
        self._pickled[key] = None
        self._records[key] = record

    def __delitem__(self, key: str) -> None:
        del self._pickled[key]
        self._records.pop(key, None)

    def __contains__(self, key: object) -> bool:
        return key in self._pickled

    def __iter__(self) -> Iterator[str]:
        return iter(self._pickled)

    def __len__(self) -> int:
        return len(self._pickled)

    def clear(self) -> None:
        """Remove every record, without looking at any."""
        self._pickled.clear()
        self._records.clear()

    def __reduce__(self) -> tuple[type[Shelf[Record]], tuple[Mapping[str, bytes]]]:
        return Shelf, (self.pickled(),)

    def pickled(self) -> Mapping[str, bytes]:
        """Return every record as it is pickled."""
        for key, data in self._pickled.items():
            if data is None:
                self._pickled[key] = pickle.dumps(self._records[key], pickle.HIGHEST_PROTOCOL)
        return self._pickled  # type: ignore[return-value]

    def take(self, keys: Iterable[str], other: Shelf[Record]) -> None:
        """Take over the records of *other* as they are pickled there, as far as it has them."""
        pickled = other.pickled()
        for key in keys:
            if key in pickled:
                self._pickled[key] = pickled[key]
                self._records.pop(key, None)
