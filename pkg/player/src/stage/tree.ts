import { eraseAttribute, stageValue, writeAttribute, writeLocated } from './attributes.ts';
import type { CanvasKeeper } from './canvas.ts';
import { createElement, keepsChildrenOut, type Created } from './create.ts';
import { fits } from './depth.ts';
import { dress } from './effects.ts';
import { trackOf, type NodeTable } from './nodes.ts';
import { isMedia, isNamed, type Properties } from './properties.ts';
import type { OpReader } from './reader.ts';
import type { Pictures } from './assets/pictures.ts';
import { isStylesheetRel } from './sheetOwner.ts';
import type { Sheets } from './sheets.ts';
import type { Locate } from './urls.ts';

/** What the tree works with. */
export interface TreeParts {
  readonly nodes: NodeTable;
  readonly sheets: Sheets;
  readonly properties: Properties;
  readonly canvas: CanvasKeeper;
  /** What relative URLs at a node are relative to. */
  baseOf(node: Node): string;
  /** Where the stage finds what is at an absolute address. */
  readonly locate: Locate;
  readonly pictures: Pictures;
  /** Keeps a medium from starting by itself. */
  adoptMedia(element: HTMLMediaElement): void;
}

/** Builds and changes the stage's tree. */
export class Tree {
  readonly #parts: TreeParts;
  /** Where new nodes will live. */
  #context: Document;
  #customs: Element[] = [];
  #videos: Element[] = [];
  /** Text areas with other text in them. */
  readonly #retexted = new Set<HTMLTextAreaElement>();

  constructor(parts: TreeParts, context: Document) {
    this.#parts = parts;
    this.#context = context;
  }

  /** New nodes will live in this document. */
  enter(node: Node | undefined): void {
    if (node === undefined) return;
    this.#context = node.nodeType === Node.DOCUMENT_NODE ? (node as Document) : (node.ownerDocument ?? this.#context);
  }

  /** Reads and makes an element. */
  createElement(reader: OpReader): void {
    const id = reader.u32();
    this.#register(id, createElement(reader, this.#context, this.#parts.baseOf(this.#context), this.#parts.locate));
  }

  /** Makes another node. */
  create(id: number, make: (document: Document) => Node): void {
    this.#parts.nodes.set(id, make(this.#context));
  }

  /** Reads and attaches a shadow root. */
  attachShadow(reader: OpReader): void {
    const [id, hostId, closed, flags] = [reader.u32(), reader.u32(), reader.u32() !== 0, reader.u32()];
    const host = this.#parts.nodes.element(hostId);
    if (host === undefined) return;
    const track = trackOf(host);
    try {
      const shadow = host.attachShadow({
        mode: closed ? 'closed' : 'open',
        delegatesFocus: (flags & 1) !== 0,
        slotAssignment: (flags & 2) !== 0 ? 'manual' : 'named',
      });
      if (track !== undefined) track.shadow = shadow;
      this.#parts.nodes.set(id, shadow);
    } catch {
      // This browser gives the element no shadow root; what is in it goes nowhere.
      this.#parts.nodes.set(id, this.#context.createDocumentFragment());
    }
  }

  /** Names the content of a template. */
  openTemplate(id: number, hostId: number): void {
    const host = this.#parts.nodes.element(hostId);
    const content = host !== undefined && 'content' in host ? (host as HTMLTemplateElement).content : this.#context.createDocumentFragment();
    this.#parts.nodes.set(id, content);
  }

  /** Puts a node at its place, or moves it there. */
  insert(id: number, parentId: number, beforeId: number): void {
    const { nodes } = this.#parts;
    const node = nodes.get(id);
    const parent = nodes.get(parentId);
    if (node === undefined || parent === undefined) return;
    const before = beforeId === 0 ? null : (nodes.get(beforeId) ?? null);
    const owner = trackOf(parent)?.sheet ?? null;
    this.#retext(node.parentNode);
    this.#retext(parent);
    if (owner !== null) {
      detach(node);
      owner.insert(node, before);
      return;
    }
    trackOf(node)?.textOf?.take(node);
    if ((parent.nodeType === Node.ELEMENT_NODE && keepsChildrenOut(parent as Element)) || !fits(node, parent)) {
      detach(node);
      return;
    }
    // Not `moveBefore`, though it would spare frames and media a new start: Chromium 156 crashes over style sheets and
    // shadow trees that it takes along. What a move costs is set again by the operations that follow.
    parent.insertBefore(node, before !== null && before.parentNode === parent ? before : null);
  }

  /** Takes a node out for good, or empties a document or template content. */
  remove(id: number): void {
    const { nodes } = this.#parts;
    const node = nodes.get(id);
    if (node === undefined) return;
    trackOf(node)?.textOf?.take(node);
    this.#retext(node.parentNode);
    nodes.forget(node);
    if (node.nodeType === Node.DOCUMENT_NODE || node.nodeType === Node.DOCUMENT_FRAGMENT_NODE) {
      while (node.firstChild !== null) node.firstChild.remove();
    } else detach(node);
  }

  /** New character data. */
  setText(id: number, text: string): void {
    const node = this.#parts.nodes.get(id);
    if (node === undefined) return;
    (node as CharacterData).data = text;
    this.#retext(node.parentNode);
    trackOf(node)?.textOf?.changed();
  }

  /** Sets an attribute as the stage may have it. */
  setAttribute(id: number, namespace: string | null, name: string, value: string): void {
    const element = this.#parts.nodes.element(id);
    if (element === undefined) return;
    const staged = stageValue(element, name, value, this.#parts.baseOf(element));
    if (name === 'type') this.#parts.properties.typeChanges(element);
    if (staged === null) eraseAttribute(element, namespace, name);
    else writeLocated(element, namespace, name, staged, this.#parts.locate);
    this.#attributeChanged(element, name);
  }

  /** Removes an attribute. */
  removeAttribute(id: number, namespace: string | null, name: string): void {
    const element = this.#parts.nodes.element(id);
    if (element === undefined) return;
    eraseAttribute(element, namespace, name);
    this.#attributeChanged(element, name);
  }

  /** Custom elements made since this was last asked. */
  takeCustoms(): Element[] {
    const customs = this.#customs;
    this.#customs = [];
    return customs;
  }

  /** Whether this element is defined has to be looked at again. */
  recheck(element: Element): void {
    this.#customs.push(element);
  }

  /** What can be done only once new nodes are in their place. */
  flush(): void {
    for (const video of this.#videos) {
      const root = video.getRootNode();
      if (video.isConnected && !video.hasAttribute('controls')) this.#parts.sheets.needOwnRules(root as Document | ShadowRoot);
    }
    this.#videos = [];
    for (const area of this.#retexted) this.#parts.properties.textChanged(area);
    this.#retexted.clear();
  }

  #retext(parent: Node | null): void {
    if (parent?.nodeType === Node.ELEMENT_NODE && isNamed(parent as Element, 'textarea')) this.#retexted.add(parent as HTMLTextAreaElement);
  }

  #register(id: number, { element, sheet }: Created): void {
    const track = this.#parts.nodes.set(id, element);
    if (sheet !== 'none') track.sheet = this.#parts.sheets.own(element as HTMLStyleElement, sheet === 'link');
    if (isNamed(element, 'img') || isNamed(element, 'video') || element.getAttribute('style')?.includes('url(') === true) {
      this.#parts.pictures.touch(element);
    }
    if (isMedia(element)) {
      this.#parts.adoptMedia(element);
      if (element.localName === 'video') this.#videos.push(element);
    } else if (isNamed(element, 'canvas')) this.#parts.canvas.blank(element as HTMLCanvasElement);
    else if (isNamed(element, 'noscript')) dress(element, { display: 'none' }); // scripted pages hide it
    else if (element.localName.includes('-') || element.hasAttribute('is')) this.#customs.push(element);
  }

  #attributeChanged(element: Element, name: string): void {
    const track = trackOf(element);
    if (name === 'rel' && (isNamed(element, 'link') || track?.sheet?.link === true)) {
      const link = isStylesheetRel(element.getAttribute('rel') ?? '');
      if (link !== (track?.sheet != null) && track !== undefined) this.#swapLink(element, track.id, link);
      return;
    }
    if (track?.sheet != null && (name === 'href' || name === 'disabled' || name === 'media' || name === 'type')) track.sheet.changed();
    if (name === 'controls' && isNamed(element, 'video')) this.#videos.push(element);
    if (/^(?:src|srcset|poster|style|loading)$/.test(name)) this.#parts.pictures.touch(element);
    this.#parts.properties.attributeChanged(element, name);
  }

  /** A `<link>` became a style sheet, or is one no longer: another element stands for it. */
  #swapLink(before: Element, id: number, link: boolean): void {
    const element = this.#context.createElement(link ? 'style' : 'link');
    for (const { name, value } of Array.from(before.attributes)) writeAttribute(element, null, name, value);
    before.replaceWith(element);
    this.#register(id, { element, sheet: link ? 'link' : 'none' });
  }
}

function detach(node: Node): void {
  node.parentNode?.removeChild(node);
}
