import { readFileSync } from 'node:fs';
import { defineConfig, type Plugin } from 'vite';

const here = (path: string): string => decodeURIComponent(new URL(path, import.meta.url).pathname);

/** The shop's pages: one HTML file each, so that going from one to another is a real navigation. */
const SHOP_PAGES = ['index', 'product', 'checkout', 'thanks', 'sightings', 'almanac', 'stores', 'locator', 'broken'];

/** Replaces `<!-- include NAME -->` in the shop's pages by `src/shop/partials/NAME.html`. */
function includePartials(): Plugin {
  return {
    name: 'include-partials',
    transformIndexHtml: {
      order: 'pre',
      handler: (html) =>
        html.replace(/<!-- include ([a-z-]+) -->/g, (_, name: string) =>
          readFileSync(here(`src/shop/partials/${name}.html`), 'utf8').trim(),
        ),
    },
  };
}

/**
 * Two builds into one folder: the dashboard (`vite build`) and the shop (`vite build --mode shop`). They share no files,
 * so that a host may serve one without the other. Paths are relative: both work at any address.
 */
export default defineConfig(({ mode }) => {
  const shop = mode === 'shop';
  const collector = 'http://127.0.0.1:7777';
  return {
    root: here('.'),
    base: './',
    publicDir: shop ? false : 'public',
    plugins: [includePartials()],
    build: {
      outDir: 'dist',
      emptyOutDir: !shop,
      assetsDir: shop ? 'shop/assets' : 'assets',
      // The dashboard's content security policy knows no data: addresses.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      target: 'es2022',
      rollupOptions: {
        input: shop ? SHOP_PAGES.map((page) => here(`shop/${page}.html`)) : [here('index.html')],
      },
    },
    server: {
      host: '127.0.0.1',
      proxy: Object.fromEntries(
        ['/api', '/v1', '/player', '/recorder.js', '/recorder.wasm', '/healthz'].map((path) => [path, collector]),
      ),
    },
  };
});
