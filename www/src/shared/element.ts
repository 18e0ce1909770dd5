/** What may stand inside an element: nodes, text, numbers; nothing for `null`, `undefined` and `false`. */
export type Child = Node | string | number | null | undefined | false;

/** Attributes; `true` sets one without a value, `null`, `undefined` and `false` leave it out, functions are listeners. */
export type Attributes = Record<string, string | number | boolean | null | undefined | ((event: never) => void)>;

/** Makes an HTML element. A key `onclick` with a function adds a listener for `click`. */
export function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Attributes = {},
  ...children: Child[]
): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value === 'function') made.addEventListener(key.replace(/^on/, ''), value as (event: Event) => void);
    else if (value === true) made.setAttribute(key, '');
    else if (value !== null && value !== undefined && value !== false) made.setAttribute(key, String(value));
  }
  append(made, children);
  return made;
}

/** Appends what is not empty. */
export function append(parent: Node, children: Child[]): void {
  for (const child of children) {
    if (child === null || child === undefined || child === false) continue;
    parent.appendChild(child instanceof Node ? child : document.createTextNode(String(child)));
  }
}

/** Makes an SVG element from markup written by us (never from input). */
export function svg(markup: string): SVGSVGElement {
  const template = document.createElement('template');
  template.innerHTML = markup.trim();
  const root = template.content.firstElementChild;
  if (!(root instanceof SVGSVGElement)) throw new Error(`not SVG markup: ${markup.slice(0, 60)}`);
  return root;
}

/** The element that a selector finds; a page without it is a mistake of ours, named by the error. */
export function need<Found extends Element = HTMLElement>(selector: string, root: ParentNode = document): Found {
  const found = root.querySelector<Found>(selector);
  if (!found) throw new Error(`there is no ${selector} in this page`);
  return found;
}
