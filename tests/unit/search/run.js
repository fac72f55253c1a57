/// <reference lib="deno.ns" />
// Runs a function of static/fulltext and static/search for the tests in Python: reads {"call", "with"} and writes the results, as JSON.
import { divided, exact } from "../../../extensions/handbook/static/fulltext/tokens.js";
import { parse } from "../../../extensions/handbook/static/search/query.js";
import { ORDERED_FACETS } from "../../../extensions/handbook/static/search/facets.js";
import { SORTS, read, written } from "../../../extensions/handbook/static/search/state.js";

const { call, with: inputs, variants } = JSON.parse(await new Response(Deno.stdin.readable).text());
const simplified = new Map(variants);
/** @type {Record<string, (input: any) => unknown>} */
const calls = {
  tokens: (text) => {
    const { words, more } = divided(text, simplified);
    const spans = words.map(({ start, end }) => [start, end]);
    return { words: words.map(({ word }) => word), more: more.map(({ at, word }) => [at, word]), spans, whole: exact(words) };
  },
  parse: (text) => parse(text, simplified),
  constants: () => ({ ordered: ORDERED_FACETS, sorts: SORTS }),
  address: ({ search, facets }) => written(read(search, facets), facets),
};
console.log(JSON.stringify(inputs.map(calls[call])));
