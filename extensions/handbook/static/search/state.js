// @ts-check
/** The state of a search as the query of an address, and back. */

/** @typedef {import("./engine.js").State} State */

export const SORTS = ["relevance", "newest", "oldest", "title"];
/** The facets in the order in which addresses name them. A test compares them with search/table.py. */
export const FACETS = ["topic", "institution", "method", "year", "venue", "issue", "kind", "has"];

/**
 * Return the state that an address asks for.
 * @param {string} search the query of the address
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
  return { q: given.get("q") ?? "", filters, sort: SORTS.includes(sort) ? sort : SORTS[0], exactly: given.get("exact") === "1" };
}

/**
 * Return the query of an address for a state; empty for a search without words and filters.
 * @param {State} state
 */
export function written(state) {
  const given = new URLSearchParams();
  if (state.q) given.set("q", state.q.toWellFormed());
  for (const facet of FACETS) for (const id of state.filters.get(facet) ?? []) given.append(facet, id);
  if (state.sort !== SORTS[0]) given.set("sort", state.sort);
  if (state.exactly) given.set("exact", "1");
  const text = given.toString();
  return text ? `?${text}` : "";
}

/**
 * Return a state with a value of a filter added, or removed if it is there.
 * @param {State} state
 * @param {string} facet
 * @param {string} id
 * @returns {State}
 */
export function toggled(state, facet, id) {
  const ids = new Set(state.filters.get(facet));
  if (!ids.delete(id)) ids.add(id);
  const filters = new Map(state.filters).set(facet, ids);
  if (!ids.size) filters.delete(facet);
  return { ...state, filters };
}

/**
 * Return a state without a filter, or without all of them.
 * @param {State} state
 * @param {string} facet the empty text for all
 * @returns {State}
 */
export function without(state, facet) {
  const filters = new Map(facet ? state.filters : []);
  filters.delete(facet);
  return { ...state, filters };
}
