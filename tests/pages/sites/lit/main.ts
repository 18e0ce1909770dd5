import { LitElement, css, html } from "lit";
import { repeat } from "lit/directives/repeat.js";

class StarRating extends LitElement {
  static properties = { value: { type: Number, reflect: true } };
  static styles = css`
    :host { display: inline-block; padding: 4px; background: ivory }
    button { border: 0; background: none; font-size: 24px; color: silver }
    button.on { color: goldenrod }
    ::slotted(b) { color: teal }
  `;
  declare value: number;
  constructor() {
    super();
    this.value = 0;
  }
  render() {
    return html`<slot></slot>${[1, 2, 3, 4, 5].map((star) => html`<button class=${star <= this.value ? "on" : ""} @click=${() => { this.value = star; }}>★</button>`)}`;
  }
}
customElements.define("star-rating", StarRating);

class BirdList extends LitElement {
  static properties = { birds: { state: true } };
  static styles = css`li { list-style: square; margin: 4px }`;
  declare birds: string[];
  constructor() {
    super();
    this.birds = ["Robin", "Wren", "Jay"];
  }
  render() {
    return html`
      <ul>${repeat(this.birds, (bird) => bird, (bird) => html`<li><star-rating><b>${bird}</b></star-rating></li>`)}</ul>
      <button id="turn" @click=${() => { this.birds = [...this.birds].reverse(); }}>Turn around</button>
      <button id="add" @click=${() => { this.birds = ["Siskin", ...this.birds]; }}>Add</button>
      ${this.birds.length > 3 ? html`<p>That is a lot.</p>` : "Few."}
    `;
  }
}
customElements.define("bird-list", BirdList);
