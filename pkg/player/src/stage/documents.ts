// The stage's documents: how they are opened and what they may do.

import type { AssetPolicy } from './assets/table.ts';

/** Nothing runs, nothing is sent anywhere; what a page is drawn with comes from the recording and the collector. */
const rules = ({ base, live }: AssetPolicy): readonly string[] => [
  "default-src 'none'",
  `img-src ${live ? '*' : base} data: blob:`,
  `media-src * data: blob:`,
  `font-src ${live ? '*' : base} data: blob:`,
  `style-src ${live ? '*' : ''} data: blob: 'unsafe-inline'`,
  "script-src 'none'",
  "connect-src 'none'",
  "object-src 'none'",
  "frame-src 'none'",
  "worker-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
];

const DOCTYPE = { standards: '<!doctype html>', quirks: '' } as const;

/**
 * Makes the frame that a page is shown in. `allow-same-origin` lets us write into it; `allow-scripts` is never given, so
 * nothing in it runs whatever is written.
 */
export function createStageFrame(owner: Document): HTMLIFrameElement {
  const frame = owner.createElement('iframe');
  frame.setAttribute('sandbox', 'allow-same-origin');
  frame.setAttribute('referrerpolicy', 'no-referrer');
  frame.setAttribute('part', 'stage');
  frame.title = 'Recorded page';
  frame.tabIndex = -1;
  return frame;
}

/** Opens the stage's top document and puts the policy in force. Frames inside inherit it. */
export function openTopDocument(frame: HTMLIFrameElement, quirks: boolean, assets: AssetPolicy): Document | null {
  const document = frame.contentDocument;
  if (document === null) return null;
  const policy = rules(assets).join('; ').replace(/["<>&]/g, encodeURIComponent);
  write(
    document,
    quirks,
    `<meta http-equiv="Content-Security-Policy" content="${policy}"><meta name="referrer" content="no-referrer">`,
  );
  return document;
}

/** Opens the document of a frame within the stage. */
export function openFrameDocument(document: Document, quirks: boolean): void {
  write(document, quirks, '');
}

function write(document: Document, quirks: boolean, head: string): void {
  document.open();
  document.write(`${quirks ? DOCTYPE.quirks : DOCTYPE.standards}<html><head>${head}</head></html>`);
  document.close();
  // A policy delivered by a <meta> stays in force after the element is gone, and the recorded page has no such element.
  while (document.firstChild !== null) document.firstChild.remove();
  // A window keeps where it was scrolled to until something is laid out.
  document.defaultView?.scrollTo({ left: 0, top: 0, behavior: 'instant' });
}
