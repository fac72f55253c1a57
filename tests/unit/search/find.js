/// <reference lib="deno.ns" />
// Searches a site that lies in a folder: {"site", "states"} comes in, what is found goes out, as JSON.
const { site, states } = JSON.parse(await new Response(Deno.stdin.readable).text());
const { Engine } = await import(new URL("_static/search/engine.js", site).href);
const engine = await Engine.open();
const found = [];
for (const { q = "", filters = {}, sort = "relevance", exactly = false } of states) {
  const state = { q, sort, exactly, filters: new Map(Object.entries(filters).map(([facet, ids]) => [facet, new Set(ids)])) };
  const { records, counts, step, guide, taken, suggestions, without, missing } = await engine.search(state, true);
  const shown = Object.fromEntries([...counts].map(([facet, numbers]) => [facet, Object.fromEntries(numbers)]));
  const cards = await Promise.all(records.slice(0, 20).map((/** @type {number} */ record) => engine.card(record)));
  const links = cards.map(({ address, id }) => [address, id]);
  const texts = suggestions.map((/** @type {{ text: string }} */ { text }) => text);
  found.push({ records, counts: shown, step, guide, taken, suggestions: texts, without: Object.fromEntries(without), links, missing });
}
console.log(JSON.stringify(found));
