/// <reference lib="deno.ns" />
// Runs a function of static/fulltext and static/search for the tests in Python: reads {"call", "with"} and writes the results, as JSON.
import { divided, exact } from "../../../extensions/handbook/static/fulltext/tokens.js";
import { identifiersIn } from "../../../extensions/handbook/static/search/identifiers.js";
import { authorships } from "../../../extensions/handbook/static/search/people.js";
import { parse } from "../../../extensions/handbook/static/search/query.js";
import { reference } from "../../../extensions/handbook/static/search/reference.js";
import { Sounds } from "../../../extensions/handbook/static/search/sounds.js";
import { Spelling, edits } from "../../../extensions/handbook/static/search/spelling.js";
import { cleaned, divide } from "../../../extensions/handbook/static/search/syntax.js";
import { Words } from "../../../extensions/handbook/static/search/words.js";
import { ORDERED_FACETS } from "../../../extensions/handbook/static/search/facets.js";
import { FACETS, SORTS, read, written } from "../../../extensions/handbook/static/search/state.js";

const { call, with: inputs, variants, tables } = JSON.parse(await new Response(Deno.stdin.readable).text());
const simplified = new Map(variants);
const words = new Words(tables, simplified);
/** @type {Record<string, (input: any) => unknown>} */
const calls = {
  tokens: (text) => {
    const { words, more } = divided(text, simplified);
    const spans = words.map(({ start, end }) => [start, end]);
    return { words: words.map(({ word }) => word), more: more.map(({ at, word }) => [at, word]), spans, whole: exact(words) };
  },
  parse: (text) => parse(text, words),
  divide,
  cleaned,
  identifiers: identifiersIn,
  authorships,
  reference,
  near: (text) => words.near(text),
  core: (text) => words.core(words.spelled(text)),
  stem: (word) => words.stem(word),
  forms: (word) => words.forms(word),
  local: (run) => words.local(run),
  edits: ([one, other]) => edits(one, other, 2),
  closest: ({ words: known, word }) => new Spelling(known).closest(word),
  halves: ({ words: known, word }) => new Spelling(known).halves(word),
  named: ({ files, letters }) => new Sounds(files).named(letters),
  constants: () => ({ facets: FACETS, ordered: ORDERED_FACETS, sorts: SORTS }),
  address: ({ search }) => written(read(search)),
};
console.log(JSON.stringify(inputs.map(calls[call])));
