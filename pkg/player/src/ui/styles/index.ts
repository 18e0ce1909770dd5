// All styles of the interface, as one constructed sheet: no style element, so a strict content security policy holds.

import { controls } from './controls.ts';
import { frame } from './frame.ts';
import { help } from './help.ts';
import { pointer } from './pointer.ts';
import { preferences } from './preferences.ts';
import { states } from './states.ts';
import { timeline } from './timeline.ts';
import { tokens } from './tokens.ts';

export function createStyleSheet(): CSSStyleSheet {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync([tokens, frame, controls, timeline, pointer, states, help, preferences].join('\n'));
  return sheet;
}
