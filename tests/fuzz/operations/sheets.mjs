// Style sheets through the CSSOM, further than the basic operations go.
import { pickElement, pickOne } from "./pick.mjs";

/** @typedef {import("../tree.mjs").World} World */

/** @param {World} world */
const fresh = (world) => (world.count += 1) % 60;

/** All rules of a list and below. @param {CSSRuleList} list @returns {CSSRule[]} */
const allRules = (list) => [...list].flatMap((rule) => [rule, ...("cssRules" in rule ? allRules(/** @type {CSSGroupingRule} */ (rule).cssRules) : [])]);

/** @param {World} world */
const rulesOf = (world) => world.sheets().flatMap((sheet) => allRules(sheet.cssRules));

/** Roots that can adopt sheets of the top document. @param {World} world */
function adopters(world) {
  const roots = world.nodes().filter((node) => node.nodeType === 11 && "adoptedStyleSheets" in node && node.ownerDocument === world.document);
  return [world.document, .../** @type {ShadowRoot[]} */ (roots)];
}

/** @type {Record<string, (world: World) => void>} */
export const SHEETS = {
  adoptInPlace(world) {
    const { random, view } = world;
    const list = random.pick(adopters(world)).adoptedStyleSheets;
    if (list.length > 0 && random.chance(0.5)) {
      list.splice(random.below(list.length), 1);
      return;
    }
    const sheet = new view.CSSStyleSheet({ media: random.pick(["", "print"]), disabled: random.chance(0.2) });
    sheet.replaceSync(`.a { top: ${fresh(world)}px }`);
    if (random.chance(0.5)) list.push(sheet);
    else list.unshift(sheet);
  },
  adoptElsewhere(world) {
    const sheet = pickOne(world, world.document.adoptedStyleSheets);
    if (sheet) world.random.pick(adopters(world)).adoptedStyleSheets = [sheet];
  },
  nestedRule(world) {
    const { random } = world;
    const groups = /** @type {CSSGroupingRule[]} */ (rulesOf(world).filter((rule) => "insertRule" in rule && "cssRules" in rule));
    const group = pickOne(world, groups);
    if (!group) return;
    const { length } = group.cssRules;
    if (length > 0 && random.chance(0.3)) group.deleteRule(random.below(length));
    else group.insertRule(random.pick([`@supports (display: grid) { .e { left: ${fresh(world)}px } }`, `b { left: ${fresh(world)}px }`]), random.below(length + 1));
  },
  ruleDeclarations(world) {
    const { random } = world;
    const rules = /** @type {CSSStyleRule[]} */ (rulesOf(world).filter((rule) => "selectorText" in rule));
    const rule = pickOne(world, rules);
    if (!rule) return;
    const dice = random.below(5);
    if (dice === 0) rule.style.color = `rgb(${fresh(world)}, 0, 0)`;
    else if (dice === 1) rule.style.cssText = `left: ${fresh(world)}px; border: 1px solid var(--edge)`;
    else if (dice === 2) rule.style.removeProperty(rule.style[0] ?? "left");
    else if (dice === 3) rule.selectorText = random.pick([".a", "p > b", "ul li"]);
    else rule.style.setProperty("--edge", random.pick(["red", "blue"]), random.pick(["", "important"]));
  },
  keyframes(world) {
    const { random } = world;
    const frames = /** @type {CSSKeyframesRule[]} */ (rulesOf(world).filter((rule) => "appendRule" in rule));
    const rule = pickOne(world, frames);
    if (rule && random.chance(0.7)) {
      if (random.chance(0.6)) rule.appendRule(`${fresh(world)}% { left: ${fresh(world)}px }`);
      else rule.deleteRule(/** @type {CSSKeyframeRule | undefined} */ (rule.cssRules[0])?.keyText ?? "0%");
    } else {
      pickOne(world, world.sheets())?.insertRule(`@keyframes k${fresh(world)} { from { left: 0px } to { left: 9px } }`);
    }
  },
  sheetState(world) {
    const { random } = world;
    const sheet = pickOne(world, world.sheets());
    if (!sheet) return;
    if (random.chance(0.5)) sheet.disabled = !sheet.disabled;
    else sheet.media.mediaText = random.pick(["all", "screen", "print, screen"]);
  },
  styleAttribute(world) {
    const { random } = world;
    const style = /** @type {HTMLStyleElement | undefined} */ (pickElement(world, /^style$/));
    if (!style) return;
    const dice = random.below(4);
    if (dice === 0) style.media = random.pick(["print", "screen", ""]);
    else if (dice === 1) style.removeAttribute("media");
    else if (dice === 2) style.disabled = !style.disabled;
    else style.setAttribute("type", random.pick(["text/css", "text/other", ""]));
  },
  replaceAll(world) {
    const sheets = adopters(world).flatMap((root) => [...root.adoptedStyleSheets]);
    // The promise is settled within the frame.
    void pickOne(world, sheets)?.replace(`p { left: ${fresh(world)}px } .b { border: 1px solid var(--edge) }`);
  },
};
