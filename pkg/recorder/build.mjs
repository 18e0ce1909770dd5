// Bundles the package into dist/. Runs after wasm-pack has put the wasm module and its glue into wasm/.
import { copyFileSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const path = (name) => fileURLToPath(new URL(name, import.meta.url));
const shared = { bundle: true, target: 'es2022', minify: true, legalComments: 'none', logLevel: 'warning' };

rmSync(path('dist'), { recursive: true, force: true });
mkdirSync(path('dist'), { recursive: true });
await build({ ...shared, entryPoints: [path('src/index.ts'), path('src/slim.ts')], outdir: path('dist'), format: 'esm' });
// The glue's own way of finding its module needs import.meta, which a classic script has not; the tag says where it is.
await build({
  ...shared,
  entryPoints: [path('src/tag.ts')],
  outfile: path('dist/tag.inline.js'),
  format: 'iife',
  define: { 'import.meta.url': '""' },
});
copyFileSync(path('wasm/scrubjay_recorder_bg.wasm'), path('dist/recorder.wasm'));
for (const name of readdirSync(path('types'))) copyFileSync(path(`types/${name}`), path(`dist/${name}`));
