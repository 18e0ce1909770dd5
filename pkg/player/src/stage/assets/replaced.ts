import { SVG } from '../attributes.ts';

/**
 * Attributes that alone decide what is shown, and cannot be overruled by styles: they get the address of the file that was
 * kept, and `data-sj-original-…` keeps the recorded one.
 */
export function originalName(element: Element, name: string): string | null {
  if (element.namespaceURI === SVG && /^(?:image|use|feImage)$/.test(element.localName) && /^(?:xlink:)?href$/.test(name)) {
    return 'data-sj-original-href';
  }
  return element.localName === 'input' && name === 'src' ? 'data-sj-original-src' : null;
}
