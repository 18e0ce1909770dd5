import { originalName } from './assets/replaced.ts';
import { absoluteCss, absoluteSrcset, absoluteUrl, isScriptUrl, type Locate } from './urls.ts';

export const HTML = 'http://www.w3.org/1999/xhtml';
export const SVG = 'http://www.w3.org/2000/svg';
export const MATHML = 'http://www.w3.org/1998/Math/MathML';

/** What may stand in `rel` without the stage fetching anything for it. */
const FETCHING_REL = /(?:^|\s)(?:preload|modulepreload|prefetch|preconnect|dns-prefetch|prerender)(?:\s|$)/i;
/** Kinds of `<meta http-equiv>` that act on the document. */
const ACTING_META = /^\s*(?:refresh|content-security-policy(?:-report-only)?|set-cookie|origin-trial|delegate-ch|accept-ch)\s*$/i;

type Rule = (element: Element, value: string, base: string) => string | null;

const resource: Rule = (_element, value, base) => absoluteUrl(value, base);
/** Links are not followed on the stage, so they stay as they were written. */
const link: Rule = (_element, value) => (isScriptUrl(value) ? 'javascript:' : value);
const drop: Rule = () => null;

const RULES: ReadonlyMap<string, Rule> = new Map<string, Rule>([
  ['src', (element, value, base) => (/^(?:script|iframe|frame)$/.test(element.localName) ? null : absoluteUrl(value, base))],
  ['srcset', (_element, value, base) => absoluteSrcset(value, base)],
  ['imagesrcset', drop],
  ['href', href],
  ['xlink:href', href],
  ['poster', resource],
  ['background', resource],
  ['data', (element, value, base) => (element.localName === 'object' ? absoluteUrl(value, base) : value)],
  ['action', link],
  ['formaction', link],
  ['style', (_element, value, base) => absoluteCss(value, base)],
  ['srcdoc', (element, value) => (element.localName === 'iframe' ? null : value)],
  ['sandbox', (element, value) => (element.localName === 'iframe' ? null : value)],
  ['http-equiv', (element, value) => (element.localName === 'meta' && ACTING_META.test(value) ? null : value)],
]);

function href(element: Element, value: string, base: string): string | null {
  if (element.namespaceURI === SVG) {
    if (element.localName === 'script') return null;
    return element.localName === 'a' ? link(element, value, base) : absoluteUrl(value, base);
  }
  if (element.localName === 'link' && FETCHING_REL.test(element.getAttribute('rel') ?? '')) return null;
  return link(element, value, base);
}

/**
 * What an attribute of the recorded page becomes on the stage: the same, with URLs made absolute, or nothing where it
 * would run, load or navigate something.
 */
export function stageValue(element: Element, name: string, value: string, base: string): string | null {
  const rule = RULES.get(name);
  if (rule !== undefined) return rule(element, value, base);
  if (/^on/i.test(name)) return null;
  if (element.namespaceURI === SVG && value.includes('url(')) return absoluteCss(value, base);
  return value;
}

/** Sets an attribute, also one whose name only the parser takes (`@click`, `[value]`). */
export function writeAttribute(element: Element, namespace: string | null, name: string, value: string): void {
  try {
    if (namespace === null) element.setAttribute(name, value);
    else element.setAttributeNS(namespace, name, value);
  } catch {
    const attribute = parsedAttribute(element.ownerDocument, name);
    if (attribute === null) return;
    attribute.value = value;
    element.setAttributeNode(attribute);
  }
}

/** Sets an attribute that names a file to where the stage finds it. */
export function writeLocated(element: Element, namespace: string | null, name: string, value: string, locate: Locate): void {
  const original = originalName(element, name);
  const located = original === null || /^\s*(?:#|data:)/i.test(value) ? value : locate(value);
  writeAttribute(element, namespace, name, located);
  if (original === null) return;
  if (located === value) element.removeAttribute(original);
  else element.setAttribute(original, value);
}

/** Removes an attribute. */
export function eraseAttribute(element: Element, namespace: string | null, name: string): void {
  const original = originalName(element, name);
  if (original !== null) element.removeAttribute(original);
  if (namespace === null) element.removeAttribute(name);
  else element.removeAttributeNS(namespace, name.slice(name.indexOf(':') + 1));
}

function parsedAttribute(document: Document, name: string): Attr | null {
  if (name === '' || /[\s"'>/=\u0000]/.test(name)) return null;
  const template = document.createElement('template');
  template.innerHTML = `<i ${name}></i>`;
  const carrier = template.content.firstElementChild;
  const attribute = carrier?.attributes[0];
  if (carrier === null || carrier === undefined || attribute === undefined) return null;
  carrier.removeAttributeNode(attribute);
  return document.adoptNode(attribute);
}
