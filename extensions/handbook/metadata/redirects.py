"""Where a redirect may lead: not to another scheme, and not into the network of this machine."""

from __future__ import annotations

import ipaddress
from urllib.parse import urljoin, urlsplit

from ..text.messages import mark as _
from .errors import TRY_LATER_OR_FILE, ServiceError


def host_of(address: str) -> str:
    """Return the host of an address, or the address where it has none that can be read."""
    try:
        return urlsplit(address).hostname or address
    except ValueError:
        return address


def redirected(address: str, location: str) -> str:
    """Return the address to which a redirect of *address* leads; raise ServiceError where no service would send its readers.

    That is another scheme, plain http after https, an address with a password, or this machine and its network.
    """
    host = host_of(address)
    try:
        target = urljoin(address, location)
        parts = urlsplit(target)
        named, port_is_valid = parts.hostname or "", parts.port or 443
    except ValueError:
        named, port_is_valid, target, parts = "", 0, "", urlsplit("")
    is_downgrade = urlsplit(address).scheme == "https" and parts.scheme != "https"
    is_unusual = parts.scheme not in ("http", "https") or "@" in parts.netloc or not named or not port_is_valid
    if is_unusual or is_downgrade or (named != host and _is_local(named)):
        shown = "".join(char if char.isprintable() else " " for char in location)[:100]
        message = _("{host} redirects to an address that is not allowed: {location}")
        raise ServiceError(message, TRY_LATER_OR_FILE, host=host, location=shown)
    return target


def _is_local(host: str) -> bool:
    try:
        return not ipaddress.ip_address(host).is_global
    except ValueError:
        return host == "localhost" or host.endswith((".localhost", ".local", ".internal")) or "." not in host
