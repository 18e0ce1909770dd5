import { HTML, MATHML, SVG, stageValue, writeLocated } from './attributes.ts';
import type { OpReader } from './reader.ts';
import { isStylesheetRel } from './sheetOwner.ts';
import type { Locate } from './urls.ts';

/** An element made for the stage. */
export interface Created {
  readonly element: Element;
  /** How it holds a style sheet: not at all, as `<style>`, or standing for a `<link>`. */
  readonly sheet: 'none' | 'style' | 'link';
}

const NAMESPACES = [HTML, SVG, MATHML];

/** Reads a namespace: one of the three that browsers know, or any other. */
export function readNamespace(reader: OpReader): string | null {
  const code = reader.u32();
  if (code < NAMESPACES.length) return NAMESPACES[code] ?? null;
  const uri = reader.string();
  return uri === '' ? null : uri;
}

/** Reads an element and makes it, with its attributes as the stage may have them. */
export function createElement(reader: OpReader, document: Document, base: string, locate: Locate): Created {
  const namespace = readNamespace(reader);
  const name = reader.string();
  const attributes: [namespace: string | null, name: string, value: string][] = [];
  let is: string | null = null;
  let rel = '';
  while (reader.more) {
    const attribute: [string | null, string, string] = [reader.optionalString(), reader.string(), reader.string()];
    attributes.push(attribute);
    if (attribute[1] === 'is') is = attribute[2];
    else if (attribute[1] === 'rel') rel = attribute[2];
  }
  const isHtml = namespace === HTML;
  const link = isHtml && name === 'link' && isStylesheetRel(rel);
  const element = make(document, namespace, link ? 'style' : name, is);
  for (const [attributeNamespace, attributeName, value] of attributes) {
    const staged = stageValue(element, attributeName, value, base);
    if (staged !== null) writeLocated(element, attributeNamespace, attributeName, staged, locate);
  }
  const style = name === 'style' && (isHtml || namespace === SVG);
  return { element, sheet: link ? 'link' : style ? 'style' : 'none' };
}

function make(document: Document, namespace: string | null, name: string, is: string | null): Element {
  const options = is === null ? undefined : { is };
  try {
    // The parser takes `o:p` for one name; createElementNS would split it.
    if (namespace === HTML && name === name.toLowerCase()) return document.createElement(name, options);
    return document.createElementNS(namespace, name, options);
  } catch {
    return parsed(document, namespace, name) ?? document.createElementNS(namespace, 'unknown');
  }
}

/** An element whose name only the parser takes. */
function parsed(document: Document, namespace: string | null, name: string): Element | null {
  if (!/^[a-z][^\s/>\u0000]*$/i.test(name)) return null;
  const template = document.createElement('template');
  const tag = `<${name}></${name}>`;
  template.innerHTML = namespace === SVG ? `<svg>${tag}</svg>` : namespace === MATHML ? `<math>${tag}</math>` : tag;
  const root = template.content.firstElementChild;
  const element = namespace === HTML ? root : (root?.firstElementChild ?? null);
  if (element === null || element.namespaceURI !== namespace) return null;
  element.remove();
  return document.adoptNode(element);
}

/** Elements whose recorded children are not put on the stage: they would run, or show what a scripted page hides. */
export function keepsChildrenOut(element: Element): boolean {
  return element.localName === 'script' || (element.localName === 'noscript' && element.namespaceURI === HTML);
}
