/** A selector that names an element by its place in its tree, for use in a sheet of that tree. */
export function pathOf(element: Element, root: Document | ShadowRoot): string {
  const parent = element.parentElement;
  if (parent === null && !('host' in root)) return ':root';
  return `${parent === null ? ':host' : pathOf(parent, root)}>${stepOf(element)}`;
}

/** The place of an element among its siblings. */
export function stepOf(element: Element): string {
  let index = 1;
  for (let before = element.previousElementSibling; before !== null; before = before.previousElementSibling) index++;
  return `:nth-child(${index})`;
}
