// The panels "Cite": choose a format, copy or download the citation. Without this script, a panel shows the formats on the page and
// links to files; the script cuts the other formats out of the files of the issue, so that each text is the same bytes everywhere.
"use strict";
{
  const words = document.querySelector(".hb-words").dataset;
  const links = new Map([...document.querySelectorAll("ul.hb-files a[data-format]")].map((link) => [link.dataset.format, link]));
  const panels = [...document.querySelectorAll("details.hb-cite")];
  const ofPapers = panels.filter((panel) => "files" in panel.dataset);
  const order = ["gbt7714-2025", "gbt7714-2015", "apa", "ieee", "bibtex", "biblatex", "ris", "csl-json", "markdown", "myst"];
  const fetched = new Map();
  const bytes = (text) => new TextEncoder().encode(text);
  const size = (text) => bytes(text || "").length;

  const file = (link) => {
    if (!fetched.has(link.href)) {
      const answer = fetch(link.href).then((response) => (response.ok ? response.arrayBuffer() : Promise.reject(response.status)));
      fetched.set(link.href, answer);
      answer.catch(() => fetched.delete(link.href)); // so that the next attempt fetches it again
    }
    return fetched.get(link.href);
  };

  const record = async (panel, format) => {
    const shown = panel.querySelector(`pre[data-format="${format}"]`);
    if (shown) {
      return format === "ris" ? shown.textContent.replaceAll("\n", "\r\n") : shown.textContent; // HTML has no CR
    }
    const link = links.get(format);
    const { lengths, head = "", between = 0, tail = "" } = link.dataset;
    const at = ofPapers.indexOf(panel);
    const sizes = lengths.split(" ").map(Number);
    const start = sizes.slice(0, at).reduce((sum, length) => sum + length + Number(between), size(head));
    const part = (await file(link)).slice(start, start + sizes[at]);
    return head + new TextDecoder("utf-8", { ignoreBOM: true }).decode(part) + tail;
  };

  const suffix = (format) => {
    const link = links.get(format);
    return link ? link.pathname.replace(/^.*\/[^/.]*/, "") : { markdown: ".md", myst: ".myst.md" }[format];
  };

  const download = (name, text) => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([bytes(text)], { type: "application/octet-stream" }));
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  };

  const element = (name, properties, ...children) => {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...children);
    return made;
  };

  const storedFormat = (format) => {
    try {
      if (format) localStorage.setItem("hb-format", format);
      return localStorage.getItem("hb-format");
    } catch {
      return format; // the browser may forbid storage
    }
  };

  const addTools = (panel) => {
    const shown = (format) => panel.querySelector(`pre[data-format="${format}"]`);
    const formats = order.filter((format) => shown(format) || ("files" in panel.dataset && links.has(format)));
    const name = (format) => (shown(format)?.previousElementSibling || links.get(format)).textContent;
    const text = element("pre", { className: "hb-record" });
    const status = element("span", { className: "hb-status" });
    status.setAttribute("role", "status");
    let chosen = "";
    let current = "";
    const button = (format) => element("button", { type: "button", onclick: () => choose(format) }, name(format));
    const buttons = new Map(formats.map((format) => [format, button(format)]));
    const choose = async (format) => {
      storedFormat(format);
      chosen = format;
      const isProse = /^(gbt|apa|ieee)/.test(format);
      text.classList.toggle("hb-prose", isProse);
      text.lang = (isProse && panel.querySelector("pre").lang) || "";
      for (const [name, button] of buttons) button.setAttribute("aria-pressed", String(name === format));
      status.textContent = "";
      try {
        const citation = await record(panel, format);
        if (chosen === format) text.textContent = current = citation;
      } catch {
        if (chosen === format) [text.textContent, current, status.textContent] = ["", "", words.failed];
      }
      for (const button of [copy, save]) button.disabled = !current;
    };
    const copy = element("button", { type: "button", className: "hb-copy" }, words.copy);
    const save = element("button", { type: "button", className: "hb-download" }, words.download);
    copy.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(current);
        status.textContent = words.copied;
      } catch {
        getSelection().selectAllChildren(text);
        status.textContent = words.refused;
      }
    });
    save.addEventListener("click", () => download(panel.dataset.key.replaceAll(":", "-") + suffix(chosen), current));
    const choices = element("div", { className: "hb-formats" }, ...buttons.values());
    choices.setAttribute("role", "group");
    choices.setAttribute("aria-label", words.formats);
    const actions = element("div", { className: "hb-actions" }, copy, save, status);
    panel.append(element("div", { className: "hb-tools" }, choices, text, actions));
    panel.classList.add("hb-furnished");
    choose(buttons.has(storedFormat()) ? storedFormat() : formats[0]);
  };

  for (const panel of panels) panel.addEventListener("toggle", () => panel.open && addTools(panel), { once: true });
}
