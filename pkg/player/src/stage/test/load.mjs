import { build } from 'esbuild';

/** Imports a module of `src/stage`, compiled from its TypeScript. */
export async function load(path) {
  const entry = new URL(`../${path}`, import.meta.url).pathname;
  const { outputFiles } = await build({ entryPoints: [entry], bundle: true, format: 'esm', write: false, logLevel: 'silent' });
  return import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].text).toString('base64')}`);
}
