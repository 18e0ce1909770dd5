// Records what a Redux store does: each action, and what it changes.
//
//   const plugin = reduxPlugin({ show: ['/cart'] });
//   const store = createStore(reducer, applyMiddleware(plugin.middleware));
//   await record({ …, plugins: [plugin] });

/** @param {import('@scrubjay/recorder').StateOptions} [options] */
export function reduxPlugin(options) {
  let channel = null;
  let store = null;
  return {
    name: 'redux',
    middleware: (api) => {
      store = api;
      return (next) => (action) => {
        const result = next(action);
        channel?.update(api.getState(), { type: String(action.type), payload: action.payload });
        return result;
      };
    },
    start(recording) {
      channel = recording.state('redux', options);
      if (store) channel.update(store.getState(), 'start');
      return () => {
        channel = null;
      };
    },
  };
}
