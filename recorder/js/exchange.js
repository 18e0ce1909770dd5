// Headers and bodies of requests, for addresses that the site has named. They are scrubbed on the wasm side.

/** So much of a body is read, in UTF-16 units or bytes: what follows is left alone. */
const BODY_MAX = 16 << 10;
/** Bodies that are text. An event stream has no end. */
const TEXTUAL = /^(?!text\/event-stream)(text\/|application\/(.*\+)?(json|xml)|application\/(javascript|x-www-form-urlencoded|graphql))/i;

const CUT = '…';
const cut = (text) => (text.length > BODY_MAX ? text.slice(0, BODY_MAX) + CUT : text);

/** Names and values of whatever headers can be given as. */
const pairsOf = (headers) => {
  if (!headers || typeof headers !== 'object') return [];
  if (Array.isArray(headers)) return headers.filter(Array.isArray).map(([name, value]) => [String(name), String(value)]);
  if (typeof headers.entries === 'function') return [...headers.entries()];
  return Object.entries(Object.getOwnPropertyDescriptors(headers)).map(([name, { value }]) => [name, String(value)]);
};

/** What is sent, as text; nothing for what is none. */
const bodyText = (body) => {
  if (typeof body === 'string') return cut(body);
  if (body instanceof URLSearchParams) return cut(String(body));
  if (body instanceof FormData) return cut(JSON.stringify(Object.fromEntries([...body.keys()].map((name) => [name, CUT]))));
  return undefined;
};

/** The beginning of a body, from a branch of its own that leaves the page's alone. */
async function beginningOf(response) {
  const reader = response.clone().body.getReader();
  const decoder = new TextDecoder();
  let text = '', size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    size += value.byteLength;
    text += decoder.decode(value, { stream: true });
    if (size > BODY_MAX) {
      reader.cancel().catch(() => {}); // the page's branch goes on
      return cut(text);
    }
  }
}

export class Exchange {
  /** @param {{ matches(url: string): boolean, headers: string[], bodies: boolean }} wishes */
  constructor(wishes) {
    this.wishes = wishes;
    this.names = new Set(wishes.headers.map((name) => name.toLowerCase()));
  }

  /** Reads what is sent with a request; gives what reads the answer, or null if the site has not named the address. */
  begin(request, headers, body) {
    if (!this.wishes.matches(request.url)) return null;
    request.requestHeaders = this.chosen(pairsOf(headers));
    if (this.wishes.bodies) request.requestBody = bodyText(body);
    return {
      answered: (response, finish) => this.answered(request, response, finish),
      loaded: (xhr, finish) => this.loaded(request, xhr, finish),
    };
  }

  /** @private The headers that the site has named, as a flat list. */
  chosen(pairs) {
    return pairs.map(([name, value]) => [name.toLowerCase(), value]).filter(([name]) => this.names.has(name)).flat();
  }

  /** @private */
  answered(request, response, finish) {
    request.responseHeaders = this.chosen([...response.headers.entries()]);
    if (!this.wishes.bodies || !response.body || response.bodyUsed || !TEXTUAL.test(response.headers.get('content-type') || '')) return finish();
    beginningOf(response).then(
      (text) => {
        request.responseBody = text;
        finish();
      },
      finish, // given up by the page, or broken off
    );
    return undefined;
  }

  /** @private */
  loaded(request, xhr, finish) {
    const lines = xhr.getAllResponseHeaders().trim().split(/[\r\n]+/);
    request.responseHeaders = this.chosen(lines.map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1).trim()]));
    if (this.wishes.bodies) {
      if (xhr.responseType === '' || xhr.responseType === 'text') request.responseBody = cut(xhr.responseText);
      else if (xhr.responseType === 'json') request.responseBody = cut(JSON.stringify(xhr.response) ?? '');
    }
    finish();
  }
}
