// @ts-check
// The search page until its module runs: it puts the query of the address into the field, and if the module or what it imports does
// not come, it says so, shows the indexes, and tries again when the network returns or the reader types.
"use strict";
{
  const MAX_WAIT = 8000; // milliseconds; a module that comes later takes over all the same
  const root = /** @type {HTMLElement} */ (document.getElementById("hb-search"));
  const input = /** @type {HTMLInputElement} */ (document.getElementById("hb-search-input"));
  const notes = /** @type {HTMLElement} */ (document.getElementById("hb-search-notes"));
  const scripts = new URL("_static/", new URL(document.documentElement.dataset.content_root ?? "", location.href)).href;
  const isFromFile = document.documentElement.classList.contains("hb-from-file"); // the page says what a search needs
  let tries = 0;
  let isTrying = false;

  const isRunning = () => "running" in root.dataset;
  const isFailed = () => root.dataset.failure === "scripts" && !isRunning();

  const fail = () => {
    if (isRunning() || isFromFile) return;
    const message = document.createElement("p");
    message.textContent = root.dataset.scripts ?? "";
    notes.replaceChildren(message);
    root.dataset.failure = "scripts";
    root.dataset.state = "failed";
  };

  const again = async () => {
    if (!isFailed() || isTrying) return;
    isTrying = true;
    try {
      await import(`${scripts}search/page.js?try=${++tries}`); // another address, because a browser keeps that a module has failed
    } catch {
      fail();
    }
    isTrying = false;
  };

  input.value = new URLSearchParams(location.search).get("q") ?? "";
  window.addEventListener(
    "error",
    ({ target, filename = "" }) => {
      const isModule = target instanceof HTMLScriptElement && target.id === "hb-search-module";
      if (isModule || filename.startsWith(scripts)) fail(); // it did not come, or it is no script
    },
    true,
  );
  setTimeout(fail, MAX_WAIT);
  window.addEventListener("online", again);
  input.addEventListener("input", again);
  input.form?.addEventListener("submit", (event) => {
    if (!isFailed()) return;
    event.preventDefault();
    again();
  });
}
