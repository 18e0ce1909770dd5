// What can be said of nodes in words and numbers, for events that name them.

/** Longest label; more is no label but content. */
const LABEL_MAX = 80;
const CONTROL = 'a[href],button,input,select,textarea,label,summary,option,[role=button],[role=link],[role=tab],[role=menuitem],[role=option],[role=checkbox],[role=radio],[role=switch],[onclick],[tabindex]';

// Marks of a node (js/nodes.js).
const LEVEL = 3, FORM_VALUE = 4;

const first = (event) => event.composedPath()[0] || event.target;

const elementOf = (node) => (node && node.nodeType === 1 ? node : node && node.parentNode && node.parentNode.nodeType === 1 ? node.parentNode : null);

/** Whether what a node says may be said where `marks` are in force: nothing that is masked inside may come out through a label. */
const mayShow = (node, marks, nodes) => {
  const id = nodes.idOf(node);
  const own = nodes.marksOf(id);
  return id !== 0 && (own & LEVEL) <= (marks & LEVEL) && (own & FORM_VALUE) <= (marks & FORM_VALUE);
};

/** Text below an element without what is typed into it. */
const textOf = (element, marks, nodes) => {
  let text = '';
  const walker = element.ownerDocument.createTreeWalker(element, 5, (node) =>
    node.nodeType === 1 && /^(script|style|textarea|select|noscript|template)$/.test(node.localName) ? 2 : 1);
  for (let node = walker.nextNode(); node && text.length < LABEL_MAX * 2; node = walker.nextNode()) {
    if (node.nodeType === 3 && mayShow(node, marks, nodes)) text += node.data + ' ';
  }
  return text.replace(/\s+/g, ' ').trim();
};

/** The control that an event hit something inside of, else what it hit. */
export function controlOf(event) {
  const element = elementOf(first(event));
  return element && (element.closest(CONTROL) || element);
}

/** What an event happened to, inside of open shadow roots too. */
export function deepestOf(event) {
  return first(event) || undefined;
}

/** What an element says of itself: its accessible name, roughly; still to be scrubbed as its own text is. */
export function labelOf(element, nodes) {
  const marks = nodes.marksOf(nodes.idOf(element));
  const name = element.localName;
  const field = name === 'input' || name === 'select' || name === 'textarea';
  const parts = [
    () => element.getAttribute('aria-label'),
    () => {
      const ids = element.getAttribute('aria-labelledby');
      const named = ids && ids.split(/\s+/).map((id) => element.getRootNode().getElementById(id)).filter(Boolean);
      return named && named.map((other) => textOf(other, marks, nodes)).join(' ');
    },
    () => field && element.labels && element.labels.length && textOf(element.labels[0], marks, nodes),
    () => !field && textOf(element, marks, nodes),
    () => element.getAttribute('title') || element.getAttribute('placeholder') || element.getAttribute('alt'),
    () => {
      const image = !field && element.querySelector('img[alt],[aria-label],svg > title');
      return image && mayShow(image, marks, nodes) && (image.getAttribute('aria-label') || image.getAttribute('alt') || image.textContent);
    },
    () => field && element.name,
  ];
  for (const part of parts) {
    const text = part();
    if (text && text.trim()) return text.trim().slice(0, LABEL_MAX);
  }
  return '';
}

/** A selector-like path, up to the nearest element with an id and five steps at most. */
export function pathOf(element) {
  const steps = [];
  for (let at = element; at && at.nodeType === 1 && steps.length < 5; at = at.parentNode && at.parentNode.nodeType === 11 ? at.parentNode.host : at.parentNode) {
    let step = at.localName;
    if (at.id) {
      steps.unshift(`${step}#${at.id}`);
      break;
    }
    if (step === 'html' || step === 'body') break;
    let place = 1, others = false;
    for (let sibling = at.previousElementSibling; sibling; sibling = sibling.previousElementSibling) if (sibling.localName === step) place++;
    for (let sibling = at.nextElementSibling; sibling && !others; sibling = sibling.nextElementSibling) others = sibling.localName === step;
    if (place > 1 || others) step += `:nth-of-type(${place})`;
    steps.unshift(step);
  }
  return steps.join(' > ');
}

/** The boundary points of a selection, inside of shadow roots too where the browser tells: node, offset, node, offset. */
const boundaries = (selection, nodes) => {
  if (!selection || !selection.rangeCount) return null;
  let range = null;
  try {
    [range] = selection.getComposedRanges({ shadowRoots: [...nodes.shadowRoots] });
  } catch {
    // a browser without it, or with an older form of it
  }
  // A control with the focus lies in such a range, though what is selected is only inside of it.
  const outside = (node) => node.getRootNode().nodeType === 9;
  if (range && selection.isCollapsed && outside(range.startContainer) && outside(range.endContainer)) return null;
  if (!range) return selection.isCollapsed ? null : [selection.anchorNode, selection.anchorOffset, selection.focusNode, selection.focusOffset];
  if (range.collapsed) return null;
  const { startContainer, startOffset, endContainer, endOffset } = range;
  return selection.direction === 'backward' ? [endContainer, endOffset, startContainer, startOffset] : [startContainer, startOffset, endContainer, endOffset];
};

/** Ranges of a document's selection, as ids and offsets, four numbers each. */
export function selectionOf(document, nodes) {
  const found = boundaries(document.getSelection(), nodes);
  if (!found) return [];
  const anchor = nodes.idOf(found[0]), focus = nodes.idOf(found[2]);
  return anchor && focus ? [anchor, found[1], focus, found[3]] : [];
}

/** How many files a control or a drag holds, and how many bytes they are together. */
export function filesOf(holder) {
  const files = [...((holder && (holder.dataTransfer || holder).files) || [])];
  return [files.length, files.reduce((sum, file) => sum + file.size, 0)];
}

/** The focused element through shadow roots and frames: its id (0: none) and whether it shows a focus ring. */
export function focusOf(document, nodes) {
  let active = document.activeElement;
  for (;;) {
    const root = active && (active.shadowRoot || (nodes.closedRoots.get(active)));
    let inner = root && root.activeElement;
    if (!inner && active && /^i?frame$/.test(active.localName)) {
      const content = nodes.frames.get(active);
      if (content && content.activeElement && content.activeElement !== content.body) inner = content.activeElement;
    }
    if (!inner) break;
    active = inner;
  }
  if (!active || active === document.body || active === document.documentElement) return [0, 0];
  let visible = false;
  try {
    visible = active.matches(':focus-visible');
  } catch {
    // a browser without it shows the ring always or never
  }
  return [nodes.idOf(active), visible ? 1 : 0];
}

/** Elements that load something, and where its address is. */
const LOADING = /^(img|script|link|audio|video|source|track|embed|object|iframe|input|image|use)$/;

/** The element and address of a resource that could not be loaded, or nothing if the event tells of none. */
export function resourceOf(event) {
  const element = first(event);
  if (!element || element.nodeType !== 1 || !LOADING.test(element.localName)) return undefined;
  const address = element.currentSrc || element.src || element.data || element.href;
  return [element.localName, typeof address === 'string' ? address : String((address && address.baseVal) || '')];
}
