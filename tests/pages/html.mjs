// The document of a site.

/** @param {import("./pages.test.mjs").Site} site @param {boolean} styled whether it imports style sheets */
export function html({ title, html: body = '<div id="app"></div>' }, styled) {
  const style = styled ? '<link rel="stylesheet" href="/main.css">' : "";
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${title}</title>${style}<style>body { font: 16px/1.4 sans-serif; margin: 16px }</style></head><body>${body}<script src="/main.js"></script></body></html>`;
}
