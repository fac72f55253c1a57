// @ts-check
/** The state of a search as the query of an address, and back. */

/** @typedef {import("./engine.js").State} State */

export const SORTS = ["relevance", "newest", "oldest", "title"];

/**
 * Return the state that an address asks for.
 * @param {string} search the query of the address
 * @param {string[]} facets the names of all facets
 * @returns {State}
 */
export function read(search, facets) {
  const given = new URLSearchParams(search);
  const filters = new Map();
  for (const facet of facets) {
    const ids = given.getAll(facet).filter((id) => id);
    if (ids.length) filters.set(facet, new Set(ids));
  }
  const sort = given.get("sort") ?? "";
  return { q: given.get("q") ?? "", filters, sort: SORTS.includes(sort) ? sort : SORTS[0], exactly: given.get("exact") === "1" };
}

/**
 * Return the query of an address for a state; empty for a search without words and filters.
 * @param {State} state
 * @param {string[]} facets the names of all facets, in the order in which the address names them
 */
export function written(state, facets) {
  const given = new URLSearchParams();
  if (state.q) given.set("q", state.q.toWellFormed());
  for (const facet of facets) for (const id of state.filters.get(facet) ?? []) given.append(facet, id);
  if (state.sort !== SORTS[0]) given.set("sort", state.sort);
  if (state.exactly) given.set("exact", "1");
  const text = given.toString();
  return text ? `?${text}` : "";
}
