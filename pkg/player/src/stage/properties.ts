import type { Pictures } from './assets/pictures.ts';
import type { CanvasKeeper } from './canvas.ts';
import { dressAutofilled, dressFullscreen, dressPlaceholder } from './effects.ts';
import type { MediaKeeper } from './media.ts';
import type { AnimationKeeper } from './motion/animations.ts';
import type { SvgClocks } from './motion/svgClocks.ts';
import { trackOf, type NodeTable } from './nodes.ts';
import { PropertyKind } from './opcodes.ts';
import type { OpReader } from './reader.ts';
import type { ScrollKeeper } from './scroll.ts';

type Field = HTMLInputElement | HTMLTextAreaElement;

/** Who look after state that does not stay by itself. */
export interface Keepers {
  readonly scroll: ScrollKeeper;
  readonly media: MediaKeeper;
  readonly canvas: CanvasKeeper;
  readonly animations: AnimationKeeper;
  readonly clocks: SvgClocks;
  readonly pictures: Pictures;
}

/** State of nodes that their markup does not hold. */
export class Properties {
  readonly #nodes: NodeTable;
  readonly #scroll: ScrollKeeper;
  readonly #media: MediaKeeper;
  readonly #canvas: CanvasKeeper;
  readonly #animations: AnimationKeeper;
  readonly #clocks: SvgClocks;
  readonly #baseOf: (node: Node) => string;
  readonly #carets = new Map<Element, readonly [start: number, end: number]>();
  readonly #pictures: Pictures;
  readonly #placeholders = new WeakMap<Element, Animation>();
  readonly #fullscreen = new WeakMap<Element, Animation>();
  readonly #autofilled = new WeakMap<Element, Animation>();
  /** Whether a custom element was defined in this window. */
  hasDefined = false;

  constructor(nodes: NodeTable, keepers: Keepers, baseOf: (node: Node) => string) {
    this.#nodes = nodes;
    this.#scroll = keepers.scroll;
    this.#media = keepers.media;
    this.#canvas = keepers.canvas;
    this.#animations = keepers.animations;
    this.#clocks = keepers.clocks;
    this.#baseOf = baseOf;
    this.#pictures = keepers.pictures;
  }

  /** Reads a property and gives it to the node. */
  set(node: Node, kind: number, reader: OpReader): void {
    const track = trackOf(node);
    if (track !== undefined) track.properties |= 1 << kind;
    if (kind === PropertyKind.SCROLL) {
      this.#scroll.set(node as Element | Document, reader.i32(), reader.i32());
      return;
    }
    if (node.nodeType !== Node.ELEMENT_NODE) return;
    const element = node as Element;
    switch (kind) {
      case PropertyKind.VALUE:
        setValue(element, reader.string());
        break;
      case PropertyKind.CHECKED:
        (element as HTMLInputElement).checked = reader.u32() !== 0;
        break;
      case PropertyKind.INDETERMINATE:
        (element as HTMLInputElement).indeterminate = reader.u32() !== 0;
        break;
      case PropertyKind.SELECTED:
        select(element, new Set(Array.from({ length: reader.u32() }, () => reader.u32())));
        break;
      case PropertyKind.CARET:
        this.#carets.set(element, [reader.u32(), reader.u32()]);
        break;
      case PropertyKind.MODAL:
        setModal(element, reader.u32() !== 0);
        break;
      case PropertyKind.POPOVER_OPEN:
        setPopover(element, reader.u32() !== 0);
        break;
      case PropertyKind.DEFINED:
        if (reader.u32() !== 0) {
          this.hasDefined = true;
          define(element);
        }
        break;
      case PropertyKind.MEDIA:
        this.#setMedia(element, reader);
        break;
      case PropertyKind.ANIMATIONS:
        this.#animations.set(element, reader, this.#baseOf(element));
        break;
      case PropertyKind.SVG_CLOCK: {
        const [paused, position, atMs] = [reader.u32() !== 0, reader.u32(), reader.u32()];
        this.#clocks.set(element, { paused, position, atMs });
        break;
      }
      case PropertyKind.CANVAS:
        if (isNamed(element, 'canvas')) this.#canvas.draw(element as HTMLCanvasElement, reader.string(), reader.blob());
        break;
      case PropertyKind.FULLSCREEN:
        this.#setFullscreen(element, reader.u32() !== 0);
        break;
      case PropertyKind.PLACEHOLDER:
        this.#placeholders.get(element)?.cancel();
        this.#placeholders.set(element, dressPlaceholder(element, reader.u32(), reader.u32()));
        break;
      case PropertyKind.ASSIGNED:
        assign(element, Array.from({ length: reader.u32() }, () => this.#nodes.get(reader.u32())));
        break;
      case PropertyKind.AUTOFILLED:
        this.#setAutofilled(element, reader.u32() !== 0);
        break;
      case PropertyKind.CURRENT_SOURCE:
        this.#pictures.choose(element, reader.string());
        break;
      default: // MASKED: the text says it
    }
  }

  /** Places carets, once values and selections are there: each of them moves carets. */
  settleCarets(): void {
    for (const [element, [start, end]] of this.#carets) {
      if (element.isConnected) placeCaret(element, start, end);
      else this.#carets.delete(element);
    }
  }

  /** The property is again what the markup makes of it. */
  clear(node: Node, kind: number): void {
    const track = trackOf(node);
    if (track !== undefined) track.properties &= ~(1 << kind);
    if (kind === PropertyKind.SCROLL) {
      this.#scroll.clear(node as Element | Document);
      return;
    }
    if (node.nodeType !== Node.ELEMENT_NODE) return;
    const element = node as Element;
    switch (kind) {
      case PropertyKind.VALUE:
        setValue(element, (element as Field).defaultValue);
        break;
      case PropertyKind.CHECKED:
        (element as HTMLInputElement).checked = (element as HTMLInputElement).defaultChecked;
        break;
      case PropertyKind.INDETERMINATE:
        (element as HTMLInputElement).indeterminate = false;
        break;
      case PropertyKind.SELECTED:
        resetSelect(element);
        break;
      case PropertyKind.CARET:
        this.#carets.delete(element);
        break;
      case PropertyKind.MODAL:
        setModal(element, false);
        break;
      case PropertyKind.POPOVER_OPEN:
        setPopover(element, false);
        break;
      case PropertyKind.MEDIA:
        if (isMedia(element)) this.#media.clear(element);
        break;
      case PropertyKind.ANIMATIONS:
        this.#animations.clear(element);
        break;
      case PropertyKind.SVG_CLOCK:
        this.#clocks.clear(element);
        break;
      case PropertyKind.CANVAS:
        if (isNamed(element, 'canvas')) this.#canvas.blank(element as HTMLCanvasElement);
        break;
      case PropertyKind.FULLSCREEN:
        this.#setFullscreen(element, false);
        break;
      case PropertyKind.CURRENT_SOURCE:
        this.#pictures.choose(element, null);
        break;
      case PropertyKind.PLACEHOLDER:
        this.#placeholders.get(element)?.cancel();
        this.#placeholders.delete(element);
        break;
      case PropertyKind.ASSIGNED:
        assign(element, []);
        break;
      case PropertyKind.AUTOFILLED:
        this.#setAutofilled(element, false);
        break;
      default:
    }
  }

  /** The text in a text area changed. A browser lets the value follow only until it was set once, be it by us. */
  textChanged(area: HTMLTextAreaElement): void {
    if (!hasProperty(area, PropertyKind.VALUE)) setValue(area, area.defaultValue);
  }

  /** The type of a control is about to change: a browser makes the value an attribute where the new type has it as that. */
  typeChanges(element: Element): void {
    if (isNamed(element, 'input')) setValue(element, (element as HTMLInputElement).defaultValue);
  }

  /** An attribute changed: where the markup rules a state that the user could have changed, the state follows. */
  attributeChanged(element: Element, name: string): void {
    const has = (kind: number): boolean => hasProperty(element, kind);
    if (name === 'value' && isNamed(element, 'input') && !has(PropertyKind.VALUE)) {
      const input = element as HTMLInputElement;
      if (input.value !== input.defaultValue) setValue(input, input.defaultValue);
    } else if (name === 'checked' && isNamed(element, 'input') && !has(PropertyKind.CHECKED)) {
      (element as HTMLInputElement).checked = (element as HTMLInputElement).defaultChecked;
    } else if ((name === 'width' || name === 'height') && isNamed(element, 'canvas')) {
      if (has(PropertyKind.CANVAS)) this.#canvas.resize(element as HTMLCanvasElement);
      else this.#canvas.blank(element as HTMLCanvasElement);
    } else if (name === 'src' && isMedia(element)) this.#media.adopt(element);
  }

  /** The root fills the viewport anyway. */
  #setFullscreen(element: Element, full: boolean): void {
    this.#fullscreen.get(element)?.cancel();
    this.#fullscreen.delete(element);
    if (full && element !== element.ownerDocument.documentElement) this.#fullscreen.set(element, dressFullscreen(element));
  }

  #setAutofilled(element: Element, filled: boolean): void {
    this.#autofilled.get(element)?.cancel();
    this.#autofilled.delete(element);
    if (filled) this.#autofilled.set(element, dressAutofilled(element));
  }

  #setMedia(element: Element, reader: OpReader): void {
    if (!isMedia(element)) return;
    const paused = reader.u32() !== 0;
    const position = reader.u32() / 1000;
    const rate = reader.u32() / 100;
    const muted = reader.u32() !== 0;
    const atMs = reader.u32();
    this.#media.set(element, { paused, position, rate, muted, atMs });
  }
}

/** Whether the element is `<video>` or `<audio>`. `instanceof` fails for elements of another window. */
export function isMedia(element: Element): element is HTMLMediaElement {
  return (element.localName === 'video' || element.localName === 'audio') && 'playbackRate' in element;
}

/** Whether the element is this one of HTML. */
export function isNamed(element: Element, name: string): boolean {
  return element.localName === name && element.namespaceURI === 'http://www.w3.org/1999/xhtml';
}

/** Whether the recording says this of the element beyond its markup. */
function hasProperty(element: Element, kind: number): boolean {
  return ((trackOf(element)?.properties ?? 0) & (1 << kind)) !== 0;
}

/** Inputs whose value is an attribute, which comes as such, or is not for scripts to set. */
const VALUE_IS_MARKUP = /^(?:hidden|submit|image|reset|button|checkbox|radio|file)$/;

function setValue(element: Element, value: string): void {
  if (isNamed(element, 'input') && VALUE_IS_MARKUP.test((element as HTMLInputElement).type)) return;
  if ('value' in element && element.value !== value) element.value = value;
}

function select(element: Element, chosen: ReadonlySet<number>): void {
  if (!isNamed(element, 'select')) return;
  const menu = element as HTMLSelectElement;
  if (chosen.size === 0) menu.selectedIndex = -1;
  for (const [index, option] of Array.from(menu.options).entries()) {
    if (option.selected !== chosen.has(index)) option.selected = chosen.has(index);
  }
}

function resetSelect(element: Element): void {
  if (!isNamed(element, 'select')) return;
  const menu = element as HTMLSelectElement;
  const options = Array.from(menu.options);
  for (const option of options) option.selected = option.defaultSelected;
  if (!menu.multiple && menu.size <= 1 && menu.selectedIndex < 0) {
    menu.selectedIndex = options.findIndex((option) => !option.disabled);
  }
}

function assign(element: Element, nodes: readonly (Node | undefined)[]): void {
  if (!isNamed(element, 'slot')) return;
  const slottable = nodes.filter((node): node is Element | Text => node?.nodeType === Node.ELEMENT_NODE || node?.nodeType === Node.TEXT_NODE);
  (element as HTMLSlotElement).assign(...slottable);
}

function placeCaret(element: Element, start: number, end: number): void {
  try {
    const field = element as Field;
    if (field.selectionStart !== start || field.selectionEnd !== end) field.setSelectionRange(start, end);
  } catch {
    // Number, date and the like have no caret that scripts may place.
  }
}

function setModal(element: Element, modal: boolean): void {
  if (!isNamed(element, 'dialog')) return;
  const dialog = element as HTMLDialogElement;
  const isModal = dialog.matches(':modal');
  const wasOpen = dialog.hasAttribute('open');
  try {
    if (modal && !isModal) {
      dialog.removeAttribute('open');
      dialog.showModal();
    } else if (!modal && isModal) {
      dialog.setAttribute('open', ''); // without it, close() does nothing
      dialog.close();
      if (wasOpen) dialog.setAttribute('open', '');
    }
  } catch {
    if (wasOpen) dialog.setAttribute('open', ''); // not connected: it is shown as its markup says
  }
}

function setPopover(element: Element, open: boolean): void {
  try {
    const popover = element as HTMLElement;
    if (open !== popover.matches(':popover-open')) popover.togglePopover(open);
  } catch {
    // Not a popover, or not connected.
  }
}

/** Makes a custom element `:defined`, without any of its code: an empty class takes its name. */
function define(element: Element): void {
  const view = element.ownerDocument.defaultView;
  if (view === null || element.matches(':defined')) return;
  const is = element.getAttribute('is');
  const name = is ?? element.localName;
  if (view.customElements.get(name) !== undefined) {
    view.customElements.upgrade(element);
    return;
  }
  const parent = is === null ? view.HTMLElement : (Object.getPrototypeOf(element) as { constructor: CustomElementConstructor }).constructor;
  try {
    view.customElements.define(name, class extends parent {}, is === null ? {} : { extends: element.localName });
  } catch {
    // Not a valid name: it can't have been defined.
  }
}
