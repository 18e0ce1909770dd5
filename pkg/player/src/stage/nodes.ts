import type { SheetOwner } from './sheetOwner.ts';

const TRACK: unique symbol = Symbol('scrubjay');

/** What the stage knows of one of its nodes beyond what the node says itself. */
export interface Track {
  /** The recording's id of it. */
  readonly id: number;
  /** The shadow root attached to it; also of closed ones. */
  shadow: ShadowRoot | null;
  /** The style sheet it owns, if it is a `<style>` or `<link>`. */
  sheet: SheetOwner | null;
  /** The style sheet whose text it is part of; such nodes are kept out of the tree. */
  textOf: SheetOwner | null;
  /** Kinds of properties that are set on it (`PropertyKind`), as a bit set. */
  properties: number;
  /** How many levels there are below it, at most; not lowered when some go. */
  height: number;
}

interface Tracked extends Node {
  [TRACK]?: Track;
}

/** The recording's ids and the stage's nodes. */
export class NodeTable {
  #nodes = new Map<number, Node>();
  #shadows = new Set<ShadowRoot>();

  /** Enters a node under its id. */
  set(id: number, node: Node): Track {
    const track: Track = { id, shadow: null, sheet: null, textOf: null, properties: 0, height: 0 };
    (node as Tracked)[TRACK] = track;
    this.#nodes.set(id, node);
    if (isShadowRoot(node)) this.#shadows.add(node);
    return track;
  }

  /** The node with this id. */
  get(id: number): Node | undefined {
    return this.#nodes.get(id);
  }

  /** The element with this id. */
  element(id: number): Element | undefined {
    const node = this.#nodes.get(id);
    return node?.nodeType === Node.ELEMENT_NODE ? (node as Element) : undefined;
  }

  /** The document or shadow root with this id. */
  root(id: number): Document | ShadowRoot | undefined {
    const node = this.#nodes.get(id);
    if (node?.nodeType === Node.DOCUMENT_NODE) return node as Document;
    return node !== undefined && isShadowRoot(node) ? node : undefined;
  }

  /** All shadow roots, of closed ones too. */
  get shadowRoots(): Iterable<ShadowRoot> {
    return this.#shadows;
  }

  /** Drops the ids of a node and of everything below it, through shadow roots, templates and frames. */
  forget(node: Node): void {
    const waiting: Node[] = [node];
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      const track = trackOf(next);
      if (track !== undefined) {
        if (this.#nodes.get(track.id) === next) this.#nodes.delete(track.id);
        if (isShadowRoot(next)) this.#shadows.delete(next);
        if (track.shadow !== null) waiting.push(track.shadow);
        track.sheet?.children.forEach((child) => waiting.push(child));
        track.sheet?.release();
      }
      for (let child = next.firstChild; child !== null; child = child.nextSibling) waiting.push(child);
      if (next.nodeType === Node.ELEMENT_NODE) {
        const inner = contentOf(next as Element);
        if (inner !== null) waiting.push(inner);
      }
    }
  }

  /** Drops all ids. */
  clear(): void {
    this.#nodes = new Map();
    this.#shadows = new Set();
  }
}

/** `instanceof` fails for nodes of another window. */
function isShadowRoot(node: Node): node is ShadowRoot {
  return node.nodeType === Node.DOCUMENT_FRAGMENT_NODE && 'host' in node;
}

/** What the stage knows of a node; nothing for nodes that are not of the recording. */
export function trackOf(node: Node): Track | undefined {
  return (node as Tracked)[TRACK];
}

/** The document in a frame or the content of a template. */
export function contentOf(element: Element): Node | null {
  switch (element.localName) {
    case 'iframe':
    case 'frame':
      return frameDocument(element);
    case 'template':
      return 'content' in element ? (element as HTMLTemplateElement).content : null;
    default:
      return null;
  }
}

/** The document in a frame element that is connected. */
export function frameDocument(element: Element): Document | null {
  try {
    return 'contentDocument' in element ? (element as HTMLIFrameElement).contentDocument : null;
  } catch {
    return null;
  }
}

/** The element that a node is shown in: its parent, the host of its shadow root, or the frame its document is in. */
export function parentThrough(node: Node): Element | null {
  const parent = node.parentNode;
  if (parent === null) {
    return node.nodeType === Node.DOCUMENT_NODE ? (((node as Document).defaultView?.frameElement ?? null) as Element | null) : null;
  }
  if (parent.nodeType === Node.ELEMENT_NODE) return parent as Element;
  if (parent.nodeType === Node.DOCUMENT_FRAGMENT_NODE && 'host' in parent) return (parent as ShadowRoot).host;
  return parent.nodeType === Node.DOCUMENT_NODE ? parentThrough(parent) : null;
}
