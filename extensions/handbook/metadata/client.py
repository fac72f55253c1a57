"""The client of the services: a polite GET, retried, limited in time, size and redirects, and remembered on disk."""

from __future__ import annotations

import ipaddress
import random
import time
import zlib
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Self, TypeVar
from urllib.parse import urljoin, urlsplit

import httpx

from ..text.messages import Translate
from ..text.messages import mark as _
from ..version import __version__

if TYPE_CHECKING:
    from collections.abc import Callable

    from .cache import Cache

Result = TypeVar("Result")

SOFTWARE = f"handbook/{__version__}"


def user_agent(repository: str = "") -> str:
    """Return who asks, as arXiv and Crossref request of programs: the software, and where its user can be reached."""
    return f"{SOFTWARE} ({repository})" if repository else SOFTWARE


_RETRIED = frozenset({408, 425, 429, 500, 502, 503, 504})


class ServiceError(Exception):
    """Why a service gave nothing; message and hint are templates over the parameters, for people."""

    def __init__(self, message: str, hint: str = "", **params: object) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.params = {name: str(value) for name, value in params.items()}

    def text(self, translate: Translate = str) -> str:
        """Return what went wrong and what to do, in the language of *translate*."""
        said = translate(self.message).format(**self.params)
        if self.hint:
            hint = translate(self.hint).format(**self.params)
            said = translate(_("{message}; {hint}")).format(message=said, hint=hint)
        return said

    def __str__(self) -> str:
        return self.text()


class NotFoundError(ServiceError):
    """The service answers, and does not know the identifier."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What to ask, and what the answer may be."""

    address: str
    accept: str
    refused: tuple[str, ...] = ("text/html", "application/xhtml+xml")
    """Media types that are no answer: most often the page of an outage, or of a log-in."""
    statuses: tuple[int, ...] = (200,)
    """Statuses whose body is an answer; arXiv says what is wrong in the body of a 400."""
    sparing: bool = False
    """Whether the service asks for some time between two requests."""

    @property
    def key(self) -> str:
        """What tells it from other requests."""
        return f"{self.accept} {self.address}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The body of an answer, decompressed."""

    body: bytes
    media_type: str = ""
    charset: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How long and how much. Times are in seconds, sizes in bytes."""

    connect: float = 10.0
    read: float = 20.0
    """Between two pieces of an answer."""
    total: float = 90.0
    """For one answer with its redirects, waiting and retries."""
    size: int = 4 * 1024 * 1024
    """Of an answer, both as sent and decompressed."""
    redirects: int = 8
    attempts: int = 4
    wait: float = 1.0
    """Before the second attempt; twice as much before each further one."""
    longest_wait: float = 30.0
    """The longest time for which a service may have the client wait."""
    gap: float = 3.0
    """Between two requests to a service that is to be used sparingly: what arXiv asks for."""


@dataclass(slots=True, kw_only=True)
class Client:
    """Gets answers. A context manager; not for several threads at once."""

    cache: Cache | None = None
    limits: Limits = field(default_factory=Limits)
    user_agent: str = field(default_factory=user_agent)
    sleep: Callable[[float], None] = time.sleep
    clock: Callable[[], float] = time.monotonic
    jitter: Callable[[], float] = random.random
    on_wait: Callable[[str, float], None] = lambda host, seconds: None
    """Called with the host and the seconds before each longer wait, to be shown as progress."""
    _http: httpx.Client | None = None
    _last: dict[str, float] = field(default_factory=dict)
    _bodies: dict[str, bytes] = field(default_factory=dict)
    """What was learned of requests by other ones."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        if self._http is not None:
            self._http.close()
            self._http = None

    def fetch(self, request: Request, read: Callable[[Answer], Result]) -> Result:
        """Return what *read* makes of the answer, which is remembered if *read* takes it.

        What is remembered and cannot be read counts as not there. Raise ServiceError.
        """
        kept = self._kept(request)
        if kept is not None:
            try:
                return read(Answer(body=kept))
            except ServiceError:
                pass
        answer = self._get(request)
        result = read(answer)
        if self.cache:
            self.cache.put(request.key, answer.body)
        return result

    def has(self, request: Request) -> bool:
        """Tell whether the answer is known already."""
        return self._kept(request) is not None

    def learn(self, request: Request, body: bytes) -> None:
        """Take *body* for the answer to *request*, because another answer has it."""
        self._bodies[request.key] = body
        if self.cache:
            self.cache.put(request.key, body)

    def _kept(self, request: Request) -> bytes | None:
        body = self._bodies.get(request.key)
        return body if body is not None or self.cache is None else self.cache.get(request.key)

    def _get(self, request: Request) -> Answer:
        end = self.clock() + self.limits.total
        attempt = 1
        while True:
            try:
                return self._attempt(request, end)
            except _RetryError as failure:
                wait = failure.wait
                if wait is None:
                    wait = self.limits.wait * 2 ** (attempt - 1) * (0.5 + self.jitter())
                if attempt >= self.limits.attempts or wait > self.limits.longest_wait or self.clock() + wait > end:
                    raise failure.error from None
                self.on_wait(_host(request.address), wait)
                self.sleep(wait)
                attempt += 1

    def _attempt(self, request: Request, end: float) -> Answer:
        """Return the answer after any redirects; raise _RetryError where trying again may help."""
        address = request.address
        for _hop in range(self.limits.redirects + 1):
            host = _host(address)
            if request.sparing:
                self._keep_apart(host)
            try:
                with self._client.stream("GET", address, headers={"Accept": request.accept}) as response:
                    if response.is_redirect:
                        address = _redirected(address, response.headers["Location"])
                        continue
                    self._check(request, response, host)
                    return self._read(response, host, end)
            except httpx.TimeoutException:
                raise _RetryError(ServiceError(_("{host} does not answer in time"), _LATER, host=host)) from None
            except httpx.RemoteProtocolError:
                message = _("the answer of {host} broke off")
                raise _RetryError(ServiceError(message, _LATER, host=host)) from None
            except httpx.ProxyError:
                message, what = _("the proxy does not let {host} through"), _("check the variables HTTPS_PROXY and NO_PROXY")
                raise ServiceError(message, what, host=host) from None
            except httpx.NetworkError as error:
                message = _("{host} cannot be reached ({reason})")
                what = _("check the network, or give a .bib file instead")
                raise _RetryError(ServiceError(message, what, host=host, reason=_one_line(error))) from None
            except (httpx.HTTPError, httpx.InvalidURL, UnicodeError) as error:
                message = _("the request to {host} failed ({reason})")
                raise ServiceError(message, _LATER, host=host, reason=_one_line(error)) from None
        host = _host(request.address)
        raise ServiceError(_("{host} redirects in a circle or too often"), _LATER, host=host)

    @property
    def _client(self) -> httpx.Client:
        if self._http is None:
            timeout = httpx.Timeout(self.limits.read, connect=self.limits.connect)
            headers = {"User-Agent": self.user_agent, "Accept-Encoding": "gzip"}
            self._http = httpx.Client(timeout=timeout, headers=headers, follow_redirects=False)
        return self._http

    def _keep_apart(self, host: str) -> None:
        """Wait until the last request to *host* is long enough ago."""
        last = self._last.get(host)
        if last is not None and self.clock() - last < self.limits.gap:
            self.sleep(self.limits.gap - (self.clock() - last))
        self._last[host] = self.clock()

    def _check(self, request: Request, response: httpx.Response, host: str) -> None:
        """Raise for a status or a media type that is no answer."""
        status = response.status_code
        if status in (404, 410):
            raise NotFoundError(_("{host} does not know it"), _("check it letter by letter"), host=host)
        if status in (204, 406):
            message = _("{host} has no metadata of it that programs can read")
            raise NotFoundError(message, _("give the arXiv identifier or a .bib file instead"), host=host)
        if status in _RETRIED and status not in request.statuses:
            wait = _retry_after(response.headers.get("Retry-After", ""))
            if status == 429:
                error = ServiceError(_("{host} asks to be left alone for a while"), _LATER, host=host)
                if wait is not None and wait > self.limits.longest_wait:
                    error = ServiceError(
                        _("{host} asks to be left alone for {seconds} seconds"), _LATER, host=host, seconds=round(wait)
                    )
            else:
                error = ServiceError(_("{host} has a fault (status {status})"), _LATER, host=host, status=status)
            raise _RetryError(error, wait)
        if status not in request.statuses:
            message = _("{host} refuses the request (status {status})")
            raise ServiceError(message, _("give a .bib file instead"), host=host, status=status)
        media_type = response.headers.get("Content-Type", "").partition(";")[0].strip().lower()
        if media_type in request.refused:
            raise ServiceError(_("{host} answers with a page for people, not with metadata"), _LATER_OR_FILE, host=host)

    def _read(self, response: httpx.Response, host: str, end: float) -> Answer:
        """Return the body, read piece by piece and never more of it than the limit."""
        too_large = ServiceError(_("the answer of {host} is too large to be metadata"), _("give a .bib file instead"), host=host)
        length = response.headers.get("Content-Length", "")
        if length.isascii() and length.isdigit() and int(length[:15]) > self.limits.size:
            raise too_large
        raw = bytearray()
        for piece in response.iter_raw(64 * 1024):
            raw += piece
            if len(raw) > self.limits.size:
                raise too_large
            if self.clock() > end:
                raise ServiceError(_("{host} does not answer in time"), _LATER, host=host)
        body = bytes(raw)
        encoding = response.headers.get("Content-Encoding", "identity").strip().lower()
        if encoding in ("gzip", "x-gzip"):
            body = _unzip(body, self.limits.size, too_large, host)
        elif encoding not in ("identity", ""):
            message = _("the answer of {host} is packed in a way that was not asked for ({encoding})")
            raise ServiceError(message, _LATER, host=host, encoding=encoding[:40])
        media_type = response.headers.get("Content-Type", "").partition(";")[0].strip().lower()
        return Answer(body=body, media_type=media_type, charset=response.charset_encoding or "")


_LATER = _("try again later")
_LATER_OR_FILE = _("try again later, or give a .bib file instead")


class _RetryError(Exception):
    """An attempt failed in a way that another one may not."""

    def __init__(self, error: ServiceError, wait: float | None = None) -> None:
        super().__init__(str(error))
        self.error = error
        self.wait = wait


def _host(address: str) -> str:
    try:
        return urlsplit(address).hostname or address
    except ValueError:
        return address


def _one_line(error: Exception) -> str:
    said = "".join(char if char.isprintable() else " " for char in str(error))
    return " ".join(said.split())[:120] or type(error).__name__


def _redirected(address: str, location: str) -> str:
    """Return where a redirect leads; raise ServiceError where no service would send its readers.

    That is another scheme, plain http after https, an address with a password, or this machine and its network.
    """
    host = _host(address)
    try:
        target = urljoin(address, location)
        parts = urlsplit(target)
        named, port_is_valid = parts.hostname or "", parts.port or 443
    except ValueError:
        named, port_is_valid, target, parts = "", 0, "", urlsplit("")
    downgrade = urlsplit(address).scheme == "https" and parts.scheme != "https"
    strange = parts.scheme not in ("http", "https") or "@" in parts.netloc or not named or not port_is_valid
    if strange or downgrade or (named != host and _is_local(named)):
        shown = "".join(char if char.isprintable() else " " for char in location)[:100]
        message = _("{host} redirects to an address that is not followed: {location}")
        raise ServiceError(message, _LATER_OR_FILE, host=host, location=shown)
    return target


def _is_local(host: str) -> bool:
    try:
        return not ipaddress.ip_address(host).is_global
    except ValueError:
        return host == "localhost" or host.endswith((".localhost", ".local", ".internal")) or "." not in host


def _retry_after(value: str) -> float | None:
    """Return the seconds to wait that the header asks for, given as a number or as a date; None where it does not."""
    value = value.strip()
    if value.isascii() and value.isdigit():
        return float(value[:9])
    try:
        when = parsedate_to_datetime(value)
    except (ValueError, TypeError, IndexError):
        return None
    when = when if when.tzinfo else when.replace(tzinfo=UTC)
    return max(0.0, (when - datetime.now(UTC)).total_seconds())


def _unzip(data: bytes, limit: int, too_large: ServiceError, host: str) -> bytes:
    unzipper = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
    try:
        body = unzipper.decompress(data, limit + 1)
    except zlib.error:
        body = b""
    if len(body) > limit:
        raise too_large
    if not unzipper.eof:
        raise _RetryError(ServiceError(_("the answer of {host} broke off"), _LATER, host=host))
    return body
