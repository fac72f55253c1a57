"""Hostile pages of an untrusted contributor, by name, which try to run, load or read something; each must be refused."""

from __future__ import annotations

SECRET = "THE-SECRET-OF-ANOTHER-FILE"
"""What stands in files that no page may show."""
OUTSIDE = "{outside}"
"""Stands for the absolute path of a file with the secret."""

BODIES = {
    # HTML
    "script": "<script>pwned()</script>",
    "script-in-text": "text <script>pwned()</script> text",
    "script-upper": "<SCRIPT SRC=//pwned.example></SCRIPT>",
    "script-never-closed": "<script",
    "handler": "text <b onclick=pwned()>b</b>",
    "handler-on-picture": "<img src=x onerror=pwned()>",
    "frame": "<iframe srcdoc='<script>pwned()</script>'></iframe>",
    "object": "<object data=pwned.swf></object>",
    "form": "<form action=https://pwned.example><input></form>",
    "style": "<style>body{background:url(//pwned.example)}</style>",
    "refresh": "<meta http-equiv=refresh content='0;url=https://pwned.example'>",
    "base": "text <base href=https://pwned.example>",
    "svg": "<svg onload=pwned()>\n<a/>\n</svg>",
    "details": "<details open ontoggle=pwned()>\n\ntext\n\n</details>",
    "comment": "<!-- pwned -->",
    "declaration": "<!DOCTYPE pwned>",
    "instruction": "<?pwned ?>",
    "character-data": "<![CDATA[<script>pwned()</script>]]>",
    "html-in-quotation": "> <script>pwned()</script>",
    "html-in-list": "- a\n\n  <script>pwned()</script>",
    "html-in-deep-list": "- a\n  - b\n    1. c\n\n       <script>pwned()</script>",
    "html-in-table": "| a |\n| - |\n| <img src=x onerror=pwned()> |",
    "html-in-heading": "## a <img src=x onerror=pwned()>",
    "html-in-setext-heading": "a <img src=x onerror=pwned()>\n---",
    "html-in-footnote": "a[^1]\n\n[^1]: <img src=x onerror=pwned()>",
    "html-in-footnote-block": "a[^1]\n\n[^1]: b\n\n    <script>pwned()</script>",
    "html-in-definition": "a\n: <script>pwned()</script>",
    "html-in-note": ":::{note}\n<script>pwned()</script>\n:::",
    "html-beside-note": ":::{note} <img src=x onerror=pwned()>\n:::",
    "html-in-notes": "::::{note}\n:::{tip}\n<script>pwned()</script>\n:::\n::::",
    "html-in-emphasis": "*<img src=x onerror=pwned()>*",
    "html-in-link": "[<img src=x onerror=pwned()>](https://example.org)",
    "html-after-backslash": "\\\\<img src=x onerror=pwned()>",
    "html-after-odd-backticks": "`` ` `<img src=x onerror=pwned()>",
    "html-in-tab": "-\t<script>pwned()</script>",
    "html-in-misplaced-entry": ":::{paper} doe2022one\n:title: <img src=x onerror=pwned()>\n\ntext\n:::",
    "html-in-bad-entry": ":::{news} a b\n:title: t\n\n<script>pwned()</script>\n:::",
    "html-after-line-separator": ":::{note}\ntext\u2028\u2028<script>pwned()</script>\n:::",
    "html-after-next-line": ":::{note}\ntext\x85\x85```{raw} html\x85<script>pwned()</script>\x85```\n:::",
    "html-after-form-feed": ":::{note}\ntext\x0c\x0c<script>pwned()</script>\n:::",
    # directives
    "raw": "```{raw} html\n<script>pwned()</script>\n```",
    "raw-colons": ":::{raw} html\n<script>pwned()</script>\n:::",
    "raw-upper": "```{RAW} html\n<script>pwned()</script>\n```",
    "raw-tildes": "~~~{raw} html\n<script>pwned()</script>\n~~~",
    "raw-in-list": "1. a\n\n   ```{raw} html\n   <script>pwned()</script>\n   ```",
    "raw-in-quotation": "> ```{raw} html\n> <script>pwned()</script>\n> ```",
    "raw-in-note": "::::{note}\n```{raw} html\n<script>pwned()</script>\n```\n::::",
    "raw-in-note-never-closed": ":::{note}\n```{raw} html\n<script>pwned()</script>",
    "raw-file": "```{raw} html\n:file: " + OUTSIDE + "\n```",
    "raw-translated": "```{原始文字} html\n<script>pwned()</script>\n```",
    "raw-latex": "```{raw} latex\n\\write18{pwned}\n```",
    "include": "```{include} " + OUTSIDE + "\n```",
    "include-relative": "```{include} ../../../secret.txt\n```",
    "include-literal": "```{include} /conf.py\n:literal:\n```",
    "literalinclude": "```{literalinclude} " + OUTSIDE + "\n```",
    "code-block-option": "```{code-block} text\n:class: pwned\n\na\n```",
    "code-block-lines": "```{code-block} text\n:emphasize-lines: 1-999999\n\na\n```",
    "eval-rst": "```{eval-rst}\n.. raw:: html\n\n   <script>pwned()</script>\n```",
    "csv-table": "```{csv-table}\n:file: " + OUTSIDE + "\n```",
    "csv-table-address": "```{csv-table}\n:url: https://pwned.example/a.csv\n```",
    "figure": "```{figure} https://pwned.example/a.png\n```",
    "image": "```{image} https://pwned.example/a.png\n:target: javascript:pwned()\n```",
    "graphviz": "```{graphviz} " + OUTSIDE + "\n```",
    "math": "```{math}\n\\href{javascript:pwned()}{a}\n```",
    "meta": "```{meta}\n:http-equiv=refresh: 0;url=https://pwned.example\n```",
    "only": "```{only} html\n<script>pwned()</script>\n```",
    "role-definition": "```{role} evil(raw)\n:format: html\n```",
    "default-role": "```{default-role} raw\n```",
    "replace": "```{replace} pwned\n```",
    "container": "```{container} pwned\na\n```",
    "class": "```{class} pwned\n```",
    "division": ":::pwned\na\n:::",
    "division-without-name": ":::\n<script>pwned()</script>\n:::",
    "topic-of-docutils": "```{sidebar} pwned\n<script>pwned()</script>\n```",
    "bibliography": "```{bibliography} " + OUTSIDE + "\n```",
    "toctree": "```{toctree}\npwned <javascript://%0apwned()>\n```",
    "toctree-elsewhere": "```{toctree}\n../../secret\n```",
    "automodule": "```{automodule} os\n```",
    "note-class": ":::{note}\n:class: fixed-top vh-100\n\ntext\n:::",
    "note-yaml": ":::{note}\n---\nclass: fixed-top\n---\ntext\n:::",
    "figure-md": ":::{figure-md}\n![a](https://pwned.example/a.png)\n\ntext\n:::",
    # roles
    "role-raw": "{raw-html}`<script>pwned()</script>`",
    "role-download": "{download}`a <" + OUTSIDE + ">`",
    "role-math": "{math}`\\href{javascript:pwned()}{a}`",
    "role-command": "{command}`pwned`",
    "role-over-lines": "a\nb {download}`\n" + OUTSIDE + "`",
    "role-unknown": "{pwned}`a`",
    # links
    "link": "[a](javascript:pwned())",
    "link-mixed-case": "[a](JaVaScRiPt:pwned())",
    "link-entity": "[a](&#106;avascript:pwned())",
    "link-named-entity": "[a](javascript&colon;pwned())",
    "link-tab": "[a](java&Tab;script:pwned())",
    "link-newline": "[a](<java&#10;script:pwned()>)",
    "link-control": "[a](&#1;javascript:pwned())",
    "link-escape": "[a](javascript\\:pwned())",
    "link-percent": "[a](javascript%3Apwned())",
    "link-angle": "[a](<javascript:pwned( )>)",
    "link-vbscript": "[a](vbscript:pwned)",
    "link-data": "[a](data:text/html,<script>pwned()</script>)",
    "link-data-picture": "[a](data:image/png;base64,pwned)",
    "link-file": "[a](file://" + OUTSIDE + ")",
    "link-path": "[a](" + OUTSIDE + ")",
    "link-up": "[a](../../../secret.txt)",
    "link-configuration": "[a](../../conf.py)",
    "link-page-outside": "[a](../../../secret.md)",
    "link-scheme-path": "<path:../../conf.py>",
    "link-scheme-project": "<project:../../conf.py>",
    "link-inventory": "<inv:*#pwned>",
    "link-host": "[a](//pwned.example)",
    "link-mail": "[a](mailto:pwned@example.org)",
    "link-autolink": "<javascript:pwned()>",
    "link-label": "[a][b]\n\n[b]: javascript:pwned()",
    "link-label-collapsed": "[a]\n\n[a]: data:text/html,pwned",
    "link-label-in-note": "[a]\n\n:::{note}\n[a]: <javascript:pwned()>\n:::",
    "link-label-in-quotation": "[a]\n\n> [a]: javascript:pwned() 'b'",
    "link-label-twice": "[a]\n\n[a]: https://example.org\n[a]: javascript:pwned()",
    "link-in-heading": "## [a](javascript:pwned())",
    "link-in-table": "| a |\n| - |\n| [a](javascript:pwned()) |",
    # pictures
    "picture": "![a](https://pwned.example/a.png)",
    "picture-host": "![a](//pwned.example/a.png)",
    "picture-data": "![a](data:image/svg+xml,<svg onload=pwned()>)",
    "picture-drawing": "![a](../images/evil.svg)",
    "picture-outside": "![a](" + OUTSIDE + ")",
    "picture-up": "![a](../../../secret.png)",
    "picture-elsewhere": "![a](../../conf.py)",
    "picture-any": "![a](../images/*)",
    "picture-label": "![a][b]\n\n[b]: https://pwned.example/a.png",
    "picture-label-in-note": ":::{note}\n[b]: https://pwned.example/a.png\n:::\n\n:::{tip}\n![a][b]\n:::",
    "picture-in-link": "[![a](https://pwned.example/a.png)](https://example.org)",
    # attributes, substitutions, options
    "attributes": '{.fixed-top #pwned style="x" onclick="pwned()"}\ntext',
    "attributes-in-list": "- {.pwned}\n  text",
    "attributes-on-code": '{lineno-start=1 emphasize-lines="1-999999"}\n```text\na\n```',
    "substitution": "{{ env.config.html_theme }}",
    "substitution-in-text": "a {{ pwned }} b",
    "second-front-matter": "text\n\n<!-- -->\n---\nmyst:\n  enable_extensions: [html_admonition]\n---",
    "bidi": "text \u202epwned\u202c text",
    "long-paragraph": "字" * 4_001,
}
"""Texts below the title of a term."""

FRONTS = {
    "options-of-myst": (
        "---\nen: E\nzh: 名\nmyst:\n  enable_extensions: [substitution]\n  substitutions: {a: <script>}\n---\n# 名\n\ntext\n"
    ),
    "meta-of-myst": (
        "---\nen: E\nzh: 名乙\nmyst:\n  html_meta:\n    http-equiv=refresh: 0;url=https://pwned.example\n---\n# 名乙\n\ntext\n"
    ),
    "never-closed": "---\nmyst:\n  html_meta:\n    http-equiv=refresh: 0;url=https://pwned.example\n\n# 名丙\n\ntext\n",
    "four-hyphens": "----\nmyst:\n  html_meta:\n    http-equiv=refresh: 0;url=https://pwned.example\n----\n\n# 名丁\n\ntext\n",
    "closed-by-more": (
        "---\nmyst:\n  html_meta:\n    http-equiv=refresh: 0;url=https://pwned.example\n--- pwned\n\n# 名戊\n\ntext\n"
    ),
    "unreadable": "---\nen: E\nzh: <img src=x onerror=pwned()>\n---\n# a\n\n> % a\n>",
}
"""Whole pages of terms."""

NAMES = "<img src=x onerror=pwned()>"
"""A name that is right by the rules and must be shown as it is written."""

HARMLESS = {
    "docs/topics/harmless.md": (
        "---\nen: Harmless\nzh: 无害\n---\n# 无害\n\n"
        "一段文字，有 `<script>`、`{raw}`、{sub}`2` 和 \\<b\\>，1 < 2，a & b，&lt;b&gt;。\\\n下一行。"
        "[链接](https://example.org/a_(b)) "
        "<https://example.org> [页](topic-a.md) [锚](#topic-a) {topic}`甲 <topic-a>`\n\n```html\n<script>kept()</script>\n```\n\n"
        ":::{note}\n提示。\n:::\n\n| 甲 |\n| --: |\n| 乙 |\n\n脚注[^1]。[标签]\n\n[^1]: 注。\n[标签]: https://example.org\n\n"
        "![图](../images/a.png)\n"
    )
}
"""A page that uses what is allowed."""
