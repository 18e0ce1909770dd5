// What a fuzzed page does to itself. A seed means the same sequence only as long as the list it chooses from stays as it is:
// whoever adds operations adds a list, so that old seeds go on to test what they found.
import { OPERATIONS as BASIC } from "./basic.mjs";
import { FORMS } from "./forms.mjs";
import { SHEETS } from "./sheets.mjs";
import { SHOWN } from "./shown.mjs";
import { TREES } from "./trees.mjs";

/** @typedef {import("../tree.mjs").World} World */
/** @typedef {"basic" | "all"} Repertoire */

/** @type {Record<Repertoire, Record<string, (world: World) => void>>} */
export const REPERTOIRES = {
  basic: BASIC,
  all: { ...BASIC, ...FORMS, ...SHEETS, ...SHOWN, ...TREES },
};
