import { HTML } from '../attributes.ts';
import { dress } from '../effects.ts';
import { absoluteCss } from '../urls.ts';
import { placeholder } from './placeholder.ts';
import type { AssetTable } from './table.ts';

/** Properties of a style attribute that may name pictures, as the Web Animations API calls them. */
const STYLE_PROPERTIES: readonly (readonly [name: string, key: string])[] = [
  ['background-image', 'backgroundImage'],
  ['border-image-source', 'borderImageSource'],
  ['list-style-image', 'listStyleImage'],
  ['mask-image', 'maskImage'],
  ['cursor', 'cursor'],
  ['content', 'content'],
];

/**
 * Pictures of elements. The attributes stay as they were recorded, and nothing is loaded from there: what an element shows
 * is given to it by an animation that has ended, like the other looks of ours.
 */
export class Pictures {
  #table: AssetTable;
  readonly #shown = new WeakMap<Element, { readonly key: string; readonly animation: Animation | null }>();
  /** What images chose of their sources, by the recording. */
  readonly #chosen = new WeakMap<Element, string>();
  #touched = new Set<Element>();
  #pending = new Set<Promise<void>>();
  /** Called with the root of each image that is dressed. */
  readonly #onImage: (root: Document | ShadowRoot) => void;

  constructor(table: AssetTable, onImage: (root: Document | ShadowRoot) => void) {
    this.#table = table;
    this.#onImage = onImage;
  }

  /** Another recording is shown. */
  set table(table: AssetTable) {
    this.#table = table;
  }

  /** An element is new, or an attribute of it changed that may name a picture. */
  touch(element: Element): void {
    this.#touched.add(element);
  }

  /** An image chose this source, or whichever its markup says. */
  choose(element: Element, source: string | null): void {
    if (source === null) this.#chosen.delete(element);
    else this.#chosen.set(element, source);
    this.touch(element);
  }

  /** Whether a picture is on its way. */
  get isBusy(): boolean {
    return this.#pending.size > 0;
  }

  /** Settles when every picture that is shown has been loaded, or can't be. */
  async ready(): Promise<void> {
    await Promise.all(this.#pending);
  }

  /** Forgets all elements. */
  forget(): void {
    this.#touched = new Set();
    this.#pending = new Set();
  }

  /** Shows what was touched as it should look now. */
  flush(): void {
    for (const element of this.#touched) {
      if (element.namespaceURI === HTML && element.localName === 'img') this.#flushImage(element as HTMLImageElement);
      else this.#show(element, this.#look(element));
    }
    this.#touched = new Set();
  }

  #flushImage(image: HTMLImageElement): void {
    const root = image.getRootNode();
    if (image.isConnected) this.#onImage(root as Document | ShadowRoot);
    const style = this.#look(image);
    const isChosen = image.hasAttribute('srcset') || image.parentElement?.localName === 'picture';
    const source = this.#chosen.get(image) ?? (isChosen ? '' : (image.getAttribute('src') ?? ''));
    if (source === '' || /^\s*data:/i.test(source)) {
      this.#show(image, style);
      return;
    }
    const record = this.#table.record(source);
    const href = this.#table.find(source);
    if (href !== null) {
      const size = this.#table.sizeOf(href);
      if (size === undefined) this.#load(href, image);
      // A picture of higher density is as large as the recorded one was.
      const density = size != null && record !== undefined && record.width > 0 && size.width !== record.width ? size.width / record.width : 1;
      if (isChosen && size === undefined) return; // its size is known in a moment
      this.#show(image, { ...style, content: density === 1 ? `url("${href}")` : `image-set(url("${href}") ${density}x)` });
      return;
    }
    const isShownByNobody = record?.outcome === 'failed' || (record === undefined && image.getAttribute('loading') === 'lazy' && !this.#table.isEmpty);
    if (this.#table.policy.live || isShownByNobody) this.#show(image, style);
    else this.#show(image, { ...style, content: placeholder(source, record) });
  }

  #load(href: string, element: Element | null): void {
    const work = this.#table.load(href).then(() => {
      this.#pending.delete(work);
      if (element === null) return;
      this.touch(element);
      this.flush();
    });
    this.#pending.add(work);
  }

  /** What the style attribute and a video's poster ask for. */
  #look(element: Element): Record<string, string> {
    const look: Record<string, string> = {};
    if (element.namespaceURI === HTML && element.localName === 'video') this.#poster(element, look);
    const { style } = element as HTMLElement;
    if (style === undefined || !(element.getAttribute('style') ?? '').includes('url(')) return look;
    for (const [name, key] of STYLE_PROPERTIES) {
      const value = style.getPropertyValue(name);
      if (value.includes('url(')) this.#located(value, key, look);
    }
    for (const name of Array.from(style)) {
      const value = name.startsWith('--') ? style.getPropertyValue(name) : '';
      if (value.includes('url(')) this.#located(value, name, look);
    }
    return look;
  }

  #located(value: string, key: string, look: Record<string, string>): void {
    const located = absoluteCss(value, '', (address) => {
      const href = this.#table.find(address);
      if (href !== null && this.#table.sizeOf(href) === undefined) this.#load(href, null);
      return href ?? address;
    });
    if (located !== value) look[key] = located;
  }

  #poster(video: Element, look: Record<string, string>): void {
    const poster = video.getAttribute('poster') ?? '';
    if (poster === '' || /^\s*data:/i.test(poster)) return;
    const href = this.#table.find(poster);
    if (href !== null) this.#load(href, null);
    else if (this.#table.policy.live) return;
    look['backgroundImage'] = href === null ? placeholder(poster, this.#table.record(poster)) : `url("${href}")`;
    Object.assign(look, { backgroundSize: 'contain', backgroundPosition: 'center', backgroundRepeat: 'no-repeat' });
  }

  #show(element: Element, look: Record<string, string>): void {
    const key = JSON.stringify(look);
    const before = this.#shown.get(element);
    if ((before?.key ?? '{}') === key) return;
    const animation = key === '{}' ? null : dress(element, look);
    this.#shown.set(element, { key, animation });
    before?.animation?.cancel();
  }
}
