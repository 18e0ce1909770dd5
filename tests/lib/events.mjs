// Events of a recording, as `scrubjay export --to json` prints them.

/** @typedef {{ at_ms: number, event: { type: string, data: any } }} Exported */

/**
 * The events of these kinds, of all streams in their order.
 * @param {{ exported(): Promise<string> }} trip @param {...string} kinds all of them, if none is named
 * @returns {Promise<any[]>} what they hold; with several kinds, or none, `{ type, at_ms, ...data }`
 */
export async function eventsOf(trip, ...kinds) {
  const { streams } = /** @type {{ streams: { events: Exported[] }[] }} */ (JSON.parse(await trip.exported()));
  const events = streams.flatMap((stream) => stream.events);
  const chosen = events.filter(({ event }) => kinds.length === 0 || kinds.includes(event.type));
  return chosen.map(({ at_ms, event }) => (kinds.length === 1 ? event.data : { type: event.type, at_ms, data: event.data }));
}
