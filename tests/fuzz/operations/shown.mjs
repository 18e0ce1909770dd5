// What is shown how: scroll positions, the top layer, details, slots, custom elements.
import { pickElement, pickOne, put } from "./pick.mjs";

/** @typedef {import("../tree.mjs").World} World */

/** @type {Record<string, (world: World) => void>} */
export const SHOWN = {
  scroller(world) {
    const box = put(world, world.document.createElement("div"));
    box.style.cssText = "width: 60px; height: 40px; overflow: auto";
    box.innerHTML = `<p style="width: 400px; height: 400px; margin: 0">${world.word()}</p>`;
  },
  scroll(world) {
    const boxes = world.elements().filter((it) => "style" in it && /** @type {HTMLElement} */ (it).style.overflow === "auto");
    const box = pickOne(world, boxes);
    box?.scrollTo({ left: world.random.below(99), top: world.random.below(99), behavior: "instant" });
  },
  scrollPage(world) {
    world.view.scrollTo({ left: 0, top: world.random.below(200), behavior: "instant" });
  },
  dialog(world) {
    const { random, document } = world;
    const dialog = /** @type {HTMLDialogElement | undefined} */ (pickElement(world, /^dialog$/));
    if (!dialog || random.chance(0.2)) {
      put(world, document.createElement("dialog")).append(world.word());
      return;
    }
    if (dialog.open && random.chance(0.4)) dialog.close();
    else if (dialog.open) dialog.removeAttribute("open");
    else if (dialog.isConnected && random.chance(0.7)) dialog.showModal();
    else dialog.show();
  },
  popover(world) {
    const { random } = world;
    const popovers = world.elements().filter((it) => it.hasAttribute("popover") && "showPopover" in it && it.isConnected);
    const popover = /** @type {HTMLElement | undefined} */ (pickOne(world, popovers));
    if (!popover || random.chance(0.3)) {
      const element = /** @type {HTMLElement | undefined} */ (pickElement(world, /^(div|p|section|span)$/));
      element?.setAttribute("popover", random.pick(["auto", "manual"]));
    } else if (random.chance(0.2)) popover.removeAttribute("popover");
    else popover.togglePopover();
  },
  details(world) {
    const { random, document } = world;
    const details = /** @type {HTMLDetailsElement | undefined} */ (pickElement(world, /^details$/));
    if (details && random.chance(0.6)) {
      details.open = !details.open;
      return;
    }
    const made = put(world, document.createElement("details"));
    made.innerHTML = `<summary>${world.word()}</summary>${world.word()}`;
    if (random.chance(0.5)) made.name = "only-one";
  },
  slot(world) {
    const { random } = world;
    const element = pickElement(world, /^(div|p|span|b|slot)$/);
    element?.setAttribute(element.localName === "slot" ? "name" : "slot", random.pick(["one", "two", ""]));
  },
  manualSlot(world) {
    const { random } = world;
    const hosts = world.elements().filter((it) => /^(div|span|section|p)$/.test(it.localName) && !world.rootOf(it));
    const host = pickOne(world, hosts);
    if (!host) return;
    const root = host.attachShadow({ mode: "open", slotAssignment: "manual", delegatesFocus: random.chance(0.5) });
    root.innerHTML = "<b>manual</b><slot>fallback</slot>";
    const child = /** @type {Element | undefined} */ (pickOne(world, [...host.children]));
    if (child) root.querySelector("slot")?.assign(child);
  },
  define(world) {
    const { random, view } = world;
    const name = `y-${random.below(4)}`;
    if (view.customElements.get(name) === undefined && random.chance(0.3)) view.customElements.define(name, class extends view.HTMLElement {});
    else put(world, world.document.createElement(name)).append(world.word());
  },
  declaredShadow(world) {
    const { random } = world;
    const hosts = world.elements().filter((it) => /^(div|section|p|span)$/.test(it.localName));
    const container = pickOne(world, hosts);
    const mode = random.pick(["open", "closed"]);
    const html = `<div><template shadowrootmode="${mode}"><style>b { top: 1px }</style><slot></slot>${world.word()}</template><i>${world.word()}</i></div>`;
    if (container && mode === "open") /** @type {any} */ (container).setHTMLUnsafe(html);
  },
};
