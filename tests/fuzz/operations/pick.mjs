// Choosing what an operation is done to.

/** @typedef {import("../tree.mjs").World} World */

/** @template T @param {World} world @param {readonly T[]} list @returns {T | undefined} */
export function pickOne(world, list) {
  return list.length > 0 ? world.random.pick(list) : undefined;
}

/** An element of one of these names. @param {World} world @param {RegExp} name */
export function pickElement(world, name) {
  return pickOne(world, world.elements().filter((element) => name.test(element.localName)));
}

/** Puts a node somewhere. @template {Node} T @param {World} world @param {T} node @returns {T} */
export function put(world, node) {
  const { parent, before } = world.place(node);
  return parent.insertBefore(node, before);
}
