// @ts-check
// The search page until its module runs: it puts the query of the address into the field, and if the module or what it imports does
// not come, it says so, shows the indexes, and tries again when the network returns or the reader types.
"use strict";
{
  const MAX_WAIT = 8000; // milliseconds; a module that comes later takes over all the same
  const root = /** @type {HTMLElement} */ (document.getElementById("hb-search"));
  const input = /** @type {HTMLInputElement} */ (document.getElementById("hb-search-input"));
  const notes = /** @type {HTMLElement} */ (document.getElementById("hb-search-notes"));
  const site = new URL(document.documentElement.dataset.content_root ?? "", location.href);
  const isFromFile = document.documentElement.classList.contains("hb-from-file"); // the page says what a search needs
  let tries = 0;
  let isTrying = false;

  /**
   * Return the folder of the scripts in a further spelling for each number: browsers keep by its address that a module has failed.
   * @param {number} number
   */
  const scripts = (number) => {
    const spelled = [..."_static"].map((char, at) => ((number >> at) & 1 ? `%${char.charCodeAt(0).toString(16)}` : char));
    return new URL(`${spelled.join("")}/`, site).href;
  };

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
      await import(`${scripts(++tries)}search/page.js`);
    } catch {
      fail();
    }
    isTrying = false;
  };

  root.dataset.filled = "";
  if (!isRunning()) input.value ||= new URLSearchParams(location.search).get("q") ?? "";
  window.addEventListener(
    "error",
    ({ target, filename = "" }) => {
      const isModule = target instanceof HTMLScriptElement && target.id === "hb-search-module";
      if (isModule || filename.startsWith(scripts(tries))) fail(); // it did not come, or it is no script
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
