"""The mutation run: mutmut changes the code of the modules that pyproject.toml names, one thing at a time, and runs their tests.

``python -m tests.mutants.run [JOBS]`` prints the survivors, then a table of the modules, and fails where too many survive.
mutmut wants a package below ``src`` and works in the folder in which it is started; so it gets a folder of links of its own.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "_build" / "mutants"
LINKS = {"src": "extensions"} | {
    name: name for name in ("tests", "bib", "docs", "issues", "conf.py", "index.md", "pyproject.toml")
}
MINIMUM = 0.9
"""The least share of the mutants of a module that its tests must kill."""
KILLED = {"killed", "timeout", "segfault", "suspicious", "caught by type check"}


def missing(config: Mapping[str, list[str]], root: Path = ROOT) -> list[str]:
    """Return the files that the configuration names and that are not there: mutmut passes over them."""
    modules = [name.replace("src/", "extensions/", 1) for name in config["only_mutate"]]
    return [name for name in (*modules, *config["pytest_add_cli_args_test_selection"]) if not (root / name).is_file()]


def parsed(lines: Iterable[str]) -> Iterator[tuple[str, str, str]]:
    """Yield module, name and status of each mutant from what ``mutmut results --all true`` prints."""
    for line in lines:
        name, separator, status = line.strip().rpartition(": ")
        if separator:
            yield name.rpartition(".")[0], name, status


def table(results: Iterable[tuple[str, str, str]]) -> tuple[list[str], list[str]]:
    """Return the rows of the report in Markdown, and the modules of which too few mutants were killed."""
    counts: defaultdict[str, Counter[bool]] = defaultdict(Counter)
    for module, _name, status in results:
        counts[module][status in KILLED] += 1
    rows = ["| Module | Mutants | Killed | Survived | Score |", "|---|---|---|---|---|"]
    low = []
    for module, count in sorted(counts.items()):
        score = count[True] / count.total()
        rows.append(f"| `{module.removeprefix('handbook.')}` | {count.total()} | {count[True]} | {count[False]} | {score:.0%} |")
        if score < MINIMUM:
            low.append(module)
    return rows, low


def stage() -> None:
    """Make the folder in which mutmut works anew."""
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    for name, target in LINKS.items():
        (FOLDER / name).symlink_to(ROOT / target)


def main(jobs: str) -> int:
    """Run mutmut; return 1 where its tests fail, or where they let too many mutants live."""
    config = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["mutmut"]
    if lost := missing(config):
        print("[tool.mutmut] of pyproject.toml names what is not there:", *lost, sep="\n  ")
        return 1
    stage()
    mutmut = str(Path(sys.executable).with_name("mutmut"))
    environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
    done = subprocess.run([mutmut, "run", "--max-children", jobs], cwd=FOLDER, env=environment, check=False)
    if done.returncode:
        return done.returncode
    command = [mutmut, "results", "--all", "true"]
    shown = subprocess.run(command, cwd=FOLDER, env=environment, check=True, capture_output=True, text=True).stdout
    results = list(parsed(shown.splitlines()))
    print(*(f"{name}: {status}" for _module, name, status in results if status not in KILLED), sep="\n")
    rows, low = table(results)
    print(*rows, sep="\n")
    if low or not results:
        print(f"less than {MINIMUM:.0%} of the mutants were killed:", *(low or ["there were none"]))
    return int(bool(low) or not results)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else "1"))
