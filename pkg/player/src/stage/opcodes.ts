// The numbers of the op buffer, as `player/src/ops/code.rs` writes them. A test over there reads this file, so the two
// lists can't drift apart.

/** What an op does: the low byte of its first word; the upper 24 bits are its length in words. */
export const Op = {
  CLEAR: 1,
  OPEN_DOCUMENT: 2,
  CREATE_ELEMENT: 3,
  CREATE_TEXT: 4,
  CREATE_COMMENT: 5,
  CREATE_CDATA: 6,
  CREATE_PROCESSING_INSTRUCTION: 7,
  CREATE_DOCTYPE: 8,
  ATTACH_SHADOW: 9,
  OPEN_TEMPLATE: 10,
  INSERT: 11,
  REMOVE: 12,
  SET_TEXT: 13,
  SET_ATTRIBUTE: 14,
  REMOVE_ATTRIBUTE: 15,
  SET_PROPERTY: 16,
  CLEAR_PROPERTY: 17,
  SET_SHEET: 18,
  CHANGE_RULE: 19,
  ADOPT_SHEETS: 20,
  SET_FOCUS: 21,
  SET_SELECTION: 22,
  SET_VIEWPORT: 23,
  SET_VISUAL_VIEWPORT: 24,
  SET_COLOR_SCHEME: 25,
  /** What is created next will live in the document of this node. */
  CONTEXT: 26,
} as const;

/** Which property of a node `SET_PROPERTY` and `CLEAR_PROPERTY` are about. */
export const PropertyKind = {
  VALUE: 1,
  CHECKED: 2,
  INDETERMINATE: 3,
  SELECTED: 4,
  CARET: 5,
  SCROLL: 6,
  MODAL: 7,
  POPOVER_OPEN: 8,
  FULLSCREEN: 9,
  DEFINED: 10,
  CURRENT_SOURCE: 11,
  MEDIA: 12,
  CANVAS: 13,
  SHEET: 14,
  PLACEHOLDER: 15,
  MASKED: 16,
  ANIMATIONS: 17,
  SVG_CLOCK: 18,
  ASSIGNED: 24,
  AUTOFILLED: 25,
} as const;

/** What `CHANGE_RULE` does to a rule. */
export const RuleOp = {
  INSERT: 1,
  DELETE: 2,
  SET_PROPERTY: 3,
  SET_TEXT: 4,
  SET_SELECTOR: 5,
} as const;
