// Where on the screen a masked recording must look different. Runs inside the live page.

/**
 * The boxes of filled form controls and of text with an email in it, through shadow roots and frames.
 * Stands alone, so that it can be evaluated as a string.
 * @param {Document} top
 * @returns {{ x: number, y: number, width: number, height: number }[]} in pixels of the top viewport
 */
export function maskedBoxes(top) {
  const email = /[\w.+-]+@[\w-]+\.\w/;
  /** @type {{ x: number, y: number, width: number, height: number }[]} */
  const boxes = [];
  /** @param {Element | Range} what @param {{ x: number, y: number }} origin */
  const add = (what, origin) => {
    const { x, y, width, height } = what.getBoundingClientRect();
    if (width > 0 && height > 0) boxes.push({ x: x + origin.x, y: y + origin.y, width, height });
  };
  /** @param {HTMLElement} element */
  const isMasked = (element) => {
    const level = element.closest("[data-sj-privacy]")?.getAttribute("data-sj-privacy") ?? "mask-inputs";
    const { value, type, autocomplete } = /** @type {HTMLInputElement} */ (element);
    if (!/^(input|textarea|select)$/.test(element.localName)) return level === "mask";
    if (value === "" || /^(checkbox|radio|hidden)$/.test(type)) return false;
    return level !== "allow" || /\bcc-/.test(autocomplete);
  };
  /** @param {Node} node @param {{ x: number, y: number }} origin */
  const walk = (node, origin) => {
    for (let child = node.firstChild; child !== null; child = child.nextSibling) {
      if (child.nodeType === 3 && email.test(child.nodeValue ?? "")) {
        const range = new Range();
        range.selectNode(child);
        add(range, origin);
      }
      if (child.nodeType !== 1) continue;
      const element = /** @type {HTMLElement} */ (child);
      if (isMasked(element)) add(element, origin);
      if (element.shadowRoot) walk(element.shadowRoot, origin);
      const inner = element.localName === "iframe" ? /** @type {HTMLIFrameElement} */ (child).contentDocument : null;
      if (inner) {
        const { x, y } = element.getBoundingClientRect();
        walk(inner, { x: origin.x + x + element.clientLeft, y: origin.y + y + element.clientTop });
      }
      walk(element, origin);
    }
  };
  walk(top, { x: 0, y: 0 });
  return boxes;
}
