"""Records that are kept from one build to the next are many, and must be there at once."""

from __future__ import annotations

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
