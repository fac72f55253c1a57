/// <reference lib="deno.ns" />
// Runs a module of static/search for the tests in Python: {"call", "with"} comes in, what it returns goes out, as JSON.
import { exact, tokens } from "../../../extensions/handbook/static/search/tokens.js";
import { parse } from "../../../extensions/handbook/static/search/query.js";

const { call, with: inputs, variants } = JSON.parse(await new Response(Deno.stdin.readable).text());
const simplified = new Map(variants);
/** @type {Record<string, (text: string) => unknown>} */
const calls = {
  tokens: (text) => {
    const found = tokens(text, simplified);
    return { words: found.map((each) => each.word), spans: found.map(({ start, end }) => [start, end]), whole: exact(found) };
  },
  parse: (text) => parse(text, simplified),
};
console.log(JSON.stringify(inputs.map(calls[call])));
