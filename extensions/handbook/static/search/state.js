// @ts-check
/** What is asked for, as the address of the page says it, and back. */

/** @typedef {import("./engine.js").State} State */

export const FACETS = ["topic", "institution", "method", "year", "venue", "issue", "kind"];
export const SORTS = ["relevance", "newest", "oldest"];

/**
 * Read what an address asks for.
 * @param {string} search
 * @returns {State}
 */
export function read(search) {
  const given = new URLSearchParams(search);
  const filters = new Map();
  for (const facet of FACETS) {
    const ids = given.getAll(facet).filter((id) => id);
    if (ids.length) filters.set(facet, new Set(ids));
  }
  const sort = given.get("sort") ?? "";
  return { q: given.get("q") ?? "", filters, sort: SORTS.includes(sort) ? sort : SORTS[0] };
}

/**
 * Return the query of an address that asks for this; empty where nothing is asked for.
 * @param {State} state
 */
export function written(state) {
  const given = new URLSearchParams();
  if (state.q) given.set("q", state.q.toWellFormed());
  for (const facet of FACETS) for (const id of state.filters.get(facet) ?? []) given.append(facet, id);
  if (state.sort !== SORTS[0]) given.set("sort", state.sort);
  const text = given.toString();
  return text ? `?${text}` : "";
}
