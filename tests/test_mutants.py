"""The mutation run: its configuration names what is there, and its report counts right."""

from __future__ import annotations

import tomllib
from pathlib import Path

from .mutants.run import LINKS, missing, parsed, table

PRINTED = """
    handbook.text.folding.x_slug__mutmut_1: killed
    handbook.text.folding.x_slug__mutmut_2: survived
    handbook.model.dates.xǁMomentǁin_words__mutmut_1: timeout
    handbook.model.dates.xǁMomentǁin_words__mutmut_2: no tests
    handbook.model.dates.xǁMomentǁin_words__mutmut_3: not checked
"""


def test_every_file_that_the_configuration_names_is_there(root: Path) -> None:
    config = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["mutmut"]
    assert len(config["only_mutate"]) == len(config["pytest_add_cli_args_test_selection"]) > 0
    assert missing(config, root) == []
    assert set(config["also_copy"]) <= LINKS.keys()
    assert [name for name in LINKS.values() if not (root / name).exists()] == []


def test_each_module_is_tested_by_its_own_file(root: Path) -> None:
    config = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["mutmut"]
    tests = [f"tests/unit/{Path(name).parent.name}/test_{Path(name).name}" for name in config["only_mutate"]]
    assert config["pytest_add_cli_args_test_selection"] == tests


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    config = {"only_mutate": ["src/handbook/a.py"], "pytest_add_cli_args_test_selection": ["tests/unit/test_a.py"]}
    assert missing(config, tmp_path) == ["extensions/handbook/a.py", "tests/unit/test_a.py"]


def test_mutants_are_counted_by_module_and_a_low_score_is_told() -> None:
    rows, low = table(parsed(PRINTED.splitlines()))
    assert rows[2:] == ["| `model.dates` | 3 | 1 | 2 | 33% |", "| `text.folding` | 2 | 1 | 1 | 50% |"]
    assert low == ["handbook.model.dates", "handbook.text.folding"]
    assert table([("handbook.a", "handbook.a.x_b", "killed")] * 9 + [("handbook.a", "", "survived")])[1] == []


def test_every_module_of_the_run_stands_in_the_reference(root: Path) -> None:
    config = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["mutmut"]
    page = (root / "docs/reference/testing.md").read_text(encoding="utf-8")
    modules = [".".join(Path(name).with_suffix("").parts[2:]) for name in config["only_mutate"]]
    assert [module for module in modules if f"| `{module}` |" not in page] == []
