// Bundles the package into dist/. Runs after wasm-pack has put the wasm module and its glue into wasm/.
import { copyFileSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const path = (name) => fileURLToPath(new URL(name, import.meta.url));

rmSync(path('dist'), { recursive: true, force: true });
mkdirSync(path('dist'), { recursive: true });
await build({
  entryPoints: [path('src/index.ts'), path('src/slim.ts')],
  outdir: path('dist'),
  bundle: true,
  format: 'esm',
  target: 'es2022',
  minify: true,
  // The glue would look for its own file name; both entries say where the module is.
  define: { 'import.meta.url': 'import.meta.url' },
  legalComments: 'none',
  logLevel: 'warning',
});
copyFileSync(path('wasm/scrubjay_player_bg.wasm'), path('dist/player.wasm'));
for (const name of readdirSync(path('types'))) copyFileSync(path(`types/${name}`), path(`dist/${name}`));
