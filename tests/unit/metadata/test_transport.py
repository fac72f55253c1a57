"""All contact with httpx is in one module, which turns its errors into those of the package."""

from __future__ import annotations

import inspect
from pathlib import Path

import httpx
import pytest

import handbook
from handbook.metadata import transport
from handbook.metadata.errors import PassingError, ServiceError

PACKAGE = Path(handbook.__file__).parent
ERRORS = sorted(
    (
        value
        for value in vars(httpx).values()
        if inspect.isclass(value)
        and issubclass(value, (httpx.HTTPError, httpx.InvalidURL))
        and value is not httpx.HTTPStatusError
    ),
    key=lambda error: error.__name__,
)
"""The errors of a request; HTTPStatusError is raised by a method that is not called."""
PASSING = {"ConnectError", "ConnectTimeout", "PoolTimeout", "ReadError", "ReadTimeout", "RemoteProtocolError", "WriteError"} | {
    *("CloseError", "NetworkError", "TimeoutException", "WriteTimeout")
}


def test_no_other_module_imports_httpx() -> None:
    importing = [path for path in PACKAGE.rglob("*.py") if "import httpx" in path.read_text(encoding="utf-8")]
    assert importing == [Path(transport.__file__)]


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: error.__name__)
def test_every_error_of_httpx_becomes_a_message(error: type[Exception]) -> None:
    with pytest.raises((ServiceError, PassingError)) as raised, transport._errors_of("example.org"):
        raise error("[Errno 1] reason\n")
    assert isinstance(raised.value, PassingError) is (error.__name__ in PASSING)
    message = str(raised.value)
    assert "example.org" in message
    assert "\n" not in message
