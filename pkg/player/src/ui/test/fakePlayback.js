// A playback without a recording, as a custom element: its time runs, its page is a plain document. Runs in the browser.

class FakePlayer extends HTMLElement {
  duration = 100;
  ended = false;
  seeking = false;
  error = null;
  info = null;
  markers = [
    { time: 10, kind: 'click', label: 'Search' },
    { time: 10.2, kind: 'edit', label: 'Search field' },
    { time: 40, kind: 'error', label: 'TypeError' },
    { time: 80, kind: 'navigation', label: '/cart' },
  ];
  inactiveRanges = [{ start: 50, end: 70 }];
  activity = Float32Array.from({ length: 100 }, (_, index) => (index % 10) / 10);
  /** Every value `currentTime` was set to. */
  sought = [];
  /** Whether one was still under way each time. */
  wasSeeking = [];
  seekMs = 0;
  #time = 0;
  #paused = true;
  #rate = 1;
  #skip = false;
  #timer = 0;

  constructor() {
    super();
    const root = this.attachShadow({ mode: 'open' });
    this.box = document.createElement('div');
    this.frame = document.createElement('iframe');
    this.box.append(this.frame);
    root.append(this.box);
  }
  connectedCallback() {
    this.frame.contentDocument.body.textContent = 'recorded page';
    this.frame.contentDocument.addEventListener('keydown', (event) => ScrubjayUi.handleKey(event, this));
    this.dress();
  }
  dress() {
    this.interface = ScrubjayUi.createInterface(this.shadowRoot, this, this.box);
  }
  load() {
    const viewport = { width: 1000, height: 500 };
    this.info = { url: 'https://shop.example/a', title: 'Shop', viewport, startedAt: 0, duration: 100 };
    this.emit('loadedmetadata');
  }
  emit(type) {
    this.dispatchEvent(new Event(type));
  }
  get paused() { return this.#paused; }
  get currentTime() { return this.#time; }
  set currentTime(time) {
    this.sought.push(time);
    this.wasSeeking.push(this.seeking);
    this.#time = time;
    this.ended = false;
    this.seeking = true;
    this.emit('seeking');
    setTimeout(() => {
      this.seeking = false;
      this.emit('timeupdate');
      this.emit('seeked');
    }, this.seekMs);
  }
  get playbackRate() { return this.#rate; }
  set playbackRate(rate) {
    this.#rate = rate;
    this.emit('ratechange');
  }
  get skipInactivity() { return this.#skip; }
  set skipInactivity(skip) {
    this.#skip = skip;
    this.emit('skipinactivitychange');
  }
  async play() {
    this.#paused = false;
    this.emit('play');
    this.#timer = setInterval(() => {
      this.#time = Math.min(this.duration, this.#time + 0.02 * this.#rate);
      this.emit('timeupdate');
      if (this.#time < this.duration) return;
      this.ended = true;
      this.pause();
      this.emit('ended');
    }, 20);
  }
  pause() {
    if (this.#paused) return;
    this.#paused = true;
    clearInterval(this.#timer);
    this.emit('pause');
  }
}

customElements.define('fake-player', FakePlayer);
