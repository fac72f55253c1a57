"""What a code is: one kind of problem, with its severity, its meaning, and the templates of its message and hint."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from ..pickling import quickly_pickled


class Severity(StrEnum):
    """An error must be fixed before a page is published; an info is only reported.

    Advice is given by ``handbook check`` alone: it names possible improvements, which a person may have good reasons to decline.
    """

    ERROR = "error"
    ADVICE = "advice"
    INFO = "info"


@quickly_pickled
@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """One kind of problem; message and hint are templates over the parameters of a Problem."""

    id: str
    meaning: str
    message: str
    hint: str
    severity: Severity = Severity.ERROR
