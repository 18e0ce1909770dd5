// The stage has no address of its own, so what the recorded page wrote relative to its base is made absolute when it
// is written into the stage.

/** The absolute form of a URL; what can't be resolved is left alone. Fragments alone stay local. */
export function absoluteUrl(value: string, base: string): string {
  const trimmed = value.trim();
  if (trimmed === '' || trimmed.startsWith('#') || /^(?:data|blob|https?):/i.test(trimmed)) return value;
  if (isScriptUrl(trimmed)) return 'javascript:';
  try {
    return new URL(trimmed, base).href;
  } catch {
    return value;
  }
}

/** Whether following the URL would run code (blanks and control characters in the scheme are ignored by browsers). */
export function isScriptUrl(value: string): boolean {
  // eslint-disable-next-line no-control-regex
  return /^(?:javascript|vbscript):/i.test(value.replace(/[\u0000-\u0020]+/g, ''));
}

/** The absolute form of a `srcset`. */
export function absoluteSrcset(value: string, base: string): string {
  const candidates: string[] = [];
  let rest = value;
  for (;;) {
    rest = rest.replace(/^[\s,]+/, '');
    if (rest === '') return candidates.join(', ');
    const url = /^\S+/.exec(rest)?.[0] ?? '';
    rest = rest.slice(url.length);
    if (url.endsWith(',')) {
      candidates.push(absoluteUrl(url.replace(/,+$/, ''), base));
      continue;
    }
    // A descriptor ends at the comma outside parentheses.
    const descriptor = /^(?:[^,(]|\([^)]*\))*/.exec(rest)?.[0] ?? '';
    rest = rest.slice(descriptor.length);
    candidates.push(`${absoluteUrl(url, base)}${descriptor.trim() === '' ? '' : ` ${descriptor.trim()}`}`);
  }
}

const CSS_URL =
  /\/\*[\s\S]*?\*\/|(?<![\w-])url\(\s*(?:"((?:[^"\\]|\\[\s\S])*)"|'((?:[^'\\]|\\[\s\S])*)'|((?:[^\\)'"\s]|\\[\s\S])*))\s*\)|(@import\s*)(?:"((?:[^"\\]|\\[\s\S])*)"|'((?:[^'\\]|\\[\s\S])*)')|(?<![\w-])((?:-webkit-)?image-set\()((?:[^()]|\((?:[^()]|\([^()]*\))*\))*)\)|"(?:[^"\\]|\\[\s\S])*"|'(?:[^'\\]|\\[\s\S])*'/gi;

/** Gives the address under which the stage finds what is at an absolute one. */
export type Locate = (address: string) => string;

const where: Locate = (address) => address;

/** CSS text with every URL in it absolute, and located: `url()`, `@import` and the strings of `image-set()`. */
export function absoluteCss(text: string, base: string, locate: Locate = where): string {
  if (!/url\(|@import|image-set\(/i.test(text)) return text;
  return text.replace(
    CSS_URL,
    (whole: string, d?: string, s?: string, bare?: string, rule?: string, rd?: string, rs?: string, set?: string, inner?: string) => {
      const url = d ?? s ?? bare;
      if (url !== undefined) return rewrite(whole, url, base, locate, (href) => `url(${quote(href)})`);
      const imported = rd ?? rs;
      if (rule !== undefined && imported !== undefined) {
        return rewrite(whole, imported, base, locate, (href) => `${rule.trimEnd()} ${quote(href)}`);
      }
      if (set !== undefined && inner !== undefined) return `${set}${absoluteImageSet(inner, base, locate)})`;
      return whole;
    },
  );
}

function absoluteImageSet(inner: string, base: string, locate: Locate): string {
  const strings = /(type\(\s*)?(?:"((?:[^"\\]|\\[\s\S])*)"|'((?:[^'\\]|\\[\s\S])*)')/g;
  return absoluteCss(inner, base, locate).replace(strings, (whole: string, type?: string, d?: string, s?: string, at?: number, all?: string) => {
    // What stands in url() is absolute already, and a type is no address.
    if (type !== undefined || /url\(\s*$/i.test((all ?? '').slice(0, at ?? 0))) return whole;
    return rewrite(whole, d ?? s ?? '', base, locate, quote);
  });
}

function rewrite(whole: string, escaped: string, base: string, locate: Locate, write: (href: string) => string): string {
  const value = unescapeCss(escaped);
  if (isScriptUrl(value)) return write('about:blank');
  const absolute = absoluteUrl(value, base);
  const href = /^(?:#|data:)/i.test(absolute) ? absolute : locate(absolute);
  return href === value ? whole : write(href);
}

function unescapeCss(value: string): string {
  return value.replace(/\\(?:([0-9a-f]{1,6})\s?|([\s\S]))/gi, (_whole, hex?: string, character?: string) => {
    if (hex === undefined) return character === '\n' ? '' : (character ?? '');
    const code = Number.parseInt(hex, 16);
    return code === 0 || code > 0x10ffff ? '\ufffd' : String.fromCodePoint(code);
  });
}

function quote(value: string): string {
  return `"${value.replace(/["\\\n\r\f]/g, (character) => (character === '"' ? '%22' : character === '\\' ? '%5C' : ''))}"`;
}
