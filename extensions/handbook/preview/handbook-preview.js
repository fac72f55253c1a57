// @ts-check
/** A preview's banner: the problems of the last build, above the page, those of the page itself first. Published sites lack it. */

/** The file with the problems, beside the folder of this script. */
const PROBLEMS = new URL("../preview.json", import.meta.url);
const MAX_SHOWN = 20;

/**
 * Return the banner; it is made of text only.
 * @param {{title: string, more: string, problems: {path: string, line: number, code: string, text: string}[]}} built
 * @param {string} own - the file of the page
 */
function banner(built, own) {
  const box = document.createElement("aside");
  box.id = "hb-preview";
  box.setAttribute("role", "status");
  box.style.cssText =
    "position:sticky;top:0;z-index:2000;max-height:40vh;overflow:auto;padding:.5rem 1rem;background:#7a1420;color:#fff";
  const head = document.createElement("strong");
  head.textContent = built.title;
  const list = document.createElement("ul");
  list.style.margin = "0";
  const problems = [...built.problems].sort((one, other) => Number(other.path === own) - Number(one.path === own));
  for (const { path, line, code, text } of problems.slice(0, MAX_SHOWN)) {
    const item = document.createElement("li");
    item.textContent = `${path}:${line} ${code} ${text}`;
    list.append(item);
  }
  if (problems.length > MAX_SHOWN) {
    const more = document.createElement("li");
    more.textContent = built.more;
    list.append(more);
  }
  box.append(head, list);
  return box;
}

const answer = await fetch(PROBLEMS, { cache: "no-store" });
if (answer.ok) {
  const built = await answer.json();
  const own = document.querySelector(".hb-buttons a[href*='/edit/']")?.getAttribute("href")?.split("/edit/main/")[1] ?? "";
  if (built.problems.length) document.body.prepend(banner(built, own));
}
