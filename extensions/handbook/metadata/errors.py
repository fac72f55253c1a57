"""Why a service gives no metadata."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..text.messages import mark as _

if TYPE_CHECKING:
    from ..text.messages import Translate

TRY_LATER = _("try again later")
TRY_LATER_OR_FILE = _("try again later, or give a .bib file instead")
GIVE_FILE = _("give a .bib file instead")


class ServiceError(Exception):
    """A service gives no metadata; message and hint are templates over the parameters, for people."""

    def __init__(self, message: str, hint: str = "", **params: object) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.params = {name: str(value) for name, value in params.items()}

    def text(self, translate: Translate = str) -> str:
        """Return what went wrong and what to do, in the language of *translate*."""
        message = translate(self.message).format(**self.params)
        if not self.hint:
            return message
        hint = translate(self.hint).format(**self.params)
        return translate(_("{message}; {hint}")).format(message=message, hint=hint)

    def __str__(self) -> str:
        return self.text()


class NotFoundError(ServiceError):
    """The service responds, and does not know the identifier."""


class PassingError(Exception):
    """An attempt failed in a way that another attempt may not; *wait* is how many seconds the service asks to wait."""

    def __init__(self, error: ServiceError, wait: float | None = None) -> None:
        super().__init__(str(error))
        self.error = error
        self.wait = wait
