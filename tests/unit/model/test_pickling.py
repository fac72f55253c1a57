"""Pickled records are restored completely, with private fields and defaults; shelves pickle each record by itself."""

from __future__ import annotations

import copy
import pickle

from handbook.library.library import Library
from handbook.model import dates, people, problems
from handbook.model import records as model
from handbook.model.codes import code
from handbook.model.pickling import Shelf, quickly_pickled


def test_unpickled_records_are_equal(sample: Library) -> None:
    for records in (sample.pages, sample.bibs):
        for each in records:
            assert pickle.loads(pickle.dumps(each)) == each
            assert repr(copy.deepcopy(each)) == repr(each)


def test_every_record_is_pickled_quickly() -> None:
    slow = [
        each.__name__
        for module in (model, people, problems, dates, code)
        for each in vars(module).values()
        if isinstance(each, type) and hasattr(each, "__dataclass_fields__") and each.__module__ == module.__name__
        if each.__getstate__.__qualname__ != f"{quickly_pickled.__name__}.<locals>.get_state"  # type: ignore[attr-defined]
    ]
    assert slow == []


class Counted:
    """A record that counts how often records are pickled and unpickled."""

    pickled = unpickled = 0

    def __init__(self, value: int) -> None:
        self.value = value

    def __reduce__(self) -> tuple[object, tuple[int]]:
        Counted.pickled += 1
        return counted, (self.value,)


def counted(value: int) -> Counted:
    Counted.unpickled += 1
    return Counted(value)


def test_a_shelf_pickles_replaced_records_and_unpickles_on_access() -> None:
    shelf: Shelf[Counted] = Shelf()
    shelf.update({str(number): Counted(number) for number in range(10)})
    Counted.pickled = Counted.unpickled = 0
    again = pickle.loads(pickle.dumps(shelf))
    assert (Counted.pickled, Counted.unpickled) == (10, 0)
    assert again["3"].value == 3
    assert again["3"] is again["3"]
    again["5"] = Counted(50)
    del again["7"]
    last = pickle.loads(pickle.dumps(again))
    assert (Counted.pickled, Counted.unpickled) == (11, 1)
    assert [last[key].value for key in last] == [0, 1, 2, 3, 4, 50, 6, 8, 9]
    assert "7" not in last
    assert (len(last), len(again)) == (9, 9)
    last.clear()
    assert (dict(last), Counted.unpickled) == ({}, 10)


def test_a_shelf_copies_pickled_records_of_another_process() -> None:
    shelf, other = Shelf[Counted](), Shelf[Counted]()
    shelf["a"], other["a"], other["b"], other["c"] = Counted(0), Counted(1), Counted(2), Counted(3)
    other = pickle.loads(pickle.dumps(other))
    Counted.pickled = Counted.unpickled = 0
    shelf.take({"a", "b", "d"}, other)
    assert (Counted.pickled, Counted.unpickled) == (0, 0)
    assert {key: each.value for key, each in shelf.items()} == {"a": 1, "b": 2}
