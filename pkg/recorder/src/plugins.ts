// Plug-ins of the site: what goes wrong in one ends it alone.
import type { Plugin, Recording } from '../types/public.d.ts';

/** Starts them. Gives what stops those that can be stopped. */
export function startPlugins(plugins: readonly Plugin[], recording: Recording): () => void {
  const stops: (() => void)[] = [];
  const attempt = (plugin: Plugin, step: () => void): void => {
    try {
      step();
    } catch (error) {
      console.warn(`scrubjay: the plug-in ${plugin.name} failed`, error);
    }
  };
  for (const plugin of plugins) {
    attempt(plugin, () => {
      const stop = plugin.start(recording);
      if (stop) stops.push(() => attempt(plugin, stop));
    });
  }
  return () => {
    for (const stop of stops.splice(0).reverse()) stop();
  };
}
