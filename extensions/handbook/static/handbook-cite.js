// The panels "Cite": choose a format, copy or download the citation. Without this script, a panel shows the formats on the page and
// links to files; the script cuts the other formats out of the files of the issue, so that each text is the same bytes everywhere.
"use strict";
{
  /** @typedef {{ format: string, lengths: string, head?: string, between?: string, tail?: string }} Bundle */
  /** @typedef {HTMLAnchorElement & { dataset: Bundle }} Link */
  /** @typedef {HTMLDetailsElement & { dataset: { key: string, files?: string } }} Panel */
  /** @typedef {HTMLElement & { dataset: Record<string, string> }} Words */
  const { dataset: words } = /** @type {Words} */ (document.querySelector(".hb-words"));
  const listed = /** @type {NodeListOf<Link>} */ (document.querySelectorAll("ul.hb-files a[data-format]"));
  const links = new Map([...listed].map((link) => [link.dataset.format, link]));
  const panels = [.../** @type {NodeListOf<Panel>} */ (document.querySelectorAll("details.hb-cite"))];
  const ofPapers = panels.filter((panel) => "files" in panel.dataset);
  const order = ["gbt7714-2025", "gbt7714-2015", "apa", "ieee", "bibtex", "biblatex", "ris", "csl-json", "markdown", "myst"];
  /** @type {Map<string, Promise<ArrayBuffer>>} */
  const fetched = new Map();
  /** @param {string} text */
  const bytes = (text) => new TextEncoder().encode(text);
  /** @param {string} text */
  const size = (text) => bytes(text || "").length;

  /** @param {Link} link */
  const file = (link) => {
    const there = fetched.get(link.href);
    if (there) return there;
    const answer = fetch(link.href).then((response) => (response.ok ? response.arrayBuffer() : Promise.reject(response.status)));
    fetched.set(link.href, answer);
    answer.catch(() => fetched.delete(link.href)); // so that the next attempt fetches it again
    return answer;
  };

  /**
   * The text of a format that stands on the page.
   * @param {Panel} panel
   * @param {string} format
   * @returns {HTMLPreElement | null}
   */
  const printed = (panel, format) => panel.querySelector(`pre[data-format="${format}"]`);

  /**
   * @param {Panel} panel
   * @param {string} format
   */
  const record = async (panel, format) => {
    const shown = printed(panel, format);
    if (shown) {
      return format === "ris" ? shown.textContent.replaceAll("\n", "\r\n") : shown.textContent; // HTML has no CR
    }
    const link = links.get(format);
    if (!link) throw new RangeError(format);
    const { lengths, head = "", between = 0, tail = "" } = link.dataset;
    const at = ofPapers.indexOf(panel);
    const sizes = lengths.split(" ").map(Number);
    const start = sizes.slice(0, at).reduce((sum, length) => sum + length + Number(between), size(head));
    const part = (await file(link)).slice(start, start + sizes[at]);
    return head + new TextDecoder("utf-8", { ignoreBOM: true }).decode(part) + tail;
  };

  /**
   * @param {Panel} panel
   * @param {string} format
   */
  const suffix = (panel, format) => printed(panel, format)?.dataset.suffix || links.get(format)?.pathname.replace(/^.*\/[^/.]*/, "");

  /**
   * @param {string} name
   * @param {string} text
   */
  const download = (name, text) => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([bytes(text)], { type: "application/octet-stream" }));
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  };

  /**
   * @template {keyof HTMLElementTagNameMap} Name
   * @param {Name} name
   * @param {Partial<HTMLElementTagNameMap[Name]>} properties
   * @param {(Node | string)[]} children
   * @returns {HTMLElementTagNameMap[Name]}
   */
  const element = (name, properties, ...children) => {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...children);
    return made;
  };

  /** @param {string} [format] */
  const storedFormat = (format) => {
    try {
      if (format) localStorage.setItem("hb-format", format);
      return localStorage.getItem("hb-format");
    } catch {
      return format; // the browser may forbid storage
    }
  };

  /** @param {Panel} panel */
  const addTools = (panel) => {
    /** @param {string} format */
    const shown = (format) => printed(panel, format);
    const formats = order.filter((format) => shown(format) || ("files" in panel.dataset && links.has(format)));
    /** @param {string} format */
    const name = (format) => /** @type {Element} */ (shown(format)?.previousElementSibling || links.get(format)).textContent;
    const text = element("pre", { className: "hb-record" });
    const status = element("span", { className: "hb-status" });
    status.setAttribute("role", "status");
    let chosen = "";
    let current = "";
    /** @param {string} format */
    const button = (format) => element("button", { type: "button", onclick: () => choose(format) }, name(format));
    const buttons = new Map(formats.map((format) => [format, button(format)]));
    /**
     * Of all formats, the tab key stops at one; arrows lead to the others.
     * @param {HTMLButtonElement} stop
     */
    const stopAt = (stop) => {
      for (const button of buttons.values()) button.tabIndex = button === stop ? 0 : -1;
    };
    /** @param {string} format */
    const choose = async (format) => {
      storedFormat(format);
      chosen = format;
      const isProse = /^(gbt|apa|ieee)/.test(format);
      text.classList.toggle("hb-prose", isProse);
      text.lang = (isProse && panel.querySelector("pre")?.lang) || "";
      for (const [name, button] of buttons) button.setAttribute("aria-pressed", String(name === format));
      stopAt(/** @type {HTMLButtonElement} */ (buttons.get(format)));
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
        getSelection()?.selectAllChildren(text);
        status.textContent = words.refused;
      }
    });
    save.addEventListener("click", () => download(panel.dataset.key.replaceAll(/[\\/:*?"<>|]/g, "-") + suffix(panel, chosen), current));
    const choices = element("div", { className: "hb-formats" }, ...buttons.values());
    choices.setAttribute("role", "toolbar");
    choices.setAttribute("aria-label", words.formats);
    choices.addEventListener("keydown", (event) => {
      const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
      if (!step) return;
      event.preventDefault();
      const all = [...buttons.values()];
      const next = all[(all.findIndex((each) => each === document.activeElement) + step + all.length) % all.length];
      stopAt(next);
      next.focus();
    });
    const actions = element("div", { className: "hb-actions" }, copy, save, status);
    panel.append(element("div", { className: "hb-tools" }, choices, text, actions));
    panel.classList.add("hb-furnished");
    const last = storedFormat() ?? "";
    choose(buttons.has(last) ? last : formats[0]);
  };

  for (const panel of panels) {
    if (panel.open) addTools(panel);
    else panel.addEventListener("toggle", () => panel.open && addTools(panel), { once: true });
  }
}
