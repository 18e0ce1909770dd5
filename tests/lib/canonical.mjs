// A page's document as a list of facts, the same for the live page and for the page as played, where both are right.
//
// This file runs inside pages: as a module, or as `${canonicalise}` in an evaluated string. So the function stands alone.

/**
 * One fact: where and what it is about, its value, and how a masked recording may hold the value:
 * `secret` must not even show its length, `typed` must be masked, `form` may be masked or not, `any` is not compared,
 * `numbers` must be there as they are, `moving` is milliseconds and may be some off, `rolling` some more, null as it is but for personal data in it.
 * @typedef {[label: string, value: string, policy: "secret" | "typed" | "form" | "link" | "any" | "numbers" | "moving" | "rolling" | null]} Fact
 */

/**
 * @param {Document} top the document to describe
 * @param {{ bases?: string[], closedRoots?: (host: Element) => ShadowRoot | null | undefined, original?: (url: string) => string }} [options]
 *   bases: the base URLs that the live page gave, by document in document order, for the page as played, which lies elsewhere;
 *   closedRoots: finds closed shadow roots; original: the recorded address that a played one stands for
 * @returns {{ facts: Fact[], bases: string[] }}
 */
export function canonicalise(top, options = {}) {
  const HTML = "http://www.w3.org/1999/xhtml";
  // What would run, load or navigate: a stage holds the element, but not these.
  const INERT_RELATIONS = /(^|\s)(preload|modulepreload|prefetch|preconnect|dns-prefetch|prerender)(\s|$)/i;
  const INERT_ATTRIBUTES = new Set(["nonce", "integrity", "crossorigin", "autofocus", "http-equiv"]);
  const URL_ATTRIBUTES = new Set(["href", "src", "poster", "data", "action", "formaction", "cite", "background", "xlink:href"]);
  const SVG_NUMBERS = /^(d|points|viewBox|transform|gradientTransform|patternTransform|values|keyTimes|keySplines|path|x|y|dx|dy|rotate|stroke-dasharray)$/;
  const TYPED_INPUTS = new Set(["text", "search", "email", "tel", "url", "password", "number", "date", "time", "month", "week", "datetime-local", "color", "range"]);

  /** @type {Fact[]} */
  const facts = [];
  /** @type {string[]} */
  const bases = [];

  /** @param {number} depth @param {string} label @param {string} value @param {Fact[2]} [policy] */
  const fact = (depth, label, value, policy = null) => void facts.push([" ".repeat(depth) + label, value, policy]);

  /** @param {string} url @param {string} base */
  const absolute = (url, base) => {
    const trimmed = options.original?.(url.trim()) ?? url.trim();
    if (trimmed === "" || trimmed.startsWith("#")) return trimmed;
    if (/^javascript:/i.test(trimmed)) return "javascript:";
    try {
      return new URL(trimmed, base).href;
    } catch {
      return trimmed;
    }
  };
  /** @param {string} css @param {string} base */
  const absoluteCss = (css, base) =>
    css.replace(/url\(\s*(["']?)(.*?)\1\s*\)/g, (_whole, _quote, url) => `url(${absolute(url, base)})`).replace(/\s+/g, " ").trim();

  /** Browsers put important declarations last when they parse, not when a script sets them; it means the same. @param {CSSStyleDeclaration} style @param {string} base */
  const importantLast = (style, base) => {
    const declarations = absoluteCss(style.cssText, base).split(/;\s*/);
    const isImportant = (/** @type {string} */ text) => text.endsWith("!important");
    return [...declarations.filter((it) => !isImportant(it)), ...declarations.filter(isImportant)].join("; ");
  };

  /** @param {CSSRuleList} rules @param {string} base @param {number} depth */
  const describeRules = (rules, base, depth) => {
    for (const rule of rules) {
      const inner = /** @type {{ cssRules?: CSSRuleList, conditionText?: string }} */ (/** @type {unknown} */ (rule)).cssRules;
      const isStyle = "selectorText" in rule;
      if (inner && !isStyle) {
        fact(depth, "rule", absoluteCss(rule.cssText.slice(0, rule.cssText.indexOf("{")), base));
        describeRules(inner, base, depth + 1);
      } else if (isStyle) {
        // A player shows the recorded visitor's hover and focus by rewriting these selectors.
        const { selectorText } = /** @type {CSSStyleRule} */ (rule);
        fact(depth, "selector", selectorText, /:(hover|active|focus|target)/.test(selectorText) ? "any" : null);
        fact(depth, "style", importantLast(/** @type {CSSStyleRule} */ (rule).style, base));
        describeRules(/** @type {CSSStyleRule} */ (rule).cssRules, base, depth + 1);
      } else {
        fact(depth, "rule", absoluteCss(rule.cssText, base));
      }
    }
  };
  /** @param {CSSStyleSheet} sheet @param {string} base @param {number} depth @param {string} label */
  const describeSheet = (sheet, base, depth, label) => {
    fact(depth, label, `${sheet.disabled ? "disabled " : ""}${sheet.media.mediaText}`);
    let rules;
    try {
      rules = sheet.cssRules;
    } catch {
      return; // of another origin: neither side can read it
    }
    describeRules(rules, sheet.href ?? base, depth + 1);
  };

  /** @param {Element} element */
  const isInert = (element) =>
    element.localName === "script" ||
    (element.namespaceURI === HTML && (element.localName === "noscript" || (element.localName === "link" && INERT_RELATIONS.test(element.getAttribute("rel") ?? ""))));
  /** A linked sheet is played from its recorded content, by a style element that stands for the link. @param {Element} element */
  const nameOf = (element) => {
    const { localName, tagName, namespaceURI } = element;
    if (namespaceURI !== HTML) return `{${namespaceURI}}${tagName}`;
    return localName === "style" && /(^|\s)stylesheet(\s|$)/i.test(element.getAttribute("rel") ?? "") ? "link" : localName;
  };
  /** @param {Element} element */
  const inputType = (element) => (element.localName === "input" ? /** @type {HTMLInputElement} */ (element).type : "");
  /** @param {Element} element @returns {HTMLElement | null} */
  const frameOf = (element) => (/^(iframe|frame|object|embed)$/.test(element.localName) && element.namespaceURI === HTML ? /** @type {HTMLElement} */ (element) : null);

  /** The privacy level that the page gave: the nearest ancestor's, through shadow roots and frames. @param {Element | null} element @returns {string} */
  const levelOf = (element) => {
    for (let at = element; at !== null; ) {
      const level = at.getAttribute("data-sj-privacy");
      if (level !== null) return level;
      const { parentNode, ownerDocument } = /** @type {Element} */ (at);
      at = at.parentElement ?? /** @type {ShadowRoot | null} */ (parentNode)?.host ?? ownerDocument.defaultView?.frameElement ?? null;
    }
    return "mask-inputs";
  };
  /** What becomes of a form value there. @param {Element} element @param {"typed" | "form"} usually @returns {Fact[2]} */
  const valuePolicy = (element, usually) => (levelOf(element) === "allow" ? null : usually);

  /** @param {Element} element @param {number} depth @param {string} base */
  const describeAttributes = (element, depth, base) => {
    const frame = frameOf(element) !== null;
    const inert = isInert(element);
    const attributes = [...element.attributes].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
    for (const { name, value, namespaceURI } of attributes) {
      if (name.startsWith("data-sj-original-")) continue; // the player keeps there what it had to replace
      if (/^on/i.test(name) || INERT_ATTRIBUTES.has(name) || name === "xmlns" || name.startsWith("xmlns:")) continue;
      if (inert && (name === "src" || name === "href" || name === "xlink:href" || name === "imagesrcset")) continue;
      if (frame && (name === "src" || name === "srcdoc" || name === "sandbox" || name === "data")) continue; // the frame's document is described instead
      const label = `@${namespaceURI && !name.startsWith("xml") ? `{${namespaceURI}}` : ""}${name}`;
      if (name === "value" && /^(input|option|button|data|li|meter|progress|param)$/.test(element.localName)) {
        const type = inputType(element);
        fact(depth, label, value, value === "" ? null : valuePolicy(element, TYPED_INPUTS.has(type) ? "typed" : "form"));
      } else if (URL_ATTRIBUTES.has(name)) {
        // What is followed or sent to, rather than loaded from.
        const link = /^(action|formaction|cite)$/.test(name) || (name.endsWith("href") && /^(a|area)$/.test(element.localName));
        fact(depth, label, absolute(value, base), link && levelOf(element) !== "allow" ? "link" : null);
      } else if (name === "srcset" || name === "imagesrcset") {
        fact(depth, label, value.split(/,\s+/).map((candidate) => candidate.trim().replace(/^\S+/, (url) => absolute(url, base))).join(", "));
      } else if (element.namespaceURI !== HTML && SVG_NUMBERS.test(name)) {
        fact(depth, label, value, "numbers");
      } else if (name === "style") {
        fact(depth, label, absoluteCss(value, base));
      } else {
        fact(depth, label, value);
      }
    }
  };

  /** @param {Element} element @param {number} depth */
  const describeState = (element, depth) => {
    if (element.namespaceURI !== HTML) return;
    if (element.localName === "input") {
      const input = /** @type {HTMLInputElement} */ (element);
      if (input.type === "checkbox" || input.type === "radio") {
        fact(depth, "$checked", String(input.checked));
        if (input.indeterminate) fact(depth, "$indeterminate", "true");
      } else if (TYPED_INPUTS.has(input.type)) {
        // What these hold is always valid, so masking cannot keep a shape: any other value will do.
        const free = /^(color|range|date|time|month|week|datetime-local)$/.test(input.type);
        const secret = input.type === "password" || /\bcc-/.test(input.autocomplete);
        fact(depth, "$value", input.value, input.value === "" ? null : secret ? "secret" : free ? "any" : valuePolicy(element, "typed"));
      }
    } else if (element.localName === "textarea") {
      const { value } = /** @type {HTMLTextAreaElement} */ (element);
      fact(depth, "$value", value, value === "" ? null : valuePolicy(element, "typed"));
    } else if (element.localName === "select") {
      const { options: list } = /** @type {HTMLSelectElement} */ (element);
      fact(depth, "$selected", [...list].flatMap((option, index) => (option.selected ? [index] : [])).join(" "));
    } else if (element.localName === "dialog" && element.matches(":modal")) {
      fact(depth, "$modal", "true");
    }
    // In a template nothing is drawn, and nothing gets its definition there.
    const mayBeDefined = element.localName.includes("-") || element.hasAttribute("is");
    // Nor is one shown that an element brought along from another window: it would be one of all elements of its name.
    const registry = element.ownerDocument.defaultView?.customElements;
    const isDefined = registry?.get(element.getAttribute("is") ?? element.localName) !== undefined && element.matches(":defined");
    if (mayBeDefined && registry) fact(depth, "$defined", String(isDefined));
    if (element.localName === "slot" && /** @type {ShadowRoot} */ (element.getRootNode()).slotAssignment === "manual") {
      const siblings = [.../** @type {ShadowRoot} */ (element.getRootNode()).host.childNodes];
      fact(depth, "$assigned", /** @type {HTMLSlotElement} */ (element).assignedNodes().map((node) => siblings.indexOf(/** @type {ChildNode} */ (node))).join(" "));
    }
    if (element.hasAttribute("popover") && element.matches(":popover-open")) fact(depth, "$popover", "open");
  };
  /** Where media and animations are; what scrolling drives is told by the scroll positions. @param {Element} element @param {number} depth */
  const describeMotion = (element, depth) => {
    if (/^(video|audio)$/.test(element.localName) && element.namespaceURI === HTML) {
      const media = /** @type {HTMLMediaElement} */ (element);
      // Media run by a clock of their own, which starts late and falls behind on a busy machine.
      fact(depth, "$media position", String(media.currentTime * 1000), media.paused ? "moving" : "rolling");
      fact(depth, "$media state", `${media.playbackRate} ${media.muted}`);
    }
    for (const { id, timeline, effect, currentTime } of element.getAnimations?.() ?? []) {
      // Looks that a player gives are animations too.
      if (id === "scrubjay" || currentTime === null || effect === null || !/DocumentTimeline/.test(String(timeline))) continue;
      fact(depth, "$animation", String(Number(currentTime)), "moving");
    }
    if (element.localName === "svg" && element.querySelector("animate, animateMotion, animateTransform, set") !== null && !element.parentElement?.closest("svg")) {
      fact(depth, "$clock", String(/** @type {SVGSVGElement} */ (element).getCurrentTime() * 1000), "moving");
    }
  };
  /** @param {Element} element @param {number} depth */
  const describeScroll = (element, depth) => {
    const x = Math.round(element.scrollLeft);
    const y = Math.round(element.scrollTop);
    if (x !== 0 || y !== 0) fact(depth, "$scroll", `${x} ${y}`);
  };

  /** @param {Element} element @param {number} depth @param {string} base */
  const describeElement = (element, depth, base) => {
    fact(depth, `<${nameOf(element)}>`, "");
    describeAttributes(element, depth + 1, base);
    describeState(element, depth + 1);
    describeMotion(element, depth + 1);
    describeScroll(element, depth + 1);
    const sheet = /** @type {{ sheet?: CSSStyleSheet | null }} */ (/** @type {unknown} */ (element)).sheet;
    if (sheet) describeSheet(sheet, base, depth + 1, "#sheet");
    const root = element.shadowRoot ?? options.closedRoots?.(element);
    if (root) {
      fact(depth + 1, "#shadow", root.mode);
      describeChildren(root, depth + 2, base, null);
      describeAdopted(root, depth + 2, base);
    }
    if (element.localName === "template" && element.namespaceURI === HTML) {
      fact(depth + 1, "#template", "");
      describeChildren(/** @type {HTMLTemplateElement} */ (element).content, depth + 2, base, null);
    }
    const content = /** @type {HTMLIFrameElement | null} */ (frameOf(element))?.contentDocument;
    if (content) describeDocument(content, depth + 1);
    if (!isInert(element)) describeChildren(element, depth + 1, base, element);
  };

  /** @param {Node} parent @param {number} depth @param {string} base @param {Element | null} element */
  const describeChildren = (parent, depth, base, element) => {
    // What a style element contains may be played by its rules alone, which are described.
    if (element !== null && element.localName === "style") return;
    const typedText = element !== null && element.localName === "textarea";
    const optionText = element !== null && element.localName === "option";
    /** @type {() => Fact[2]} */
    const textPolicy = () => {
      if (element === null) return null;
      if (typedText || optionText) return valuePolicy(element, typedText ? "typed" : "form");
      return levelOf(element) === "mask" ? "typed" : null;
    };
    for (let child = parent.firstChild; child !== null; child = child.nextSibling) {
      if (child.nodeType === 1) describeElement(/** @type {Element} */ (child), depth, base);
      else if (child.nodeType === 3) fact(depth, "#text", child.nodeValue ?? "", textPolicy());
      else if (child.nodeType === 4) fact(depth, "#cdata", child.nodeValue ?? "");
      else if (child.nodeType === 8) fact(depth, "#comment", child.nodeValue ?? "");
      else if (child.nodeType === 7) fact(depth, `#instruction ${child.nodeName}`, child.nodeValue ?? "");
      else if (child.nodeType === 10) {
        const { name, publicId, systemId } = /** @type {DocumentType} */ (child);
        fact(depth, "#doctype", `${name} ${publicId} ${systemId}`.trim());
      }
    }
  };

  /** @param {Document | ShadowRoot} root @param {number} depth @param {string} base */
  const describeAdopted = (root, depth, base) => {
    // In the content of a template nothing is drawn, and no sheet can be made for its document.
    const isInert = ("host" in root ? root.ownerDocument : root).defaultView === null;
    for (const sheet of isInert ? [] : root.adoptedStyleSheets) {
      const isPlayers = /** @type {{ scrubjay?: boolean }} */ (/** @type {unknown} */ (sheet)).scrubjay === true;
      if (!isPlayers) describeSheet(sheet, base, depth, "#adopted");
    }
  };

  /** @param {Document} document @param {number} depth */
  const describeDocument = (document, depth) => {
    const base = options.bases?.[bases.length] ?? document.baseURI;
    bases.push(base);
    fact(depth, "#document", document.compatMode);
    const scroller = document.scrollingElement;
    if (scroller && document.documentElement !== scroller) describeScroll(scroller, depth + 1);
    describeChildren(document, depth + 1, base, null);
    describeAdopted(document, depth + 1, base);
  };

  describeDocument(top, 0);
  return { facts, bases };
}
