// What a recording says, for proofs that a channel was exercised.

/** What stands for a secret. */
const SECRET = "••••••••";

/** A recording as `scrubjay export --to json` prints it. */
export class Recording {
  /** @param {string} text */
  constructor(text) {
    /** All of it, in one string. */
    this.text = text;
    const { streams } = JSON.parse(text);
    /** @type {{ type: string, data: any }[]} */
    this.events = streams.flatMap((/** @type {any} */ stream) => stream.events.map((/** @type {any} */ timed) => timed.event));
    /** Elements by their `id` attribute, each with its number, attributes and first properties. @type {Map<string, { node: number, attributes: Record<string, string>, properties: any[] }>} */
    this.elements = new Map();
    for (const { type, data } of this.events) {
      if (type === "snapshot") this.#number(data);
      if (type === "mutation") for (const insert of data.inserts) this.#number(insert.nodes);
    }
  }

  /** @param {{ first: number, tokens: any[] }} forest */
  #number({ first, tokens }) {
    let node = first;
    for (const token of tokens) {
      const kind = typeof token === "string" ? token : Object.keys(token)[0] ?? "";
      if (/^(close|existing)$/i.test(kind)) continue;
      const element = typeof token === "string" ? undefined : token.element ?? token.Element;
      if (element) {
        const attributes = Object.fromEntries(element.attributes.map((/** @type {any} */ each) => [each.name, each.value]));
        if (attributes.id) this.elements.set(attributes.id, { node, attributes, properties: element.properties });
      }
      node += 1;
    }
  }

  /** @param {string} type @returns {any[]} the events of a kind */
  all(type) {
    return this.events.filter((event) => event.type === type).map((event) => event.data);
  }

  /** @param {string} type */
  has(type) {
    return this.events.some((event) => event.type === type);
  }

  /** @param {string} id @returns {Record<string, string> | null} */
  attributesOf(id) {
    return this.elements.get(id)?.attributes ?? null;
  }

  /** Whether the element had a value that is shown as a secret. @param {string} id */
  masksValueOf(id) {
    const element = this.elements.get(id);
    if (!element) return false;
    const changes = this.all("properties").flat().filter((/** @type {any} */ change) => change.node === element.node);
    return JSON.stringify([element.attributes["value"], element.properties, changes]).includes(SECRET);
  }
}
