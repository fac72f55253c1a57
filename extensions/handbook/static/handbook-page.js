// @ts-check
/** What every page does beside showing text: the colour mode, the quick search, menus, and the place in the list of contents. */

const root = document.documentElement;

/** @param {string} mode `auto`, `light` or `dark` */
function setMode(mode) {
  root.dataset.theme = root.dataset.mode = mode;
  try {
    localStorage.setItem("mode", mode);
  } catch {
    // the browser may forbid storage; the mode then holds for this page
  }
  showMode();
}

const modes = /** @type {NodeListOf<HTMLButtonElement>} */ (document.querySelectorAll(".hb-mode button[value]"));

/** Show which mode is chosen. */
function showMode() {
  for (const button of modes) button.setAttribute("aria-pressed", String(button.value === root.dataset.mode));
}
for (const button of modes) button.addEventListener("click", () => setMode(button.value));
showMode();

// Previews of links: the script is loaded for the first link that may have one.
const previews = /** @type {HTMLButtonElement | null} */ (document.querySelector(".hb-previews"));

/** @param {string} choice `on` or `off` */
function setPreviews(choice) {
  root.dataset.previews = choice;
  previews?.setAttribute("aria-pressed", String(choice !== "off"));
}

/** @returns {string} */
function keptPreviews() {
  try {
    return localStorage.getItem("hb-previews") === "off" ? "off" : "on";
  } catch {
    return "on"; // the browser may forbid storage
  }
}
setPreviews(keptPreviews());
previews?.addEventListener("click", () => {
  setPreviews(root.dataset.previews === "off" ? "on" : "off");
  try {
    localStorage.setItem("hb-previews", root.dataset.previews ?? "on");
  } catch {
    // the choice then holds for this page
  }
});
const article = /** @type {HTMLElement | null} */ (document.querySelector("article.bd-article"));
if (previews && article && matchMedia("(hover: hover)").matches) {
  /** @type {Event} where the reader is when the script comes */
  let latest;
  let isLoading = false;
  /** @param {Event} event */
  const begin = async (event) => {
    latest = event;
    const { target } = event;
    if (isLoading || !(target instanceof Element && target.closest("a[href]")) || root.dataset.previews === "off") return;
    isLoading = true;
    try {
      const module = await import("./reading/popover.js");
      for (const name of ["pointerover", "focusin"]) article.removeEventListener(name, begin);
      module.begin(latest);
    } catch {
      isLoading = false; // the next link tries again
    }
  };
  for (const name of ["pointerover", "focusin"]) article.addEventListener(name, begin);
}

// The buttons that save papers on the reading list.
const saves = /** @type {NodeListOf<HTMLButtonElement>} */ (document.querySelectorAll("button.hb-save"));
if (saves.length && !root.classList.contains("hb-from-file")) {
  import("./reading/saved.js").then(({ wire }) => wire(), () => saves.forEach((save) => (save.hidden = true)));
}

const menus = /** @type {NodeListOf<HTMLDetailsElement>} */ (document.querySelectorAll("details.hb-menu"));
document.addEventListener("click", ({ target }) => {
  for (const menu of menus) {
    const isInside = target instanceof Node && menu.contains(target);
    if (!isInside || (target instanceof Element && target.closest("a, .hb-mode button"))) menu.open = false;
  }
});
document.addEventListener("keydown", (event) => {
  const open = [...menus].find((menu) => menu.open && menu.contains(document.activeElement));
  if (event.key !== "Escape" || !open) return;
  open.open = false;
  open.querySelector("summary")?.focus();
});

/**
 * Open the quick search at once, so that no key is lost, and load its script; on the search page itself the link does what links do.
 * @param {HTMLDialogElement} dialog
 */
async function quickSearch(dialog) {
  if (dialog.open) return;
  dialog.showModal();
  dialog.querySelector("input")?.select();
  try {
    await import("./search/dialog.js");
  } catch {
    const status = dialog.querySelector("[role=status]");
    if (status) status.textContent = dialog.dataset.failed ?? "";
  }
}

const field = document.getElementById("hb-search-input");
const dialog = document.getElementById("pst-search-dialog");

/**
 * Return whether keys that are pressed in an element enter text.
 * @param {EventTarget | null} target
 */
const isTyping = (target) =>
  target instanceof HTMLElement && (target.isContentEditable || target.matches("input, textarea, select"));

/**
 * Go to the field of the search page, or open the quick search.
 * @param {Event} event
 */
function search(event) {
  if (root.classList.contains("hb-from-file")) return; // the search page says what a search needs
  event.preventDefault();
  if (field) field.focus();
  else if (dialog instanceof HTMLDialogElement) quickSearch(dialog);
}

for (const link of document.querySelectorAll(".hb-search-link, .search-button__button")) {
  link.addEventListener("click", (event) => {
    if (!(/** @type {MouseEvent} */ (event).ctrlKey || /** @type {MouseEvent} */ (event).metaKey)) search(event);
  });
}
document.addEventListener("keydown", (event) => {
  const isShortcut = (event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === "k";
  const isSlash = event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey && !isTyping(event.target);
  if (isShortcut || isSlash) search(event);
});

// The page in another language opens at the same place.
for (const link of /** @type {NodeListOf<HTMLAnchorElement>} */ (document.querySelectorAll(".hb-buttons a[hreflang]"))) {
  link.addEventListener("click", () => {
    link.search = location.search;
    link.hash = location.hash;
  });
}

// What scrolls by itself must be reachable by keyboard.
new ResizeObserver(() => {
  for (const block of document.querySelectorAll("pre, .table-wrapper, .pst-scrollable-table-container")) {
    if (block.scrollWidth > block.clientWidth) block.setAttribute("tabindex", "0");
    else block.removeAttribute("tabindex");
  }
}).observe(document.body);

// The list of contents shows which part of the page is read.
const entries = new Map(
  [.../** @type {NodeListOf<HTMLAnchorElement>} */ (document.querySelectorAll(".hb-toc a[href^='#']"))].map((link) => [
    document.getElementById(decodeURIComponent(link.hash.slice(1))),
    link,
  ]),
);
/** @type {Set<Element>} */
const visible = new Set();
const observer = new IntersectionObserver((changes) => {
  for (const { target, isIntersecting } of changes) {
    if (isIntersecting) visible.add(target);
    else visible.delete(target);
  }
  const current = [...entries.keys()].filter((part) => part && visible.has(part)).at(-1);
  for (const [part, link] of entries) {
    link.classList.toggle("active", part === current);
    if (part === current) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
}, { rootMargin: "-64px 0px -66% 0px" });
for (const part of entries.keys()) if (part) observer.observe(part);
