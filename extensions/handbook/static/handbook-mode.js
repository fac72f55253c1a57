// Sets the colour mode before the page is drawn, so that it does not flash.
"use strict";
{
  const root = document.documentElement;
  const kept = (name) => {
    try {
      return localStorage.getItem(name);
    } catch {
      return null; // storage can be forbidden
    }
  };
  root.dataset.mode = kept("mode") || "auto";
  root.dataset.theme = kept("theme") || (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
}
