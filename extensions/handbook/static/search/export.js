// @ts-check
/** Export of the results: records cut out of the bundles of citations, so that both are the same bytes. */

import { offered } from "../reading/exporting.js";

const ROOT = new URL("../../", import.meta.url);
/** For results from more issues than this, the file of all papers is fetched instead of one file per issue. */
const MAX_ISSUE_FILES = 24;

/** @typedef {{suffix: string, head: string, between: string, tail: string, type: string}} Format */
/** @typedef {[string, string[], ...number[][]]} Place the name of an issue, its keys in order, and by format the lengths of their records */
/** @typedef {{formats: Record<string, Format>, issues: Place[]}} Contents */

const encoder = new TextEncoder();

/**
 * Return the response with a file of the site.
 * @param {string} name
 * @returns {Promise<Response>}
 */
async function get(name) {
  const answer = await fetch(new URL(name, ROOT));
  if (!answer.ok) throw new Error(`${name}: ${answer.status}`);
  return answer;
}

/** @type {Promise<Contents> | undefined} */
let contents;

/**
 * Return the list of the papers among *ids* in a format, in the order of *ids*, and their number.
 * @param {string[]} ids
 * @param {string} name
 */
export async function exported(ids, name) {
  contents ??= get("cite/index.json").then((answer) => answer.json());
  contents.catch(() => (contents = undefined)); // so that the next export tries again
  const { formats, issues } = await contents;
  const format = formats[name];
  const column = Object.keys(formats).indexOf(name);
  const between = encoder.encode(format.between).length;

  /** @type {Map<string, {issue: string, start: number, startInAll: number, length: number}>} */
  const places = new Map();
  let startInAll = encoder.encode(format.head).length;
  for (const [issue, keys, ...columns] of issues) {
    const lengths = columns[column];
    let start = encoder.encode(format.head).length;
    keys.forEach((key, at) => {
      places.set(key, { issue, start, startInAll, length: lengths[at] });
      start += lengths[at] + between;
      startInAll += lengths[at] + between;
    });
  }

  const wanted = ids.flatMap((id) => places.get(id) ?? []); // only papers are in bundles
  const needed = new Set(wanted.map((place) => place.issue));
  const whole = needed.size > MAX_ISSUE_FILES;
  /** @param {string} path */
  const bytes = async (path) => new Uint8Array(await (await get(`cite/${path}${format.suffix}`)).arrayBuffer());
  const files = new Map(
    await Promise.all(
      (whole ? ["all"] : [...needed]).map(async (issue) => /** @type {const} */ ([issue, await bytes(whole ? issue : `issue/${issue}`)])),
    ),
  );
  const parts = wanted.flatMap(({ issue, start, startInAll, length }, at) => {
    const from = whole ? startInAll : start;
    const record = /** @type {Uint8Array<ArrayBuffer>} */ (files.get(whole ? "all" : issue)).slice(from, from + length);
    return at ? [format.between, record] : [record];
  });
  return { blob: new Blob([format.head, ...parts, format.tail], { type: "application/octet-stream" }), count: wanted.length };
}

/**
 * Have the buttons of the page save results.
 * @param {() => Promise<string[]>} selection returns the identifiers of the results in order
 */
export function offer(selection) {
  const tell = offered(async (button) => exported(await selection(), button.value));
  document.getElementById("hb-search")?.addEventListener("hb-results", () => tell(""));
}
