"""A client of the Pagefind binary: it takes texts and returns the files of an index. Read from Pagefind 1.5.2.

Pagefind's own Python client waits a tenth of a second for each answer, which is twenty minutes for 10,000 records; this one uses
the same protocol (JSON messages in base64, each followed by a comma) without waiting.
"""

from __future__ import annotations

import base64
import gzip
import json
import os
import subprocess
import time
from contextlib import suppress
from threading import Event, Thread
from typing import IO, TYPE_CHECKING, Any

from pagefind_bin_extended import get_executable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

LANGUAGE = "und"
"""A language for which Pagefind neither segments nor stems words, so that they stay those of tokens.py."""
MIN_PLACES_OF_CHUNK = 5000
"""A chunk of the index has at least this many places; with Pagefind's 20,000, a browser loads mostly places of other words."""
SECONDS = 300.0
"""How long Pagefind may take to answer; it answers every text, and makes an index of 10,000 in half a minute."""
_MARK = b"pagefind_dcd"


class PagefindError(Exception):
    """Pagefind could not make an index; the text gives the reason."""


def index(texts: Iterable[str]) -> tuple[list[tuple[str, str]], dict[str, bytes]]:
    """Return the index of *texts*, whose words are separated by spaces: its chunks, and its files by name.

    A chunk is its first word (or a prefix of it) and the name of its file; chunks are sorted by word. Pagefind needs 175 kB of
    memory per text. The pages and scripts that it makes are left out. Raise PagefindError if it cannot run or reports an error.
    """
    all_texts = list(texts)
    output = _run(all_texts)
    head = next(data for name, data in output.items() if name.endswith(".pf_meta"))
    _check_order(head, output, len(all_texts))
    files = {name.removeprefix("index/"): data for name, data in output.items() if name.startswith("index/")}
    return [(first, f"{name}.pf_index") for first, name in _chunks(head)], files


def _run(texts: list[str]) -> dict[str, bytes]:
    """Return all files that Pagefind makes of *texts*."""
    command = [str(get_executable()), "--service"]
    heard = [time.monotonic()]
    late = Event()
    environment = {**os.environ, "PAGEFIND_UNSTABLE_INDEX_CHUNK_SIZE": str(MIN_PLACES_OF_CHUNK)}
    try:
        with subprocess.Popen(  # noqa: S603  (the binary of a package)
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment
        ) as process:
            assert process.stdin is not None
            assert process.stdout is not None
            writer = Thread(target=_send, args=(process.stdin, _messages(texts)), daemon=True)
            writer.start()
            ended = Event()
            watcher = Thread(target=_watch, args=(process, heard, ended, late), daemon=True)
            watcher.start()
            try:
                return _files(_answers(process.stdout, heard))
            finally:
                ended.set()
                process.kill()
                writer.join()
                with suppress(OSError):  # there is unsent data
                    process.stdin.close()
    except OSError as error:
        raise PagefindError(str(error)) from error
    except PagefindError as error:
        raise PagefindError(f"Pagefind has not answered for {SECONDS:.0f} seconds") if late.is_set() else error from None


def _watch(process: subprocess.Popen[bytes], heard: Sequence[float], ended: Event, late: Event) -> None:
    """Stop the program once it has not answered for SECONDS; its output then ends."""
    while not ended.wait(min(1.0, SECONDS)):
        if time.monotonic() - heard[-1] > SECONDS:
            late.set()
            process.kill()
            return


def _files(answers: Iterator[Mapping[str, Any]]) -> dict[str, bytes]:
    for answer in answers:
        if answer["type"] == "Error":
            raise PagefindError(str(answer.get("message", answer)))
        if answer["type"] == "GetFiles":
            return {file["path"]: base64.b64decode(file["content"]) for file in answer["files"]}
    raise PagefindError("Pagefind ended before it had made the index")


def _unpacked(data: bytes) -> bytes:
    return gzip.decompress(data).removeprefix(_MARK)


def _chunks(head: bytes) -> list[tuple[str, str]]:
    """Return first word and name of each chunk, which the head of the index lists."""
    _version, _pages, chunks, *_others = _cbor(_unpacked(head))
    return [(first, name) for first, _last, name in chunks]


def _check_order(head: bytes, files: Mapping[str, bytes], size: int) -> None:
    """Raise PagefindError unless the pages of the index have the order of the texts, on which the browser relies."""
    _version, pages, *_others = _cbor(_unpacked(head))
    fragments = (_unpacked(files[f"fragment/{name}.pf_fragment"]) for name, _words in pages)
    if [json.loads(fragment)["url"] for fragment in fragments] != [str(number) for number in range(size)]:
        raise PagefindError("the pages of the index are not in the order of the texts")


def _cbor(data: bytes) -> Any:
    """Return the value of CBOR *data*, with the types that occur here: numbers, strings and arrays."""
    at = 0

    def read() -> Any:
        nonlocal at
        kind, value = data[at] >> 5, data[at] & 31
        at += 1
        if value >= 24:
            length = 1 << (value - 24)
            value = int.from_bytes(data[at : at + length])
            at += length
        if kind == 3:
            at += value
            return data[at - value : at].decode()
        if kind == 4:
            return [read() for _item in range(value)]
        return -1 - value if kind == 1 else value

    return read()


def _messages(texts: Iterable[str]) -> Iterator[Mapping[str, Any]]:
    yield {"type": "NewIndex", "config": {"force_language": LANGUAGE, "write_playground": False}}
    for number, text in enumerate(texts):
        yield {"type": "AddRecord", "index_id": 0, "url": str(number), "content": text, "language": LANGUAGE}
    yield {"type": "GetFiles", "index_id": 0}


def _send(stream: IO[bytes], messages: Iterable[Mapping[str, Any]]) -> None:
    try:
        for number, payload in enumerate(messages):
            message = json.dumps({"message_id": number, "payload": payload}, ensure_ascii=False)
            stream.write(base64.b64encode(message.encode()) + b",")
        stream.flush()
    except OSError:  # Pagefind has ended, which the reader of answers reports
        pass
    except BaseException:
        stream.close()  # otherwise both sides would wait forever
        raise


def _answers(stream: IO[bytes], heard: list[float]) -> Iterator[Mapping[str, Any]]:
    """Yield the payloads of the answers as they arrive, and note when."""
    incomplete: list[bytes] = []
    while data := stream.read1(1 << 20):  # type: ignore[attr-defined]
        heard[:] = [time.monotonic()]
        *ends, rest = data.split(b",")
        for end in ends:
            yield json.loads(base64.b64decode(b"".join((*incomplete, end))))["payload"]
            incomplete.clear()
        incomplete.append(rest)
