"""A local server in place of the services."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.unit.metadata.server import Server, serving


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1,localhost")
    with serving() as server:
        yield server
