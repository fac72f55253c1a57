// Sets the colour mode that the reader has chosen before the page is drawn, so that it does not flash; without a choice, and without
// scripts, the stylesheet follows the system. Marks a page where scripts run, and one that is opened from a file.
"use strict";
{
  const root = document.documentElement;
  let mode = "auto";
  try {
    mode = localStorage.getItem("mode") || mode;
  } catch {
    // the browser may forbid storage
  }
  root.dataset.theme = root.dataset.mode = mode;
  root.classList.add("hb-js");
  root.classList.toggle("hb-from-file", location.protocol === "file:"); // where browsers load no modules
}
