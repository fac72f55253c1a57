"""One GET over HTTP, limited in time, size and redirects. All contact with httpx (read in version 0.28) is here."""

from __future__ import annotations

import time
import zlib
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

import httpx

from ..text.messages import mark as _
from ..version import __version__
from .errors import GIVE_FILE, TRY_LATER, TRY_LATER_OR_FILE, NotFoundError, PassingError, ServiceError
from .redirects import host_of, redirected

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SOFTWARE = f"handbook/{__version__}"
_RETRIED_STATUSES = frozenset({408, 425, 429, 500, 502, 503, 504})


def user_agent(repository: str = "") -> str:
    """Return what identifies the program and where its user can be reached, as arXiv and Crossref ask of programs."""
    return f"{SOFTWARE} ({repository})" if repository else SOFTWARE


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What to request, and which responses are answers."""

    address: str
    accept: str
    refused: tuple[str, ...] = ("text/html", "application/xhtml+xml")
    """Media types that are no answer: usually the page of an outage, or of a log-in."""
    statuses: tuple[int, ...] = (200,)
    """Statuses whose body is an answer; arXiv explains an error in the body of a 400."""
    sparing: bool = False
    """Whether the service asks for a pause between two requests."""

    @property
    def key(self) -> str:
        """What distinguishes it from other requests."""
        return f"{self.accept} {self.address}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The body of an answer, decompressed."""

    body: bytes
    media_type: str = ""
    charset: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Bounds of requests and answers. Times are in seconds, sizes in bytes."""

    connect: float = 10.0
    read: float = 20.0
    """Between two pieces of an answer."""
    total: float = 20.0
    """For one answer with its redirects, waiting and retries, and for all requests to one host that get no answer."""
    size: int = 4 * 1024 * 1024
    """Of an answer, both as sent and decompressed."""
    redirects: int = 8
    attempts: int = 4
    wait: float = 1.0
    """Before the second attempt; twice as much before each further one."""
    longest_wait: float = 15.0
    """The longest time for which a service may make the client wait."""
    gap: float = 3.0
    """Between two requests to a service that asks for a pause: what arXiv asks for."""


@dataclass(slots=True, kw_only=True)
class Transport:
    """Connections to the services, which are kept open until close()."""

    limits: Limits
    user_agent: str = SOFTWARE
    sleep: Callable[[float], None] = time.sleep
    clock: Callable[[], float] = time.monotonic
    _http: httpx.Client | None = None
    _last_request: dict[str, float] = field(default_factory=dict)
    """By host, the time of the last request that had to keep its distance."""

    def close(self) -> None:
        """Close the connections."""
        if self._http is not None:
            self._http.close()
            self._http = None

    def get(self, request: Request, end: float) -> Answer:
        """Return the answer after any redirects, before the time *end*; raise PassingError where trying again may help."""
        address = request.address
        for _hop in range(self.limits.redirects + 1):
            host = host_of(address)
            if request.sparing:
                self._pause(host)
            left = max(0.001, end - self.clock())
            timeout = httpx.Timeout(min(self.limits.read, left), connect=min(self.limits.connect, left))
            headers = {"Accept": request.accept}
            with _errors_of(host), self._client.stream("GET", address, headers=headers, timeout=timeout) as response:
                if not response.is_redirect:
                    self._check(request, response, host)
                    return self._read(response, host, end)
                location = response.headers["Location"]
            address = redirected(address, location)
        raise ServiceError(_("{host} redirects in a loop or too often"), TRY_LATER, host=host_of(request.address))

    @property
    def _client(self) -> httpx.Client:
        if self._http is None:
            headers = {"User-Agent": self.user_agent, "Accept-Encoding": "gzip"}
            self._http = httpx.Client(headers=headers, follow_redirects=False)
        return self._http

    def _pause(self, host: str) -> None:
        """Wait until the last request to *host* is long enough ago."""
        last = self._last_request.get(host)
        if last is not None and self.clock() - last < self.limits.gap:
            self.sleep(self.limits.gap - (self.clock() - last))
        self._last_request[host] = self.clock()

    def _check(self, request: Request, response: httpx.Response, host: str) -> None:
        """Raise an error for a status or a media type that is no answer."""
        status = response.status_code
        if status in (404, 410):
            raise NotFoundError(_("{host} did not find it"), _("check the spelling"), host=host)
        if status in (204, 406):
            message = _("{host} has no machine-readable metadata for it")
            raise NotFoundError(message, _("give the arXiv identifier or a .bib file instead"), host=host)
        if status in _RETRIED_STATUSES and status not in request.statuses:
            wait = _retry_after(response.headers.get("Retry-After", ""))
            raise PassingError(self._overload_of(host, status, wait), wait)
        if status not in request.statuses:
            message = _("{host} rejected the request (status {status})")
            raise ServiceError(message, GIVE_FILE, host=host, status=status)
        if _media_type(response) in request.refused:
            raise ServiceError(_("{host} returned a web page instead of metadata"), TRY_LATER_OR_FILE, host=host)

    def _overload_of(self, host: str, status: int, wait: float | None) -> ServiceError:
        if status != 429:
            return ServiceError(_("server error at {host} (status {status})"), TRY_LATER, host=host, status=status)
        if wait is None or wait <= self.limits.longest_wait:
            return ServiceError(_("{host} is limiting requests for now"), TRY_LATER, host=host)
        message = _("{host} is limiting requests for {seconds} seconds")
        return ServiceError(message, TRY_LATER, host=host, seconds=round(wait))

    def _read(self, response: httpx.Response, host: str, end: float) -> Answer:
        """Return the body, read piece by piece and never more of it than the limit."""
        too_large = ServiceError(_("the response of {host} is too large to be metadata"), GIVE_FILE, host=host)
        length = response.headers.get("Content-Length", "")
        if length.isascii() and length.isdigit() and int(length[:15]) > self.limits.size:
            raise too_large
        raw = bytearray()
        for piece in response.iter_raw():  # as it comes: of pieces of a size, one byte a second would make none in an hour
            raw += piece
            if len(raw) > self.limits.size:
                raise too_large
            if self.clock() > end:
                raise ServiceError(_("{host} does not respond in time"), TRY_LATER, host=host)
        body = bytes(raw)
        encoding = response.headers.get("Content-Encoding", "identity").strip().lower()
        if encoding in ("gzip", "x-gzip"):
            body = _unzip(body, self.limits.size, too_large, host)
        elif encoding not in ("identity", ""):
            message = _("the response of {host} has an unsupported compression ({encoding})")
            raise ServiceError(message, TRY_LATER, host=host, encoding=encoding[:40])
        return Answer(body=body, media_type=_media_type(response), charset=response.charset_encoding or "")


@contextmanager
def _errors_of(host: str) -> Iterator[None]:
    """Turn the errors of httpx into those of this package."""
    try:
        yield
    except httpx.TimeoutException:
        raise PassingError(ServiceError(_("{host} does not respond in time"), TRY_LATER, host=host)) from None
    except httpx.RemoteProtocolError:
        raise PassingError(_incomplete(host)) from None
    except httpx.ProxyError:
        message = _("the proxy does not allow access to {host}")
        raise ServiceError(message, _("check the environment variables HTTPS_PROXY and NO_PROXY"), host=host) from None
    except httpx.NetworkError as error:
        message, hint = _("cannot reach {host} ({reason})"), _("check the network, or give a .bib file instead")
        raise PassingError(ServiceError(message, hint, host=host, reason=_one_line(error))) from None
    except (httpx.HTTPError, httpx.InvalidURL, UnicodeError) as error:
        message = _("the request to {host} failed ({reason})")
        raise ServiceError(message, TRY_LATER, host=host, reason=_one_line(error)) from None


def _incomplete(host: str) -> ServiceError:
    return ServiceError(_("the response of {host} is incomplete"), TRY_LATER, host=host)


def _media_type(response: httpx.Response) -> str:
    media_type: str = response.headers.get("Content-Type", "")
    return media_type.partition(";")[0].strip().lower()


def _one_line(error: Exception) -> str:
    printable = "".join(char if char.isprintable() else " " for char in str(error))
    return " ".join(printable.split())[:120] or type(error).__name__


def _retry_after(value: str) -> float | None:
    """Return the seconds to wait that the header asks for, as a number or as a date; None if it does not ask."""
    value = value.strip()
    if value.isascii() and value.isdigit():
        return float(value[:9])
    try:
        until = parsedate_to_datetime(value)
    except (ValueError, TypeError, IndexError):
        return None
    until = until if until.tzinfo else until.replace(tzinfo=UTC)
    return max(0.0, (until - datetime.now(UTC)).total_seconds())


def _unzip(data: bytes, limit: int, too_large: ServiceError, host: str) -> bytes:
    unzipper = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
    try:
        body = unzipper.decompress(data, limit + 1)
    except zlib.error:
        body = b""
    if len(body) > limit:
        raise too_large
    if not unzipper.eof:
        raise PassingError(_incomplete(host))
    return body
