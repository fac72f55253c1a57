// Sets the colour mode before the page is drawn, so that it does not flash, marks a page that is opened from a file, and keeps the
// theme's icons from adding an inline style, which a strict Content-Security-Policy forbids; handbook.css has that style.
"use strict";
{
  const root = document.documentElement;
  /** @param {string} name */
  const stored = (name) => {
    try {
      return localStorage.getItem(name);
    } catch {
      return null; // the browser may forbid storage
    }
  };
  root.classList.toggle("hb-from-file", location.protocol === "file:"); // where browsers load no modules
  window.FontAwesomeConfig = { autoAddCss: false };
  root.dataset.mode = stored("mode") || "auto";
  root.dataset.theme = stored("theme") || (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
}
