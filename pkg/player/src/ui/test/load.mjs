// Node 20 runs no TypeScript: modules under test are bundled by esbuild first.
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const path = (name) => fileURLToPath(new URL(`../${name}`, import.meta.url));

/** Imports a module of this folder, such as `logic/time.ts`. */
export async function load(name) {
  const code = await bundle(name, 'esm');
  return import(`data:text/javascript;base64,${Buffer.from(code).toString('base64')}`);
}

/** A module of this folder with all it imports, as one script. A classic one (`iife`) puts its exports into `globalName`. */
export async function bundle(name, format, globalName) {
  const built = await build({
    entryPoints: [path(name)],
    bundle: true,
    format,
    ...(globalName === undefined ? {} : { globalName }),
    target: 'es2022',
    write: false,
    logLevel: 'silent',
  });
  return built.outputFiles[0].text;
}
