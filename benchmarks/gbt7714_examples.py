"""The number of examples of GB/T 7714—2025 that the formatter reproduces exactly: python -m benchmarks.gbt7714_examples FILE.

The file is a list of objects with ``key``, ``type``, ``fields`` (LaTeX) and ``expected``. The examples are the standard's and are
not part of this repository.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from handbook.exporters.gbt7714 import EDITION_2025, reference
from handbook.exporters.work import work_of_fields


def main(path: str) -> int:
    """Print every difference and how many are right; return 0 if at most five differ."""
    examples = json.loads(Path(path).read_text())
    wrong = 0
    for example in examples:
        found = reference(work_of_fields(example["type"], example["key"], example["fields"]), EDITION_2025)
        if found != example["expected"]:
            wrong += 1
            print(f"{example['key']} ({example['type']})\n  expected {example['expected']}\n  found    {found}")
    print(f"{len(examples) - wrong} of {len(examples)} right")
    return int(wrong > 5)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(str(__doc__))
    sys.exit(main(sys.argv[1]))
