"""The machine on which the measurements are made."""

from __future__ import annotations

import os
import platform
import subprocess
from pathlib import Path

from .corpus import ROOT


def machine() -> dict[str, str]:
    """Return the properties of the machine."""
    info = Path("/proc/cpuinfo")
    lines = info.read_text(encoding="utf-8").splitlines() if info.exists() else []
    model = next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), platform.machine())
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9
    load = ", ".join(f"{each:.1f}" for each in os.getloadavg())
    system = f"{platform.system()} {platform.release()}"
    return {
        "cores": str(os.cpu_count()),
        "processor": model,
        "memory": f"{memory:.1f} GB",
        "system": system,
        "load at the start": load,
    }


def output_of(*command: str) -> str:
    """Return the first line that a command prints, or nothing."""
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)
    except OSError:
        return ""
    return (done.stdout.splitlines() or [""])[0].strip()
