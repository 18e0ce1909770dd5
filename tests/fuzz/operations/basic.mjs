// What a fuzzed page does to itself: each operation takes the world and does one thing to it, by the world's own dice.

import { pickOne } from "./pick.mjs";

/** @typedef {import("../tree.mjs").World} World */

const NAMES = ["div", "p", "span", "section", "ul", "li", "b", "button", "x-card", "input", "textarea"];
const SVG = "http://www.w3.org/2000/svg";
const XLINK = "http://www.w3.org/1999/xlink";
const CLASSES = ["a", "b", "c d", ""];

/** @param {World} world @returns {ChildNode} */
function newNode(world) {
  const { random, document } = world;
  const dice = random.below(12);
  if (dice < 2) return document.createTextNode(random.chance(0.1) ? "" : world.word());
  if (dice === 2) return document.createComment(world.word());
  if (dice === 3) {
    const svg = document.createElementNS(SVG, "svg");
    const shape = svg.appendChild(document.createElementNS(SVG, random.pick(["linearGradient", "rect", "g", "foreignObject"])));
    shape.setAttribute("id", `s${world.count}`);
    return svg;
  }
  const element = document.createElement(random.pick(NAMES));
  if (random.chance(0.5)) element.textContent = world.word();
  if (random.chance(0.3)) element.className = random.pick(CLASSES);
  return element;
}

/** @param {World} world */
function markup(world) {
  const { random } = world;
  const word = () => world.word();
  return random.pick([
    `<p>${word()} <i class="a">${word()}</i></p>text<!--${word()}-->`,
    `<ul><li>${word()}<li>${word()}</ul>`,
    `<table><tr><td>${word()}<td><b>${word()}</b></table>`,
    `<svg viewBox="0 0 9 9"><g><use xlink:href="#s1"/><text>${word()}</text></g></svg>`,
    `<template><em>${word()}</em></template><span>${word()}</span>`,
    `<x-card title="${word()}">${word()}</x-card>`,
    `<style>.c { margin: ${world.count}px }</style>${word()}`,
    `<math><mi>x</mi><mo>=</mo><mn>${world.count}</mn></math>`,
    `<input value="${word()}"><textarea>${word()}</textarea><select><option>${word()}<option selected>${word()}</select>`,
    "",
  ]);
}

/** @param {World} world */
function rule(world) {
  const { random, count } = world;
  world.count += 1;
  return random.pick([
    `.a { padding-left: ${count % 30}px }`,
    `@media (min-width: ${count}px) { .b { margin: ${count % 9}px } p > b { color: navy } }`,
    `p::before { content: "${count}" }`,
    `@supports (display: grid) { .c { border-width: ${count % 5}px } }`,
    `li:nth-child(${1 + (count % 4)}) { color: rgb(${count % 255}, 0, 9) }`,
  ]);
}

/** @type {Record<string, (world: World) => void>} */
export const OPERATIONS = {
  create(world) {
    const node = newNode(world);
    const { parent, before } = world.place(node);
    parent.insertBefore(node, before);
  },
  createTree(world) {
    const fragment = world.document.createDocumentFragment();
    for (let left = 1 + world.random.below(4); left > 0; left -= 1) {
      const node = newNode(world);
      fragment.append(node);
      if (node instanceof world.view.Element && !/^(input|textarea)$/.test(node.localName)) node.append(newNode(world), newNode(world));
    }
    const { parent, before } = world.place(fragment);
    parent.insertBefore(fragment, before);
  },
  move(world) {
    const node = pickOne(world, world.elements());
    if (!node) return;
    const { parent, before } = world.place(node);
    parent.insertBefore(node, before);
  },
  moveTwice(world) {
    OPERATIONS.move?.(world);
    OPERATIONS.move?.(world);
  },
  moveBetweenRoots(world) {
    const node = pickOne(world, world.elements());
    if (!node) return;
    const others = world.containers().filter((container) => container.getRootNode() !== node.getRootNode() && !world.holds(node, container));
    pickOne(world, others)?.append(node);
  },
  remove(world) {
    const node = /** @type {ChildNode | undefined} */ (pickOne(world, [...world.elements(), ...world.characterData()]));
    if (!node) return;
    node.remove();
    world.removed.push(node);
  },
  removeAndInsert(world) {
    const node = pickOne(world, world.elements());
    if (!node) return;
    const { parentNode, nextSibling } = node;
    node.remove();
    if (world.random.chance(0.5)) node.setAttribute("data-away", world.word());
    parentNode?.insertBefore(node, nextSibling);
  },
  insertAgain(world) {
    const node = world.removed.pop();
    if (!node || world.holds(world.document, node)) return;
    const { parent, before } = world.place(node);
    parent.insertBefore(node, before);
  },
  createAndRemove(world) {
    const node = newNode(world);
    const { parent, before } = world.place(node);
    parent.insertBefore(node, before);
    node.remove();
    world.removed.push(node);
  },
  text(world) {
    const node = pickOne(world, world.characterData());
    if (!node) return;
    if (node.nodeType === 3 && world.random.chance(0.3) && node.length > 1) /** @type {Text} */ (node).splitText(1);
    else if (world.random.chance(0.3)) node.appendData(world.word());
    else node.data = world.word();
  },
  textContent(world) {
    const element = pickOne(world, world.elements().filter((it) => it.localName !== "style" && it.localName !== "iframe"));
    if (element) element.textContent = world.word();
  },
  normalize(world) {
    world.random.pick(world.containers()).normalize();
  },
  attribute(world) {
    const element = pickOne(world, world.elements());
    if (!element) return;
    const { random } = world;
    const dice = random.below(6);
    if (dice === 0) element.setAttributeNS(XLINK, "xlink:href", `#${world.word()}`);
    else if (dice === 1) element.removeAttribute(random.pick(["class", "data-x", "title", "style", "id"]));
    else if (dice === 2) element.toggleAttribute("hidden");
    else element.setAttribute(random.pick(["class", "data-x", "title", "id", "lang"]), world.word());
  },
  innerHTML(world) {
    const container = pickOne(world, world.containers().filter((it) => it.nodeName !== "BODY" && "innerHTML" in it));
    if (container) /** @type {Element} */ (container).innerHTML = markup(world);
  },
  insertHTML(world) {
    const element = pickOne(world, world.elements().filter((it) => it.parentElement && !/^(style|iframe|template|textarea|select|input)$/.test(it.localName)));
    element?.insertAdjacentHTML(world.random.pick(["beforebegin", "afterbegin", "beforeend", "afterend"]), markup(world));
  },
  replace(world) {
    const node = /** @type {ChildNode | undefined} */ (pickOne(world, [...world.elements(), ...world.characterData()]));
    node?.replaceWith(newNode(world), newNode(world));
  },
  shadow(world) {
    const { random } = world;
    const hosts = world.elements().filter((it) => /^(div|span|section|p)$/.test(it.localName) && !world.rootOf(it));
    const host = pickOne(world, hosts);
    if (!host) return;
    const mode = random.pick(/** @type {const} */ (["open", "closed"]));
    const root = host.attachShadow({ mode });
    if (mode === "closed") world.closedRoots.set(host, root);
    root.innerHTML = `<style>i { color: plum }</style><slot></slot>${markup(world)}`;
  },
  frame(world) {
    const { random, document } = world;
    const frame = document.createElement("iframe");
    if (random.chance(0.4)) frame.srcdoc = `<!doctype html><p class="a">${world.word()}</p>`;
    const { parent, before } = world.place(frame);
    parent.insertBefore(frame, before);
    if (!frame.srcdoc && frame.contentDocument?.body) frame.contentDocument.body.innerHTML = `<p>${world.word()}</p>${markup(world)}`;
  },
  insertRule(world) {
    const sheet = pickOne(world, world.sheets());
    sheet?.insertRule(rule(world), world.random.below(sheet.cssRules.length + 1));
  },
  deleteRule(world) {
    const sheet = pickOne(world, world.sheets().filter((it) => it.cssRules.length > 0));
    sheet?.deleteRule(world.random.below(sheet.cssRules.length));
  },
  groupedRule(world) {
    const groups = world.sheets().flatMap((sheet) => [...sheet.cssRules]).filter((it) => /^@(media|supports)/.test(it.cssText));
    const group = /** @type {CSSGroupingRule | undefined} */ (pickOne(world, groups));
    if (!group) return;
    if (group.cssRules.length > 1 && world.random.chance(0.4)) group.deleteRule(0);
    else group.insertRule(`.d { top: ${(world.count += 1)}px }`, world.random.below(group.cssRules.length + 1));
  },
  ruleStyle(world) {
    const rules = world.sheets().flatMap((sheet) => [...sheet.cssRules]).filter((it) => "style" in it && "selectorText" in it);
    const style = /** @type {CSSStyleRule | undefined} */ (pickOne(world, rules))?.style;
    style?.setProperty(world.random.pick(["margin-top", "left"]), `${(world.count += 1) % 50}px`, world.random.pick(["", "important"]));
  },
  inlineStyle(world) {
    const element = /** @type {HTMLElement | undefined} */ (pickOne(world, world.elements().filter((it) => "style" in it)));
    if (world.random.chance(0.3)) element?.style.removeProperty("margin-left");
    else element?.style.setProperty(world.random.pick(["margin-left", "--depth"]), `${(world.count += 1) % 20}px`);
  },
  styleText(world) {
    const style = pickOne(world, world.elements().filter((it) => it.localName === "style"));
    if (style) style.textContent = `${rule(world)}\n${rule(world)}`;
  },
  adopt(world) {
    const { random, view } = world;
    const roots = world.nodes().filter((node) => node.nodeType === 11 && "adoptedStyleSheets" in node && node.ownerDocument === world.document);
    const owner = random.pick([world.document, .../** @type {ShadowRoot[]} */ (roots)]);
    if (owner.adoptedStyleSheets.length > 1 && random.chance(0.5)) {
      owner.adoptedStyleSheets = owner.adoptedStyleSheets.slice(1).reverse();
      return;
    }
    const sheet = new view.CSSStyleSheet();
    sheet.replaceSync(`${rule(world)} ${rule(world)}`);
    owner.adoptedStyleSheets = [...owner.adoptedStyleSheets, sheet];
  },
  replaceSheet(world) {
    const sheets = world.nodes().flatMap((node) => ("adoptedStyleSheets" in node ? /** @type {ShadowRoot} */ (node).adoptedStyleSheets : []));
    pickOne(world, [...world.document.adoptedStyleSheets, ...sheets])?.replaceSync(rule(world));
  },
  control(world) {
    const control = pickOne(world, world.elements().filter((it) => /^(input|textarea|select)$/.test(it.localName)));
    if (!control) return;
    if (control.localName === "select") /** @type {HTMLSelectElement} */ (control).selectedIndex = world.random.below(3) - 1;
    else /** @type {HTMLInputElement} */ (control).value = world.word();
  },
};
