"""Records come back from a pickle as they went in, private fields and defaults included."""

from __future__ import annotations

import copy
import pickle

from handbook import model, problems
from handbook.library import Library
from handbook.pickling import quickly_pickled


def test_records_come_back_as_they_were(sample: Library) -> None:
    for records in (sample.pages, sample.bibs):
        for each in records:
            assert pickle.loads(pickle.dumps(each)) == each
            assert repr(copy.deepcopy(each)) == repr(each)


def test_every_record_is_pickled_quickly() -> None:
    slow = [
        each.__name__
        for module in (model, problems)
        for each in vars(module).values()
        if isinstance(each, type) and hasattr(each, "__dataclass_fields__") and each.__module__ == module.__name__
        if each.__setstate__.__qualname__ != f"{quickly_pickled.__name__}.<locals>.put"  # type: ignore[attr-defined]
    ]
    assert slow == []
