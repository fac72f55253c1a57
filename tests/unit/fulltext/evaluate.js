/// <reference lib="deno.ns" />
// Evaluates parsed queries: {"folder", "queries"} comes in, and the hits go out, as JSON.
import { Fulltext } from "../../../extensions/handbook/static/fulltext/evaluate.js";

const { folder, queries } = JSON.parse(await new Response(Deno.stdin.readable).text());
const fulltext = await Fulltext.open(new URL(folder));
const found = [];
for (const query of queries) {
  const { records, scores, covered, df } = await fulltext.evaluate({ clauses: [], not: [], ...query });
  found.push({ records: [...records], scores: [...scores], covered: [...covered], df });
}
console.log(JSON.stringify(found));
