// The channels by which something private could leave a page: where a secret is planted, and how it is shown that the
// recorder really came by it.
//
// Kinds of secrets:
// - typed: a form value. Never in a recording by default.
// - sensitive: a password, a card or the like. Never in any recording.
// - pattern: personal data that shows by its form. Not in a recording by default.
// - plain: words of the page. Shown by default, not with the preset `strict`.

/** @typedef {"typed" | "sensitive" | "pattern" | "plain"} Kind */
/**
 * @typedef {object} Channel
 * @property {string} name
 * @property {Kind} kind
 * @property {string} secret
 * @property {string[]} traces what must not be found; the secret itself unless said
 * @property {string} html for the body of the page
 * @property {string} head for its head
 * @property {string} later a script that runs once the page is recorded
 * @property {((page: import("playwright-core").Page) => Promise<void>) | null} act what the visitor does
 * @property {((recording: import("./recording.mjs").Recording) => boolean) | null} proof
 *   that the recorder came by it, as a recording at `debug` shows; null: the secret itself is in that recording
 */

/** @type {Channel[]} */
export const channels = [];

/** Letters of a word that is nowhere else, and looks like a word. @param {number} number */
const word = (number) => `qz${[676, 26, 1].map((place) => String.fromCharCode(97 + (Math.floor(number / place) % 26))).join("")}vxk`;

/**
 * @param {Kind} kind @param {string} name
 * @param {(secret: string, id: string) => Partial<Channel>} plant
 * @param {string} [given] a secret in place of a made-up one
 */
function add(kind, name, plant, given) {
  const code = word(channels.length);
  const secret = given ?? (kind === "pattern" ? `${code}.leak@corp-${code}.example` : code);
  const traces = given ? [given] : [code];
  channels.push({ kind, name, secret, traces, html: "", head: "", later: "", act: null, proof: null, ...plant(secret, `c${channels.length}`) });
}

/** @param {string} id @param {string} secret */
const typing = (id, secret) => async (/** @type {import("playwright-core").Page} */ page) => {
  await page.locator(`#${id}`).focus();
  await page.keyboard.type(secret);
};
/** @param {string} text */
const js = (text) => JSON.stringify(text);
/** @param {string} text */
const query = (text) => encodeURIComponent(text);

// ---- What visitors type, paste and choose, and what scripts put into fields -----------------------------------------------
for (const type of ["text", "search", "url", "email", "tel"]) {
  add("typed", `typed into an input of type ${type}`, (s, id) => ({ html: `<input id=${id} type=${type}>`, act: typing(id, s) }));
}
add("typed", "typed into an input without type in a label", (s, id) => ({ html: `<label>Name <input id=${id}></label>`, act: typing(id, s) }));
add("typed", "typed into a textarea", (s, id) => ({ html: `<textarea id=${id}></textarea>`, act: typing(id, s) }));
add("typed", "typed into a contenteditable", (s, id) => ({ html: `<div id=${id} contenteditable>e</div>`, act: typing(id, s) }));
add("typed", "typed into a plaintext-only contenteditable", (s, id) => ({ html: `<div id=${id} contenteditable=plaintext-only>e</div>`, act: typing(id, s) }));
add("typed", "typed into a role=textbox editor", (s, id) => ({
  html: `<div id=${id} role=textbox tabindex=0>e</div>`,
  later: `${id}.onkeydown = (event) => { if (event.key.length === 1) ${id}.textContent += event.key; };`,
  act: typing(id, s),
}));
add("typed", "typed into an input in a shadow root", (s, id) => ({ html: `<div id=h${id}></div>`, later: `h${id}.attachShadow({ mode: 'open' }).innerHTML = '<input id=${id}>';`, act: typing(id, s) }));
add("typed", "typed into an input in a closed shadow root", (s, id) => ({
  html: `<div id=${id}></div>`,
  later: `{ const root = ${id}.attachShadow({ mode: 'closed' }); root.innerHTML = '<input>'; window.closed${id} = root.firstChild; }`,
  act: async (page) => {
    await page.evaluate(`closed${id}.focus()`);
    await page.keyboard.type(s);
  },
}));
add("typed", "typed into an input in a frame", (s) => ({
  html: `<iframe id=typing src=/frame></iframe>`,
  act: async (page) => {
    await page.frameLocator("#typing").locator("input").focus();
    await page.keyboard.type(s);
  },
}));
for (const [what, html] of [["an input", "<input id=ID>"], ["a contenteditable", "<div id=ID contenteditable>e</div>"]]) {
  add("typed", `pasted into ${what}`, (s, id) => ({
    html: String(html).replace("ID", id),
    act: async (page) => {
      await page.locator(`#${id}`).focus();
      await page.evaluate((text) => navigator.clipboard.writeText(text), s);
      await page.keyboard.press("Control+v");
    },
  }));
}
add("typed", "value set by script", (s, id) => ({ html: `<input id=${id}>`, later: `${id}.value = ${js(s)};` }));
add("typed", "textarea's value set by script", (s, id) => ({ html: `<textarea id=${id}></textarea>`, later: `${id}.value = ${js(s)};` }));
add("typed", "setRangeText by script", (s, id) => ({ html: `<input id=${id}>`, later: `${id}.setRangeText(${js(s)});` }));
add("typed", "value attribute in HTML", (s) => ({ html: `<input value="${s}">` }));
add("typed", "value attribute set by script", (s, id) => ({ html: `<input id=${id}>`, later: `${id}.setAttribute('value', ${js(s)});` }));
add("typed", "field with a value added later", (s, id) => ({ html: `<div id=${id}></div>`, later: `${id}.innerHTML = '<input value="${s}">';` }));
add("typed", "textarea's text in HTML", (s) => ({ html: `<textarea>${s}</textarea>` }));
add("typed", "text of an option", (s) => ({ html: `<select><option>${s}</select>` }));
add("typed", "value of an option", (s) => ({ html: `<select><option value="${s}">x</select>` }));
add("typed", "label of an option", (s) => ({ html: `<select><option label="${s}">x</select>` }));
add("typed", "label of an optgroup", (s) => ({ html: `<select><optgroup label="${s}"><option>x</select>` }));
add("typed", "option added later", (s, id) => ({ html: `<select id=${id}></select>`, later: `${id}.add(new Option(${js(s)}));` }));
add("typed", "option of a datalist", (s) => ({ html: `<datalist id=dl><option value="${s}"></datalist><input list=dl>` }));
for (const type of ["checkbox", "radio", "submit", "reset", "button", "hidden"]) {
  add("typed", `value of an input of type ${type}`, (s) => ({ html: `<input type=${type} value="${s}">` }));
}
add("typed", "value of a button", (s) => ({ html: `<button type=button value="${s}">b</button>` }));
add("typed", "text that replaces an editor's", (s, id) => ({ html: `<div contenteditable><p id=${id}>e</p></div>`, later: `${id}.firstChild.data = ${js(s)};` }));
add("typed", "name of a chosen file", (s, id) => ({
  html: `<input type=file id=${id}>`,
  act: (page) => page.locator(`#${id}`).setInputFiles({ name: `${s}.pdf`, mimeType: "application/pdf", buffer: Buffer.from("x") }),
  proof: (recording) => recording.has("files_chosen"),
}));

// ---- Fields that no level unmasks -------------------------------------------------------------------------------------------
/** @type {[string, string][]} */
const SENSITIVE = [
  ["a password", "type=password"],
  ["autocomplete=cc-number", "autocomplete=cc-number"],
  ["autocomplete=cc-csc", "autocomplete='billing cc-csc'"],
  ["autocomplete=one-time-code", "autocomplete=one-time-code"],
  ["a name that says so", "name=user_passwd"],
  ["an aria-label that says so", "aria-label='Mot de passe'"],
  ["a placeholder that says so", "placeholder=CVC"],
  ["dots by style", "style='-webkit-text-security: disc'"],
];
for (const [what, attributes] of SENSITIVE) {
  add("sensitive", `typed into a field with ${what}`, (s, id) => ({ html: `<input id=${id} ${attributes}>`, act: typing(id, s), proof: (recording) => recording.masksValueOf(id) }));
}
add("sensitive", "typed into a field whose label says so", (s, id) => ({ html: `<label for=${id}>Kartennummer</label><input id=${id}>`, act: typing(id, s), proof: (recording) => recording.masksValueOf(id) }));
add("sensitive", "value attribute of a password field", (s, id) => ({ html: `<input id=${id} type=password value="${s}">`, proof: (recording) => recording.masksValueOf(id) }));
add("sensitive", "password set by script", (s, id) => ({ html: `<input id=${id} type=password>`, later: `${id}.value = ${js(s)};`, proof: (recording) => recording.masksValueOf(id) }));
add("sensitive", "typed after show-password", (s, id) => ({ html: `<input id=${id} type=password>`, later: `${id}.type = 'text';`, act: typing(id, s), proof: (recording) => recording.masksValueOf(id) }));

// ---- Personal data in text, attributes and addresses -----------------------------------------------------------------------
for (const kind of /** @type {const} */ (["pattern", "plain"])) {
  const of = kind === "pattern" ? "an email" : "words";
  add(kind, `${of} in a text`, (s) => ({ html: `<p>${s}</p>` }));
  add(kind, `${of} in a text that changes later`, (s, id) => ({ html: `<p id=${id}>x</p>`, later: `${id}.firstChild.data = ${js(s)};` }));
  add(kind, `${of} in innerHTML set later`, (s, id) => ({ html: `<p id=${id}></p>`, later: `${id}.innerHTML = '<b>${s}</b>';` }));
  add(kind, `${of} in the text of a button`, (s) => ({ html: `<button type=button>${s}</button>` }));
  add(kind, `${of} in a table`, (s) => ({ html: `<table><tr><td>${s}</table>` }));
  add(kind, `${of} in a template`, (s) => ({ html: `<template><p>${s}</p></template>` }));
  add(kind, `${of} in an SVG text`, (s) => ({ html: `<svg width=90 height=20><text y=15>${s}</text></svg>` }));
  add(kind, `${of} in an SVG title`, (s) => ({ html: `<svg width=9 height=9><title>${s}</title></svg>` }));
  add(kind, `${of} in a shadow root`, (s, id) => ({ html: `<div id=${id}></div>`, later: `${id}.attachShadow({ mode: 'open' }).innerHTML = '<p>${s}</p>';` }));
  add(kind, `${of} in a closed shadow root`, (s, id) => ({ html: `<div id=${id}></div>`, later: `${id}.attachShadow({ mode: 'closed' }).innerHTML = '<p>${s}</p>';` }));
  add(kind, `${of} in a frame`, (s) => ({ html: `<iframe src="/words?${kind}"></iframe>`, later: `/* ${s} */` }));
  add(kind, `${of} in a frame's srcdoc`, (s) => ({ html: `<iframe srcdoc="<p>${s}</p>"></iframe>` }));
  for (const attribute of ["title", "placeholder", "alt", "aria-label", "data-user", "customer"]) {
    add(kind, `${of} in ${attribute}`, (s) => ({ html: `<${attribute === "placeholder" ? "input" : "p"} ${attribute}="${s}">` }));
  }
  add(kind, `${of} in data-* set later`, (s, id) => ({ html: `<p id=${id}>x</p>`, later: `${id}.dataset.owner = ${js(s)};` }));
  add(kind, `${of} in the content of a meta`, (s) => ({ head: `<meta name=customer content="${s}">` }));
  add(kind, `${of} in the query of a link`, (s) => ({ html: `<a href="/p?u=${query(s)}">l</a>` }));
  add(kind, `${of} in the query of a form's action`, (s) => ({ html: `<form action="/p?u=${query(s)}"></form>` }));
  add(kind, `${of} in the query of an image`, (s) => ({ html: `<img src="/i.png?u=${query(s)}">` }));
  add(kind, `${of} in a srcset`, (s) => ({ html: `<img srcset="/i.png?u=${query(s)} 1x, /j.png 2x">` }));
  add(kind, `${of} in a mailto link`, (s) => ({ html: `<a href="mailto:${s}">m</a>` }));
  add(kind, `${of} in a string of a style element`, (s, id) => ({ head: `<style>.${id}::after { content: "${s}" }</style>` }));
  add(kind, `${of} in a custom property`, (s) => ({ html: `<p style="--user: '${s}'">x</p>` }));
  add(kind, `${of} in a url() of a style`, (s) => ({ html: `<p style="background: url(/b.png?u=${query(s)})">x</p>` }));
  add(kind, `${of} in an inserted rule`, (s, id) => ({ later: `document.styleSheets[0].insertRule('.${id}::after { content: "${s}" }');` }));
  add(kind, `${of} in an adopted sheet`, (s, id) => ({ later: `{ const sheet = new CSSStyleSheet(); sheet.replaceSync('.${id}::after { content: "${s}" }'); document.adoptedStyleSheets.push(sheet); }` }));
  add(kind, `${of} in a declaration set through a rule`, (s) => ({ later: `document.styleSheets[0].cssRules[0].style.setProperty('--late', '"${s}"');` }));
  add(kind, `${of} in a comment`, (s) => ({ html: `<!-- ${s} -->` }));
  add(kind, `${of} in a console line`, (s) => ({ later: `console.warn('seen', ${js(s)});` }));
  add(kind, `${of} in an object on the console`, (s) => ({ later: `console.error({ who: { name: ${js(s)} } });` }));
  add(kind, `${of} in the query of a fetch`, (s) => ({ later: `await fetch('/p?who=${query(s)}').catch(() => {});` }));
  add(kind, `${of} in the path of an XMLHttpRequest`, (s) => ({ later: `await new Promise((done) => { const request = new XMLHttpRequest(); request.onloadend = done; request.open('GET', '/api/${query(s)}/x'); request.send(); });` }));
  add(kind, `${of} in the address of a beacon`, (s) => ({ later: `navigator.sendBeacon('/p?who=${query(s)}', 'x');` }));
  add(kind, `${of} in a feature flag`, (s) => ({ later: `recording.flag('audience', ${js(s)});` }));
  add(kind, `${of} in the cause of an error`, (s) => ({ later: `recording.captureError(new Error('outer', { cause: new Error(${js(s)}) }));` }));
  add(kind, `${of} in an uncaught error`, (s) => ({ later: `setTimeout(() => { throw new Error(${js(`no ${s}`)}); });` }));
  add(kind, `${of} in an unhandled rejection`, (s) => ({ later: `Promise.reject(new Error(${js(`no ${s}`)}));` }));
  add(kind, `${of} in an error that the site reports`, (s) => ({ later: `recording.captureError(new TypeError(${js(s)}));` }));
  add(kind, `${of} in a property of a custom event`, (s) => ({ later: `recording.event('seen', { who: ${js(s)} });` }));
  add(kind, `${of} in a trait`, (s) => ({ later: `recording.identify('4711', { who: ${js(s)} });` }));
  add(kind, `${of} in a tag`, (s) => ({ later: `recording.tag('who', ${js(s)});` }));
  add(kind, `${of} in the label of what is clicked`, (s, id) => ({ html: `<button type=button id=${id} aria-label="${s}">b</button>`, act: (page) => page.locator(`#${id}`).click(), proof: (recording) => recording.all("click").some((click) => click.label === s) }));
  add(kind, `${of} in selected text`, (s, id) => ({
    html: `<p id=${id}>${s}</p>`,
    later: `getSelection().selectAllChildren(${id});`,
    proof: (recording) => recording.has("selection") && recording.text.includes(s),
  }));
  add(kind, `${of} in an address that is pushed`, (s) => ({ later: `history.pushState({}, '', '/?v=${query(s)}');` }));
  add(kind, `${of} in the path of an address that is pushed`, (s) => ({ later: `history.pushState({}, '', '/in/${query(s)}/x');` }));
  add(kind, `${of} in a fragment that is pushed`, (s) => ({ later: `history.pushState({}, '', '/#${query(s)}');` }));
  add(kind, `${of} in a title set later`, (s) => ({ later: `document.title = ${js(s)}; await frames();` }));
}
add("pattern", "an email in an id", (s) => ({ html: `<p id="${s}">x</p>` }));
add("pattern", "an email in a class", (s) => ({ html: `<p class="${s}">x</p>` }));
add("pattern", "an email in the path of what is clicked", (s) => ({
  html: `<button type=button id="${s}">click me</button>`,
  act: (page) => page.getByText("click me").click(),
  proof: (recording) => recording.all("click").some((click) => click.path.includes(s)),
}));
add("pattern", "an email in the name of a custom event", (s) => ({ later: `recording.event(${js(s)});` }));
add("pattern", "an email as the id of a user", (s) => ({ later: `recording.identify(${js(s)});` }));
add("plain", "an inline event handler", (s, id) => ({ html: `<p id=${id} onclick="go('${s}')">x</p>`, proof: (recording) => recording.attributesOf(id) !== null }));
add("plain", "an inline script", (s, id) => ({ html: `<script id=${id}>var known = "${s}"</script>`, proof: (recording) => recording.attributesOf(id) !== null }));
add("plain", "a noscript", (s, id) => ({ html: `<noscript id=${id}>${s}</noscript>`, proof: (recording) => recording.attributesOf(id) !== null }));
add("plain", "a javascript: address", (s, id) => ({ html: `<a id=${id} href="javascript:go('${s}')">x</a>`, proof: (recording) => recording.attributesOf(id)?.["href"] === "javascript:void 0" }));
add("plain", "the name of an image", (s) => ({ html: `<img src="/${s}.png">` }));
add("plain", "the poster of a video", (s) => ({ html: `<video poster="/${s}.png"></video>` }));

// ---- Other kinds of personal data ------------------------------------------------------------------------------------------
for (const [name, secret] of [
  ["a card number", "4111 1111 1111 1111"],
  ["an IBAN", "GB82 WEST 1234 5698 7654 32"],
  ["a phone number", "+49 30 1234567"],
  ["a US social security number", "219-09-9999"],
  ["a UK national insurance number", "AB 12 34 56 C"],
  ["a German tax id", "86095742719"],
  ["a Spanish DNI", "12345678Z"],
  ["an Italian codice fiscale", "RSSMRA85T10A562S"],
  ["a Brazilian CPF", "529.982.247-25"],
  ["a JSON web token", "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.dBjftJeZ4CVPmB92K27uhbUJU1p1r"],
  ["an API key", "sk_live_4eC39HqLyjWDarjtT1zdp7dc"],
  ["an IPv4 address", "203.0.113.77"],
  ["an IPv6 address", "2001:db8::8a2e:370:7334"],
  ["a pattern of the site's own", "KD-204817"],
]) {
  add("pattern", `${name} in a text`, (s) => ({ html: `<p>Known as ${s}, as ever.</p>` }), secret);
}
