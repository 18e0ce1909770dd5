// Records what a Zustand store does.
//
//   await record({ …, plugins: [zustandPlugin('cart', useCart, { show: ['/items'] })] });

/**
 * @param {string} name
 * @param {{ getState(): unknown, subscribe(listener: (state: unknown) => void): () => void }} store
 * @param {import('@scrubjay/recorder').StateOptions} [options]
 */
export function zustandPlugin(name, store, options) {
  return {
    name: `zustand ${name}`,
    start(recording) {
      const channel = recording.state(name, options);
      channel.update(store.getState(), 'start');
      return store.subscribe((state) => channel.update(state));
    },
  };
}
