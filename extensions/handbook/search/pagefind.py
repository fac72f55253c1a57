"""A client of the Pagefind binary: records in, the files of an index out.

Pagefind's own Python client waits a tenth of a second for each answer, which is twenty minutes at 10,000 records; this one
speaks the same protocol (messages in JSON, in base64, each with a comma behind it) and does not wait.
"""

from __future__ import annotations

import base64
import json
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from threading import Thread
from typing import IO, Any

from pagefind_bin_extended import get_executable

LANGUAGE = "und"
"""A language for which Pagefind neither segments nor stems: words are those of tokens.py."""


class PagefindError(Exception):
    """Pagefind could not make an index; the text says why."""


def write_index(folder: Path, records: Iterable[tuple[str, str]]) -> None:
    """Write the index of *records*, each an address and words with spaces between, below *folder*.

    Raise PagefindError where Pagefind refuses something, and OSError where it cannot be run.
    """
    command = [str(get_executable()), "--service"]
    with subprocess.Popen(  # noqa: S603  (the binary of a package)
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        answers = _answers(process.stdout)
        writer = Thread(target=_send, args=(process.stdin, _messages(folder, records)), daemon=True)
        writer.start()
        for answer in answers:
            if answer["type"] == "Error":
                process.kill()
                raise PagefindError(str(answer.get("message", answer)))
            if answer["type"] == "WriteFiles":
                break
        else:
            raise PagefindError("Pagefind ended before it had written the index")
        writer.join()
        process.stdin.close()


def _messages(folder: Path, records: Iterable[tuple[str, str]]) -> Iterator[Mapping[str, Any]]:
    yield {"type": "NewIndex", "config": {"force_language": LANGUAGE, "write_playground": False}}
    for url, content in records:
        yield {"type": "AddRecord", "index_id": 0, "url": url, "content": content, "language": LANGUAGE}
    yield {"type": "WriteFiles", "index_id": 0, "output_path": str(folder)}


def _send(stream: IO[bytes], messages: Iterable[Mapping[str, Any]]) -> None:
    try:
        for number, payload in enumerate(messages):
            message = json.dumps({"message_id": number, "payload": payload}, ensure_ascii=False)
            stream.write(base64.b64encode(message.encode()) + b",")
        stream.flush()
    except BrokenPipeError:  # the reader says why
        pass


def _answers(stream: IO[bytes]) -> Iterator[Mapping[str, Any]]:
    """Yield the payloads of the answers, as they come."""
    kept = b""
    while data := stream.read1(1 << 16):  # type: ignore[attr-defined]
        *whole, kept = (kept + data).split(b",")
        for each in whole:
            yield json.loads(base64.b64decode(each))["payload"]
