"""The preview of ``make serve``: a banner on every page with the problems of the last build. No other build has it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from ..editing.disk import replace_file
from ..model.codes import Severity
from ..text.messages import mark as _
from ..text.messages import translator

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinx.application import Sphinx

    from ..model.problems import Problem

FOLDER = Path(__file__).parent.parent / "preview"
SCRIPT = "handbook-preview.js"
FILE = "preview.json"


def add_script(app: Sphinx) -> None:
    """Add the script of the banner to all pages, if the build is a preview."""
    if app.config.hb_preview:
        app.config.html_static_path = [*app.config.html_static_path, str(FOLDER)]
        app.add_js_file(SCRIPT, type="module")


def write(app: Sphinx, problems: Sequence[Problem]) -> None:
    """Write the errors of the build, which the banner shows."""
    if not app.config.hb_preview:
        return
    say = translator(app.config.language)
    shown = [
        {"path": each.location.path, "line": each.location.line, "code": each.code, "text": each.text(say)}
        for each in problems
        if each.severity is Severity.ERROR
    ]
    title = say(_("Problems: {count}. They are shown in the preview only.")).format(count=len(shown))
    data = {"title": title, "more": say(_("For all of them, run: handbook check")), "problems": shown}
    replace_file(Path(app.outdir) / FILE, json.dumps(data, ensure_ascii=False, indent=1).encode())
