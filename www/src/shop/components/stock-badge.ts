const sheet = new CSSStyleSheet();
sheet.replaceSync(`
  :host { display: inline-block; font-size: .8125rem; }
  span { display: inline-flex; align-items: center; gap: .45em; color: var(--muted, #6b6f66); }
  span::before { content: ""; width: .55em; height: .55em; border-radius: 50%; background: #5f9a5b; }
  .few::before { background: #dc8f2a; }
  .none::before { background: #b9b2a4; }
`);

/** `<stock-badge pieces="3">`: whether there is any left. Its shadow root is closed. */
export class StockBadge extends HTMLElement {
  static readonly observedAttributes = ['pieces'];
  readonly #root = this.attachShadow({ mode: 'closed' });

  connectedCallback(): void {
    this.#root.adoptedStyleSheets = [sheet];
    this.#draw();
  }

  attributeChangedCallback(): void {
    if (this.isConnected) this.#draw();
  }

  #draw(): void {
    const pieces = Number(this.getAttribute('pieces')) || 0;
    const badge = document.createElement('span');
    badge.className = pieces === 0 ? 'none' : pieces <= 5 ? 'few' : 'many';
    badge.textContent = pieces === 0 ? 'Sold out' : pieces <= 5 ? `Only ${pieces} left` : 'On the shelf';
    this.#root.replaceChildren(badge);
  }
}

customElements.define('stock-badge', StockBadge);
