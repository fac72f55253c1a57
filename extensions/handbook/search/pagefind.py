"""A client of the Pagefind binary: records in, the files of an index out.

Pagefind's own Python client waits a tenth of a second for each answer, which is twenty minutes at 10,000 records; this one
speaks the same protocol (messages in JSON, in base64, each with a comma behind it) and does not wait.
"""

from __future__ import annotations

import base64
import json
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from threading import Thread
from typing import IO, Any

from pagefind_bin_extended import get_executable

KEPT = ("fragment/", "index/")
HEAD = ".pf_meta"
"""The file of the index that tells of all others."""
LANGUAGE = "und"
"""A language for which Pagefind neither segments nor stems: words are those of tokens.py."""


class PagefindError(Exception):
    """Pagefind could not make an index; the text says why."""


def index_files(records: Iterable[tuple[str, str]]) -> dict[str, bytes]:
    """Return the files of the index of *records*, each an address and words with spaces between, by name.

    Pagefind's own pages and programs are left out. Raise PagefindError where Pagefind cannot be run or refuses something.
    """
    command = [str(get_executable()), "--service"]
    try:
        with subprocess.Popen(  # noqa: S603  (the binary of a package)
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        ) as process:
            assert process.stdin is not None
            assert process.stdout is not None
            writer = Thread(target=_send, args=(process.stdin, _messages(records)), daemon=True)
            writer.start()
            try:
                files = _files(_answers(process.stdout))
            finally:
                process.kill()
                writer.join()
                with suppress(OSError):  # what was not sent
                    process.stdin.close()
    except OSError as error:
        raise PagefindError(str(error)) from error
    return {name: data for name, data in files if name.startswith(KEPT) or name.endswith(HEAD)}


def _files(answers: Iterator[Mapping[str, Any]]) -> list[tuple[str, bytes]]:
    for answer in answers:
        if answer["type"] == "Error":
            raise PagefindError(str(answer.get("message", answer)))
        if answer["type"] == "GetFiles":
            return [(each["path"], base64.b64decode(each["content"])) for each in answer["files"]]
    raise PagefindError("Pagefind ended before it had made the index")


def _messages(records: Iterable[tuple[str, str]]) -> Iterator[Mapping[str, Any]]:
    yield {"type": "NewIndex", "config": {"force_language": LANGUAGE, "write_playground": False}}
    for url, content in records:
        yield {"type": "AddRecord", "index_id": 0, "url": url, "content": content, "language": LANGUAGE}
    yield {"type": "GetFiles", "index_id": 0}


def _send(stream: IO[bytes], messages: Iterable[Mapping[str, Any]]) -> None:
    try:
        for number, payload in enumerate(messages):
            message = json.dumps({"message_id": number, "payload": payload}, ensure_ascii=False)
            stream.write(base64.b64encode(message.encode()) + b",")
        stream.flush()
    except OSError:  # Pagefind has ended: the reader says so
        pass
    except BaseException:
        stream.close()  # or both would wait for ever
        raise


def _answers(stream: IO[bytes]) -> Iterator[Mapping[str, Any]]:
    """Yield the payloads of the answers, as they come."""
    kept: list[bytes] = []
    while data := stream.read1(1 << 20):  # type: ignore[attr-defined]
        *whole, rest = data.split(b",")
        for each in whole:
            yield json.loads(base64.b64decode(b"".join((*kept, each))))["payload"]
            kept.clear()
        kept.append(rest)
