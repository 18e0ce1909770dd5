// Tells of another address without a new document, for pages that are not recorded yet: no hooks, listeners alone.

/** What `window.navigation` is where it is there (Chromium, Safari). */
interface NavigationTarget {
  addEventListener(type: 'currententrychange', listener: () => void, options: { signal: AbortSignal }): void;
}

/** Calls back after each change of the address. Gives what ends that. Elsewhere only back, forward and fragments are seen. */
export function onNavigation(callback: () => void): () => void {
  const controller = new AbortController();
  const { signal } = controller;
  const { navigation } = window as unknown as { readonly navigation?: NavigationTarget };
  if (navigation) navigation.addEventListener('currententrychange', callback, { signal });
  else for (const type of ['popstate', 'hashchange']) addEventListener(type, callback, { signal });
  return () => controller.abort();
}
