import { trackOf } from './nodes.ts';

/**
 * How deep a tree may be. Chromium's own parser stops at 512 levels; above 2,000 its layout runs out of stack and takes the
 * viewer's tab with it.
 */
const MAX_DEPTH = 1024;

/**
 * Whether a node can go into a parent without the tree becoming too deep. If so, what stands above takes note of it. Walks
 * up only as far as the tree gets higher by it.
 */
export function fits(node: Node, parent: Node): boolean {
  const added = (trackOf(node)?.height ?? 0) + 1;
  let height = added;
  for (let above: Node | null = parent; above !== null; above = upper(above), height++) {
    if ((trackOf(above)?.height ?? 0) >= height) break;
    if (height > MAX_DEPTH) return false;
  }
  height = added;
  for (let above: Node | null = parent; above !== null; above = upper(above), height++) {
    const track = trackOf(above);
    if (track === undefined || track.height >= height) break;
    track.height = height;
  }
  return true;
}

function upper(node: Node): Node | null {
  return node.parentNode ?? (node.nodeType === Node.DOCUMENT_FRAGMENT_NODE && 'host' in node ? (node as ShadowRoot).host : null);
}
