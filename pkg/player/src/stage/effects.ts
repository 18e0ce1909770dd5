import { LOOK_ID } from './motion/clock.ts';

// Looks of our own on recorded elements. They are given by the Web Animations API, which styles an element without any
// trace in the tree, so that the stage's document stays what the recorded page was.

/** Styles an element, over what its page says. */
export function dress(element: Element, style: Record<string, string>): Animation {
  const frames: Record<string, string[]> = {};
  for (const [property, value] of Object.entries(style)) frames[property] = [value, value];
  const animation = element.animate(frames, { duration: 1, fill: 'both' });
  animation.id = LOOK_ID;
  animation.finish();
  return animation;
}

const STRIPES = 'repeating-linear-gradient(135deg, #8a94a633 0 8px, #8a94a61a 8px 16px)';

/** Something whose content was not recorded: its box is kept, and it is seen that something is missing. */
export function dressPlaceholder(element: Element, width: number, height: number): Animation {
  const look: Record<string, string> = { backgroundImage: STRIPES, outline: '1px dashed #8a94a6', outlineOffset: '-1px' };
  if (element.firstChild === null && element.shadowRoot === null && !isReplaced(element)) {
    look['boxSizing'] = 'border-box';
    look['width'] = `${width}px`;
    look['height'] = `${height}px`;
    const view = element.ownerDocument.defaultView;
    if (view?.getComputedStyle(element).display === 'inline') look['display'] = 'inline-block';
  }
  return dress(element, look);
}

/** Full screen as browsers style it, within the recorded viewport. */
export function dressFullscreen(element: Element): Animation {
  const none = { margin: '0', minWidth: '0', maxWidth: 'none', minHeight: '0', maxHeight: 'none', transform: 'none' };
  const whole = { position: 'fixed', inset: '0', width: '100%', height: '100%', boxSizing: 'border-box', objectFit: 'contain' };
  return dress(element, { ...none, ...whole, zIndex: '2147483647' });
}

/** The colours that Chromium gives what it has filled in (its style sheet for HTML, `:autofill`). */
export function dressAutofilled(element: Element): Animation {
  return dress(element, { backgroundColor: 'light-dark(rgb(232, 240, 254), rgba(70, 90, 126, 0.4))', color: 'fieldtext' });
}

function isReplaced(element: Element): boolean {
  return /^(?:iframe|frame|img|video|audio|canvas|input|textarea|select|button|svg)$/.test(element.localName);
}
