/** A selector that names an element by its place in its tree, for use in a sheet of that tree. */
export function pathOf(element: Element, root: Document | ShadowRoot): string {
  const steps: string[] = [];
  let at = element;
  for (let parent = at.parentElement; parent !== null; parent = at.parentElement) {
    steps.push(stepOf(at));
    at = parent;
  }
  if ('host' in root) steps.push(stepOf(at), ':host');
  else steps.push(':root');
  return steps.reverse().join('>');
}

/** The place of an element among its siblings. */
export function stepOf(element: Element): string {
  let index = 1;
  for (let before = element.previousElementSibling; before !== null; before = before.previousElementSibling) index++;
  return `:nth-child(${index})`;
}
