// Sets the colour mode before the page is drawn, so that it does not flash, tells a page that is opened from a file, and has
// the theme's icons add no style of their own, which a strict Content-Security-Policy forbids: handbook.css has it.
"use strict";
{
  const root = document.documentElement;
  /** @param {string} name */
  const kept = (name) => {
    try {
      return localStorage.getItem(name);
    } catch {
      return null; // storage can be forbidden
    }
  };
  root.classList.toggle("hb-from-file", location.protocol === "file:"); // where a browser loads no modules
  window.FontAwesomeConfig = { autoAddCss: false };
  root.dataset.mode = kept("mode") || "auto";
  root.dataset.theme = kept("theme") || (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
}
