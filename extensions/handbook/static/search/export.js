// @ts-check
/** Export of the results: records cut out of the bundles of citations, so that both are the same bytes. */

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

const box = /** @type {HTMLElement} */ (document.getElementById("hb-export"));
const status = /** @type {HTMLElement} */ (box.querySelector("[role=status]"));
const buttons = [...box.querySelectorAll("button")];

/**
 * Show the outcome.
 * @param {string | undefined} text
 * @param {number} count
 */
const tell = (text, count = 0) => (status.textContent = (text ?? "").replace("{count}", String(count)));

/**
 * @param {HTMLButtonElement} button
 * @param {() => Promise<string[]>} selection
 */
async function save(button, selection) {
  for (const other of buttons) other.disabled = true;
  tell(box.dataset.working);
  try {
    const { blob, count } = await exported(await selection(), button.value);
    if (count) {
      const link = document.createElement("a");
      link.href = URL.createObjectURL(blob);
      link.download = `handbook-papers${button.dataset.suffix}`;
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 60000);
    }
    tell(count ? box.dataset.done : box.dataset.none, count);
  } catch {
    tell(box.dataset.failed);
  }
  for (const other of buttons) other.disabled = false;
}

/**
 * Have the buttons save results.
 * @param {() => Promise<string[]>} selection returns the identifiers of the results in order
 */
export function offer(selection) {
  for (const button of buttons) button.addEventListener("click", () => save(button, selection));
  document.getElementById("hb-search")?.addEventListener("hb-results", () => tell(""));
}
