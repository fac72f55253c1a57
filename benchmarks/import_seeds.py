"""The accuracy of ``handbook import`` on two raw issues: ``python -m benchmarks.import_seeds FOLDER``.

The raw texts are not part of the repository. ``import_seeds.json`` holds a checksum of each field that is printed in them, made
when every field had been compared with the text by eye; the names of terms and the works are compared with those of the
handbook's own issues 28 and 64, which were written from the papers.
"""

from __future__ import annotations

import hashlib
import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

import handbook
from handbook.importing import Printed, PrintedItem, read_published
from handbook.importing.works import printed_record
from handbook.library.library import Library
from handbook.metadata.matching import Index

EXPECTED = Path(__file__).with_suffix(".json")
ISSUE_FIELDS = ("number", "title", "contributors", "introduction")
ITEM_FIELDS = (*("section", "subfield", "institutions", "title_en", "title_zh", "authors", "more_authors", "summary", "links"),)


def checksum(value: Any) -> str:
    """Return the checksum of a field, without the numbers of lines."""
    if isinstance(value, list | tuple):
        value = [each["text"] if isinstance(each, dict) and "text" in each else each for each in value]
    return hashlib.sha256(json.dumps(value, ensure_ascii=False, sort_keys=True).encode()).hexdigest()[:16]


def checksums(printed: Printed) -> dict[str, Any]:
    """Return the checksums of an issue and of its items."""
    fields = asdict(printed)
    return {
        "issue": {name: checksum(fields[name]) for name in ISSUE_FIELDS},
        "items": [{name: checksum(item[name]) for name in ITEM_FIELDS} for item in fields["items"]],
    }


def differing(found: dict[str, str], expected: dict[str, str]) -> list[str]:
    """Return the names of the fields that are not as expected."""
    return [name for name in expected if found.get(name) != expected[name]]


def verdict(wrong: list[str]) -> str:
    """Return a sentence on the wrong fields."""
    return f"differs in {', '.join(wrong)}" if wrong else "exact"


def in_handbook(item: PrintedItem, number: int, library: Library, index: Index) -> str:
    """Return the key of the item in the handbook, if its terms match too; otherwise what is wrong."""
    work = index.find(printed_record(item))
    own = [entry for entry in library.entries.values() if entry.issue.number == number]
    entry = next((each for each in own if work in (each.paper, each.published) and work), None)
    if entry is None:  # no work
        entry = next((each for each in own if each.item.section[0] == item.section and each.item.kind != "paper"), None)
    if entry is None:
        return "not in the handbook"
    terms = [library.vocabulary.recognise("institution", name) for name in item.institutions]
    unknown = [
        name for name, term in zip(item.institutions, terms, strict=True) if term and term not in entry.terms["institution"]
    ]
    return f"other institutions: {', '.join(unknown)}" if unknown else entry.item.id


def main() -> int:
    """Compare, and print one line an item and the total; the exit status is 1 if anything differs."""
    texts = sorted(Path(sys.argv[1]).glob("*.txt"))
    expected = json.loads(EXPECTED.read_text(encoding="utf-8"))
    library = handbook.load(Path(__file__).parent.parent)
    index = Index(library.works.values())
    items = fields = exact_items = exact_fields = 0
    for path in texts:
        printed = read_published(path.read_text(encoding="utf-8"), library.identity)
        found, wanted = checksums(printed), expected[str(printed.number)]
        wrong = differing(found["issue"], wanted["issue"])
        fields += len(ISSUE_FIELDS)
        exact_fields += len(ISSUE_FIELDS) - len(wrong)
        print(f"issue {printed.number}: {verdict(wrong)}; not understood: {len(printed.unread)} lines")
        for place, wanted_item in enumerate(wanted["items"]):
            item = printed.items[place] if place < len(printed.items) else None
            wrong = differing(found["items"][place], wanted_item) if item else list(ITEM_FIELDS)
            items, fields = items + 1, fields + len(ITEM_FIELDS)
            exact_items, exact_fields = exact_items + (not wrong), exact_fields + len(ITEM_FIELDS) - len(wrong)
            key = in_handbook(item, printed.number or 0, library, index) if item else "missing"
            print(f"  {verdict(wrong)}: {key}")
    print(f"{exact_items} of {items} items exact, {exact_fields} of {fields} fields")
    return int(exact_fields != fields or exact_items != items)


if __name__ == "__main__":
    sys.exit(main())
