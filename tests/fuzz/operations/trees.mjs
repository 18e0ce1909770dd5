// Ways to change a tree that the basic operations do not go: ranges, documents of frames, namespaces. Not `moveBefore`, over
// which Chromium 156 crashes, with or without a recorder.
import { pickElement, pickOne, put } from "./pick.mjs";

/** @typedef {import("../tree.mjs").World} World */

const NAMESPACES = ["http://www.w3.org/1999/xlink", "http://www.w3.org/XML/1998/namespace", "urn:fuzz", null];
const NAMES = ["xlink:title", "xml:lang", "f:x", "title"];

/** Frames that are shown, with their documents. @param {World} world */
const frames = (world) => /** @type {HTMLIFrameElement[]} */ (world.elements().filter((it) => it.localName === "iframe")).filter((frame) => frame.contentDocument?.body);

/** @type {Record<string, (world: World) => void>} */
export const TREES = {
  replaceChildren(world) {
    const parent = pickOne(world, world.containers().filter((it) => it.nodeName !== "BODY"));
    if (!parent) return;
    const children = [...parent.childNodes].reverse();
    parent.replaceChildren(...(world.random.chance(0.5) ? children : []), world.word(), world.document.createElement("b"));
  },
  splitAndNormalize(world) {
    const { random } = world;
    const text = /** @type {Text | undefined} */ (pickOne(world, world.characterData().filter((node) => node.nodeType === 3 && node.length > 2)));
    if (!text) return;
    text.splitText(1).splitText(1);
    if (random.chance(0.5)) text.parentNode?.normalize();
  },
  clone(world) {
    const element = pickOne(world, world.elements().filter((it) => it.localName !== "iframe" && !it.querySelector("iframe")));
    if (element) put(world, element.cloneNode(true));
  },
  range(world) {
    const { random, document } = world;
    const texts = world.characterData().filter((node) => node.nodeType === 3 && node.length > 2 && node.ownerDocument === document);
    const text = pickOne(world, texts);
    if (!text || /^(style|textarea|option)$/.test(text.parentElement?.localName ?? "")) return;
    const range = document.createRange();
    range.setStart(text, 1);
    range.setEnd(text, 2);
    if (random.chance(0.5)) range.surroundContents(document.createElement("i"));
    else range.deleteContents();
  },
  moveFrame(world) {
    const frame = pickElement(world, /^iframe$/);
    if (frame) put(world, frame);
  },
  adoptFromFrame(world) {
    const { random, document } = world;
    const frame = pickOne(world, frames(world));
    const inner = frame?.contentDocument?.body.firstElementChild;
    if (!inner || random.chance(0.3)) {
      const node = pickOne(world, world.elements().filter((it) => it.ownerDocument === document && (!frame || !world.holds(it, frame))));
      if (node && frame?.contentDocument) frame.contentDocument.body.append(random.chance(0.5) ? node : frame.contentDocument.importNode(node, true));
      return;
    }
    put(world, random.chance(0.5) ? document.adoptNode(inner) : inner);
  },
  openFrame(world) {
    const { random } = world;
    const document = pickOne(world, frames(world))?.contentDocument;
    if (!document) return;
    document.open();
    document.write(random.pick(["<!doctype html>", ""]) + `<style>p { top: ${world.count}px }</style><p class="a">${world.word()}</p>`);
    if (random.chance(0.5)) document.write(`<b>${world.word()}</b>`);
    document.close();
  },
  navigateFrame(world) {
    const { random } = world;
    const frame = /** @type {HTMLIFrameElement | undefined} */ (pickElement(world, /^iframe$/));
    if (!frame?.isConnected) return;
    if (random.chance(0.7)) frame.srcdoc = `<!doctype html><ul><li>${world.word()}</ul>`;
    else if (frame.hasAttribute("srcdoc")) frame.removeAttribute("srcdoc");
  },
  namespaced(world) {
    const { random } = world;
    const element = pickOne(world, world.elements());
    if (!element) return;
    const at = random.below(NAMES.length);
    const [namespace = null, name = "title"] = [NAMESPACES[at], NAMES[at]];
    if (random.chance(0.3)) element.removeAttributeNS(namespace, name.slice(name.indexOf(":") + 1));
    else element.setAttributeNS(namespace, name, world.word());
  },
  newBody(world) {
    const { document, random } = world;
    if (random.chance(0.8)) return;
    const body = document.createElement("body");
    body.append(...document.body.childNodes);
    document.body.replaceWith(body);
  },
  head(world) {
    const { document, random } = world;
    if (random.chance(0.5)) document.title = world.word();
    else document.documentElement.setAttribute("class", world.word());
  },
};
