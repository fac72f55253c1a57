/// <reference lib="deno.ns" />
// Searches a site that lies in a folder: {"site", "states"} comes in, what is found goes out, as JSON.
const { site, states } = JSON.parse(await new Response(Deno.stdin.readable).text());
const { Engine } = await import(new URL("_static/search/engine.js", site).href);
const engine = await Engine.open();
const found = [];
for (const { q = "", filters = {}, sort = "relevance", exactly = false } of states) {
  const state = { q, sort, exactly, filters: new Map(Object.entries(filters).map(([facet, ids]) => [facet, new Set(ids)])) };
  const { records, counts, missing, step, guide, taken, suggestions, without } = await engine.search(state, engine.facetOrder);
  const shown = Object.fromEntries([...counts].map(([facet, numbers]) => [facet, Object.fromEntries(numbers)]));
  const cards = await Promise.all(records.slice(0, 20).map((/** @type {number} */ record) => engine.card(record)));
  const links = cards.map(({ address, id }) => [address, id]);
  const more = { suggestions: suggestions.map((/** @type {{ text: string }} */ { text }) => text), without: Object.fromEntries(without) };
  found.push({ records, counts: shown, links, missing, step, guide, taken, ...more });
}
console.log(JSON.stringify(found));
