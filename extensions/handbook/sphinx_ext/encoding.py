"""A codec that decodes any bytes, so that pages that are not UTF-8 reach the reader, which reports them."""

from __future__ import annotations

import codecs

LENIENT_UTF8 = "handbook_utf8"


def lenient_utf8(name: str) -> codecs.CodecInfo | None:
    """Return a codec that replaces bytes that are not UTF-8; None for any other *name*."""
    if name != LENIENT_UTF8:
        return None
    strict = codecs.lookup("utf-8-sig")

    class Decoder(codecs.IncrementalDecoder):
        def __init__(self, errors: str = "strict") -> None:
            super().__init__("replace")
            self._decoder = codecs.getincrementaldecoder("utf-8-sig")("replace")

        def decode(self, input: bytes, final: bool = False) -> str:  # type: ignore[override]
            return self._decoder.decode(input, final)

        def reset(self) -> None:
            self._decoder.reset()

    return codecs.CodecInfo(
        name=LENIENT_UTF8,
        encode=strict.encode,
        decode=strict.decode,
        incrementaldecoder=Decoder,
        incrementalencoder=strict.incrementalencoder,
    )
