// @ts-check
/** The page for addresses that do not exist: it proposes the addresses that are most like the one that was asked for. */

/** The root of the site, one folder above this file. */
const ROOT = new URL("../", import.meta.url);
const MAX_PROPOSALS = 3;
/** How many of the letters of an address may be other ones. */
const MAX_SHARE = 0.4;
/** Longer addresses are not compared, because that takes the square of their length. */
const MAX_LENGTH = 120;

/**
 * Return the objects of the site, as the inventory for other sites lists them: addresses below the root, and titles.
 * @returns {Promise<{address: string, name: string, title: string}[]>}
 */
async function inventory() {
  const answer = await fetch(new URL("objects.inv", ROOT));
  if (!answer.ok) throw new Error(`${answer.status}`);
  const data = new Uint8Array(await answer.arrayBuffer());
  let start = 0; // the four lines of the head
  for (let line = 0; line < 4; line += 1) start = data.indexOf(10, start) + 1;
  const stream = new Blob([data.subarray(start)]).stream().pipeThrough(new DecompressionStream("deflate"));
  const found = [];
  for (const line of (await new Response(stream).text()).split("\n")) {
    const match = /^(.+?)\s+(\S+:\S+)\s+(-?\d+)\s+(\S*)\s+(.*)$/.exec(line);
    if (!match || match[2] === "std:label") continue;
    const [, name, , , place, title] = match;
    found.push({ address: place.replace(/\$$/, name), name, title: title === "-" ? name : title });
  }
  return found;
}

/**
 * Return an address as it is compared: what all addresses share, and what people add or leave out, is not in it.
 * @param {string} path
 */
function plain(path) {
  return path.toLowerCase().replace(/(?:\/index)?(?:\.html?|\.md|\.rst)*\/?$/, "").replace(/\/0+(?=\d)/g, "/");
}

/**
 * Return how many letters must be added, removed or replaced to make one text of another; Infinity above a limit.
 * @param {string} one
 * @param {string} other
 * @param {number} limit
 */
export function distance(one, other, limit) {
  if (Math.abs(one.length - other.length) > limit) return Infinity;
  let row = Array.from({ length: other.length + 1 }, (_none, index) => index);
  for (let at = 1; at <= one.length; at += 1) {
    const next = [at];
    for (let to = 1; to <= other.length; to += 1) {
      const cost = one[at - 1] === other[to - 1] ? 0 : 1;
      next.push(Math.min(row[to] + 1, next[to - 1] + 1, row[to - 1] + cost));
    }
    if (Math.min(...next) > limit) return Infinity;
    row = next;
  }
  return row[other.length];
}

/**
 * Return the objects whose address, last part of the address, or name is most like *path*, the most alike first.
 * @param {{address: string, name: string, title: string}[]} objects
 * @param {string} path
 */
export function nearest(objects, path) {
  const asked = plain(path).slice(0, MAX_LENGTH);
  const last = asked.slice(asked.lastIndexOf("/") + 1);
  const limit = Math.floor(asked.length * MAX_SHARE);
  const scored = [];
  for (const object of objects) {
    const address = plain(object.address.split("#")[0]);
    const own = plain(object.name);
    const is_named = last && (own === last || own === asked || address.slice(address.lastIndexOf("/") + 1) === last);
    const far = is_named ? distance(asked, address, MAX_LENGTH) / 1000 : distance(asked, address, limit);
    if (object.address.includes("#") && !is_named) continue;
    if (far !== Infinity) scored.push({ object, far });
  }
  scored.sort((a, b) => a.far - b.far);
  const seen = new Set();
  return scored.map((each) => each.object).filter((each) => !seen.has(each.address) && seen.add(each.address)).slice(0, MAX_PROPOSALS);
}

/** Show the proposals; without the inventory there are none. */
async function propose() {
  const place = document.getElementById("hb-nearest");
  if (!place || !location.pathname.startsWith(ROOT.pathname)) return;
  const path = decodeURIComponent(location.pathname.slice(ROOT.pathname.length));
  for (const object of nearest(await inventory(), path)) {
    const link = document.createElement("a");
    link.href = new URL(object.address, ROOT).href;
    link.textContent = object.title;
    const item = document.createElement("li");
    item.append(link);
    place.querySelector("ul")?.append(item);
    place.hidden = false;
  }
}

if (typeof document !== "undefined") propose().catch((error) => console.warn(`no proposals: ${error}`));
