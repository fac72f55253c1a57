"""The client of the services: requests are retried, and answers cached on disk."""

from __future__ import annotations

import random
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Self, TypeVar

from ..text.messages import mark as _
from .errors import TRY_LATER, NotFoundError, PassingError, ServiceError
from .redirects import host_of
from .transport import Answer, Limits, Request, Transport, user_agent

if TYPE_CHECKING:
    from collections.abc import Callable

    from .cache import Cache

Result = TypeVar("Result")


def _no_progress(_host: str, _seconds: float) -> None:
    """Show nothing."""


@dataclass(slots=True, kw_only=True)
class Client:
    """Gets answers. A context manager; not for several threads at once."""

    cache: Cache | None = None
    limits: Limits = field(default_factory=Limits)
    user_agent: str = field(default_factory=user_agent)
    sleep: Callable[[float], None] = time.sleep
    clock: Callable[[], float] = time.monotonic
    jitter: Callable[[], float] = random.random
    on_wait: Callable[[str, float], None] = _no_progress
    """Called with the host and the seconds before each longer wait, to be shown as progress."""
    _transport: Transport = field(init=False)
    _learned: dict[str, bytes] = field(default_factory=dict)
    """Answers to requests, by their keys, that were contained in other answers."""
    _lost: dict[str, float] = field(default_factory=dict)
    """By host, the seconds that failed requests have taken."""

    def __post_init__(self) -> None:
        self._transport = Transport(limits=self.limits, user_agent=self.user_agent, sleep=self.sleep, clock=self.clock)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        self._transport.close()

    def fetch(self, request: Request, read: Callable[[Answer], Result]) -> Result:
        """Return what *read* makes of the answer, and cache the answer if *read* accepts it.

        A cached answer that *read* does not accept is requested again. Raise ServiceError where there is no answer.
        """
        cached = self._cached(request)
        if cached is not None:
            try:
                return read(Answer(body=cached))
            except ServiceError:
                pass
        answer = self._get(request)
        result = read(answer)
        if self.cache:
            self.cache.put(request.key, answer.body)
        return result

    def has(self, request: Request) -> bool:
        """Tell whether the answer is cached."""
        return self._cached(request) is not None

    def learn(self, request: Request, body: bytes) -> None:
        """Take *body* for the answer to *request*, because another answer contains it."""
        self._learned[request.key] = body
        if self.cache:
            self.cache.put(request.key, body)

    def _cached(self, request: Request) -> bytes | None:
        body = self._learned.get(request.key)
        return body if body is not None or self.cache is None else self.cache.get(request.key)

    def _get(self, request: Request) -> Answer:
        """Return the answer, after as many attempts as the limits allow.

        All requests to one host that get no answer have together no more time than one request.
        """
        host, begin = host_of(request.address), self.clock()
        left = self.limits.total - self._lost.get(host, 0.0)
        if left <= 0:
            raise ServiceError(_("{host} did not respond before, and is not queried again"), TRY_LATER, host=host)
        try:
            return self._attempts(request, begin + left)
        except NotFoundError:
            raise
        except ServiceError:
            self._lost[host] = self._lost.get(host, 0.0) + self.clock() - begin
            raise

    def _attempts(self, request: Request, end: float) -> Answer:
        attempt = 1
        while True:
            try:
                return self._transport.get(request, end)
            except PassingError as failure:
                wait = failure.wait
                if wait is None:
                    wait = self.limits.wait * 2 ** (attempt - 1) * (0.5 + self.jitter())
                if attempt >= self.limits.attempts or wait > self.limits.longest_wait or self.clock() + wait > end:
                    raise failure.error from None
                self.on_wait(host_of(request.address), wait)
                self.sleep(wait)
                attempt += 1
