const sheet = new CSSStyleSheet();
sheet.replaceSync(`
  :host { display: inline-flex; align-items: center; gap: .4em; font-size: .875rem; color: inherit; }
  .stars { position: relative; display: inline-block; font-size: 1.05em; line-height: 1; letter-spacing: .06em; white-space: nowrap; color: var(--star-empty, #d8cfbd); }
  .full { position: absolute; inset: 0 auto 0 0; overflow: hidden; color: var(--star-full, #d98a1f); }
  .count { color: var(--muted, #6b6f66); }
`);

/**
 * `<star-rating value="4.5" count="12">`: stars and how many gave them. Its shadow root is open, and its style sheet is
 * adopted: one sheet for all of them.
 */
export class StarRating extends HTMLElement {
  static readonly observedAttributes = ['value', 'count'];
  readonly #root = this.attachShadow({ mode: 'open' });

  connectedCallback(): void {
    this.#root.adoptedStyleSheets = [sheet];
    this.#draw();
  }

  attributeChangedCallback(): void {
    if (this.isConnected) this.#draw();
  }

  #draw(): void {
    const value = Math.min(Math.max(Number(this.getAttribute('value')), 0), 5) || 0;
    const count = this.getAttribute('count');
    const stars = document.createElement('span');
    stars.className = 'stars';
    stars.setAttribute('role', 'img');
    stars.setAttribute('aria-label', `${value} of 5 stars`);
    stars.textContent = '★★★★★';
    const full = document.createElement('span');
    full.className = 'full';
    full.setAttribute('aria-hidden', 'true');
    full.textContent = '★★★★★';
    full.style.width = `${value * 20}%`;
    stars.append(full);
    const words = document.createElement('span');
    words.className = 'count';
    words.textContent = count === null ? '' : `(${count})`;
    this.#root.replaceChildren(stars, words);
  }
}

customElements.define('star-rating', StarRating);
