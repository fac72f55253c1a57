// @ts-check
/** The quick search: a dialog with results while typing. `handbook-page.js` opens it and then loads this. */

import { filled } from "../reading/html.js";
import { followArrows, replaceResults } from "./keys.js";

const MAX_RESULTS = 8;

const dialog = document.getElementById("pst-search-dialog");
if (dialog instanceof HTMLDialogElement) {
  const input = /** @type {HTMLInputElement} */ (dialog.querySelector("input[name=q]"));
  const list = /** @type {HTMLOListElement} */ (dialog.querySelector(".hb-results"));
  const status = /** @type {HTMLElement} */ (dialog.querySelector(".hb-search-status"));
  const all = /** @type {HTMLAnchorElement} */ (dialog.querySelector(".hb-quick-all"));
  const address = all.href;
  /** @type {Promise<[import("./engine.js").Engine, typeof import("./view.js")]> | undefined} */
  let loaded;
  let run = 0;

  const load = () => {
    loaded ??= Promise.all([import("./engine.js").then(({ Engine }) => Engine.open()), import("./view.js")]);
    loaded.catch(() => (loaded = undefined));
    return loaded;
  };

  const show = async () => {
    const own = ++run;
    const q = input.value;
    dialog.dataset.state = "loading";
    try {
      const [engine, view] = await load();
      const state = { q, filters: new Map(), sort: "relevance" };
      const found = q.trim() ? await engine.search(state, []) : null;
      const cards = await Promise.all((found?.records ?? []).slice(0, MAX_RESULTS).map((record) => engine.card(record)));
      if (own !== run) return;
      replaceResults(list, cards.map((card) => view.result(card, /** @type {any} */ (found).query, engine)), input);
      list.dataset.total = String(found?.records.length ?? 0);
      const count = found?.records.length ?? 0;
      status.textContent = found ? (count ? filled(engine.strings[count === 1 ? "result" : "results"], { count }) : engine.strings.nothing) : "";
      all.href = q.trim() ? `${address}?q=${encodeURIComponent(q.toWellFormed())}` : address;
      all.textContent = count ? filled(engine.strings.all, { count }) : (all.dataset.text ?? "");
      dialog.dataset.state = "ready";
    } catch (error) {
      if (own !== run) return;
      console.info(error);
      list.replaceChildren();
      status.textContent = dialog.dataset.failed ?? "";
      dialog.dataset.state = "failed";
    }
  };

  input.addEventListener("input", (event) => !(/** @type {InputEvent} */ (event).isComposing) && show());
  input.addEventListener("compositionend", show);
  followArrows(dialog, input);
  input.addEventListener("keydown", (event) => event.key === "Escape" && !event.isComposing && dialog.close()); // and not only clear it
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close()); // beside the dialog
  load().catch(() => undefined);
  if (input.value) show(); // it was typed while this script was loaded
}
