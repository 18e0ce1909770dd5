import type { AssetRecord } from './table.ts';

/** A size for what has none, in CSS pixels. */
const USUAL: readonly [width: number, height: number] = [120, 80];
const NAME_MAX = 40;

const REASONS: Readonly<Record<string, string>> = {
  'over-budget': 'over the recorder’s budget',
  unreadable: 'of another site',
  kept: 'not to be had',
};

/** A picture that says what is missing, of the size of what it stands for; as a value of CSS. */
export function placeholder(address: string, record: AssetRecord | undefined): string {
  const [width, height] = record !== undefined && record.width > 0 ? [record.width, record.height] : USUAL;
  const lines = ['Image not recorded', nameOf(address), REASONS[record?.outcome ?? ''] ?? ''].filter((line) => line !== '');
  const text = lines.map((line, index) => `<tspan x='50%' dy='${index === 0 ? '0' : '1.3em'}'>${escaped(line)}</tspan>`).join('');
  const svg =
    `<svg xmlns='http://www.w3.org/2000/svg' width='${width}' height='${height}'>` +
    "<defs><pattern id='s' width='16' height='16' patternUnits='userSpaceOnUse' patternTransform='rotate(45)'>" +
    "<rect width='8' height='16' fill='#8a94a6' fill-opacity='.2'/><rect x='8' width='8' height='16' fill='#8a94a6' fill-opacity='.1'/></pattern></defs>" +
    "<rect width='100%' height='100%' fill='url(#s)'/><rect x='.5' y='.5' width='100%' height='100%' fill='none' stroke='#8a94a6' stroke-dasharray='4'/>" +
    `<text x='50%' y='45%' text-anchor='middle' font-family='sans-serif' font-size='11' fill='#5b6475'>${text}</text></svg>`;
  return `url("data:image/svg+xml,${encodeURIComponent(svg)}")`;
}

function nameOf(address: string): string {
  const path = address.replace(/[?#].*$/s, '');
  const name = path.slice(path.lastIndexOf('/') + 1);
  return name.length > NAME_MAX ? `${name.slice(0, NAME_MAX - 1)}…` : name;
}

function escaped(text: string): string {
  return text.replace(/[&<>'"]/g, (sign) => `&#${sign.charCodeAt(0)};`).replace(/[\u0000-\u001f\ufffe\uffff]/g, '');
}
