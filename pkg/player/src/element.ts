import { Playback } from './core/playback.ts';
import { readAssets } from './core/assets.ts';
import { readPointers } from './core/pointers.ts';
import { readSource } from './core/source.ts';
import { EMPTY_SUMMARY, readSummary, type Summary } from './core/summary.ts';
import { Session, wasmReady } from './core/wasm.ts';
import type {
  PlayerInfo,
  PlayerMarker,
  PlayerRange,
  PlayerSource,
  ScrubjayPlayerElement as PublicElement,
} from '../types/public.d.ts';
import { AssetTable } from './stage/assets/table.ts';
import { Stage } from './stage/stage.ts';
import { createInterface, handleKey, type Interface } from './ui/index.ts';

const RATE_RANGE: readonly [number, number] = [0.0625, 16];
/** What the interface lays out by itself is laid out here where there is none. */
const BARE_STYLE =
  ':host{display:block}:host([hidden]){display:none}iframe{border:0;pointer-events:none;background:#fff;color-scheme:light}:host([bare]) iframe{display:block}';

/** `<scrubjay-player>`. See `types/public.d.ts` for what it promises. */
export class ScrubjayPlayerElement extends HTMLElement implements PublicElement {
  static readonly observedAttributes = ['src', 'bare', 'skip-inactivity', 'playback-rate', 'assets', 'live-assets'];

  readonly #root: ShadowRoot;
  readonly #box: HTMLElement;
  readonly #stage: Stage;
  #interface: Interface | null = null;
  #playback: Playback | null = null;
  #source: PlayerSource | null = null;
  #loading: AbortController | null = null;
  #connected = gate();
  #leaving = 0;
  #error: Error | null = null;
  #readyState: 0 | 1 | 4 = 0;
  #rate = 1;
  #viewport = { width: 0, height: 0 };
  #zoom: [scale: number, x: number, y: number] = [1, 0, 0];
  #page = { url: '', title: '' };
  #pageVersion = 0;
  #time = 0;
  #summary: Summary = EMPTY_SUMMARY;

  constructor() {
    super();
    this.#root = this.attachShadow({ mode: 'open' });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(BARE_STYLE);
    this.#root.adoptedStyleSheets = [sheet];
    this.#stage = new Stage(this.ownerDocument, {
      onViewport: (width, height) => {
        this.#viewport = { width, height };
        this.#interface?.setViewport(width, height);
      },
      onVisualViewport: (scale, x, y) => {
        this.#zoom = [scale, x, y];
        this.#interface?.setZoom(scale, x, y);
      },
      onDocument: (document) =>
        document.addEventListener('keydown', (event) => {
          if (this.#interface !== null) handleKey(event, this);
        }),
    });
    this.#box = this.ownerDocument.createElement('div');
    this.#box.append(this.#stage.frame);
    this.#root.append(this.#box);
  }

  connectedCallback(): void {
    clearTimeout(this.#leaving);
    this.#connected.open();
    this.#dress();
    if (this.#playback !== null) this.#playback.rebuild(); // a frame that is moved loses its document
    else if (this.#loading === null && (this.#source !== null || this.src !== '')) this.retry();
  }

  disconnectedCallback(): void {
    this.#connected = gate();
    this.pause();
    // Being moved is being removed and put back at once; only who stays away is taken down.
    this.#leaving = setTimeout(() => {
      this.#unload();
      this.#undress();
    });
  }

  attributeChangedCallback(name: string, before: string | null, value: string | null): void {
    switch (name) {
      case 'src':
        this.#source = null;
        if (value !== before && value !== null && this.isConnected) this.retry();
        break;
      case 'bare':
        this.#dress();
        break;
      case 'skip-inactivity':
        this.#applySkip();
        if ((before === null) !== (value === null)) this.#emit('skipinactivitychange');
        break;
      case 'playback-rate':
        if (value !== null && Number(value) > 0) this.playbackRate = Number(value);
        break;
      case 'assets':
      case 'live-assets':
        if (this.#playback !== null && before !== value) {
          this.#stage.assets = this.#assetsOf(this.#playback.session);
          this.#playback.rebuild();
        }
        break;
      default:
    }
  }

  get src(): string {
    return this.getAttribute('src') ?? '';
  }

  set src(address: string) {
    this.setAttribute('src', address);
  }

  get bare(): boolean {
    return this.hasAttribute('bare');
  }

  set bare(bare: boolean) {
    this.toggleAttribute('bare', bare);
  }

  get skipInactivity(): boolean {
    return this.hasAttribute('skip-inactivity');
  }

  set skipInactivity(skip: boolean) {
    this.toggleAttribute('skip-inactivity', skip);
  }

  get assets(): string {
    return this.getAttribute('assets') ?? '';
  }

  set assets(address: string) {
    this.setAttribute('assets', address);
  }

  get liveAssets(): boolean {
    return this.hasAttribute('live-assets');
  }

  set liveAssets(live: boolean) {
    this.toggleAttribute('live-assets', live);
  }

  get currentTime(): number {
    return this.#playback?.time ?? 0;
  }

  set currentTime(time: number) {
    if (!Number.isFinite(time)) throw new TypeError('currentTime is a finite number of seconds');
    this.#playback?.seek(time);
  }

  get duration(): number {
    return this.#playback?.duration ?? NaN;
  }

  get paused(): boolean {
    return this.#playback?.paused ?? true;
  }

  get ended(): boolean {
    return this.#playback?.ended ?? false;
  }

  get seeking(): boolean {
    return this.#playback?.seeking ?? false;
  }

  get readyState(): 0 | 1 | 4 {
    return this.#readyState;
  }

  get playbackRate(): number {
    return this.#rate;
  }

  set playbackRate(rate: number) {
    if (!Number.isFinite(rate)) throw new TypeError('playbackRate is a finite number');
    const allowed = Math.min(RATE_RANGE[1], Math.max(RATE_RANGE[0], rate));
    if (allowed === this.#rate) return;
    this.#rate = allowed;
    if (this.#playback !== null) this.#playback.rate = allowed;
    this.#emit('ratechange');
  }

  get error(): Error | null {
    return this.#error;
  }

  get markers(): readonly PlayerMarker[] {
    return this.#summary.markers;
  }

  get inactiveRanges(): readonly PlayerRange[] {
    return this.#summary.inactive;
  }

  get activity(): Float32Array {
    return this.#summary.activity;
  }

  get stage(): HTMLIFrameElement {
    return this.#stage.frame;
  }

  originalUrl(address: string): string {
    return this.#stage.assets.originalOf(address);
  }

  get info(): PlayerInfo | null {
    const session = this.#playback?.session;
    if (session === undefined || this.#readyState === 0) return null;
    return {
      startedAt: session.startedAtMs,
      duration: session.durationMs / 1000,
      ...this.#page,
      viewport: this.#viewport,
      device: this.#summary.device,
      streams: session.streamCount,
      chapters: this.#summary.chapters,
      problems: session.problems,
    };
  }

  async play(): Promise<void> {
    while (this.#playback === null) {
      if (this.#error !== null) throw new DOMException(this.#error.message, 'NotSupportedError');
      if (this.#loading === null) throw new DOMException('there is nothing to play', 'InvalidStateError');
      await new Promise((resolve) => {
        this.addEventListener('loadeddata', resolve, { once: true });
        this.addEventListener('emptied', resolve, { once: true });
        this.addEventListener('error', resolve, { once: true });
      });
    }
    this.#playback.play();
  }

  pause(): void {
    this.#playback?.pause();
  }

  retry(): void {
    const source = this.#source ?? new URL(this.src, this.ownerDocument.baseURI);
    this.load(source).catch(() => undefined); // what goes wrong is told by the `error` event
  }

  async load(source: PlayerSource): Promise<void> {
    this.#unload();
    this.#source = source;
    const loading = new AbortController();
    this.#loading = loading;
    this.#emit('loadstart');
    try {
      const [bytes] = await Promise.all([readSource(source, loading.signal), wasmReady(), this.#connected.passed]);
      loading.signal.throwIfAborted();
      await this.#open(new Session(bytes), loading.signal);
    } catch (cause) {
      if (!loading.signal.aborted) this.#fail(cause);
      throw cause;
    } finally {
      if (this.#loading === loading) this.#loading = null;
    }
  }

  async #open(session: Session, signal: AbortSignal): Promise<void> {
    const playback = new Playback(session, this.#stage, {
      emit: (type) => this.#emit(type),
      onTime: (time, jumped) => this.#onTime(time, jumped),
    });
    this.#playback = playback;
    playback.rate = this.#rate;
    this.#stage.assets = this.#assetsOf(session);
    this.#summary = readSummary(session);
    this.#applySkip();
    playback.showFirst();
    this.#readyState = 1;
    this.#emit('durationchange');
    this.#emit('loadedmetadata');
    await playback.settled();
    signal.throwIfAborted();
    this.#readyState = 4;
    this.#emit('loadeddata');
    const [damage, ...more] = session.damage;
    if (damage !== undefined) {
      // What is left of it plays all the same.
      this.#fail(new Error(`parts of this recording are damaged or missing: ${damage}${more.length === 0 ? '' : `, and ${more.length} more`}`));
    }
    if (this.hasAttribute('autoplay')) playback.play();
  }

  #assetsOf(session: Session): AssetTable {
    const base = this.assets === '' ? '' : new URL(this.assets, this.ownerDocument.baseURI).href.replace(/\/*$/, '/');
    const bytes = (hash: string): Uint8Array | undefined => session.assetBytes(hash);
    return new AssetTable({ base, live: this.liveAssets }, { records: readAssets(session), bytes });
  }

  #unload(): void {
    this.#loading?.abort(new DOMException('another recording was loaded, or the player removed', 'AbortError'));
    this.#loading = null;
    this.#error = null;
    this.#summary = EMPTY_SUMMARY;
    this.#page = { url: '', title: '' };
    this.#pageVersion = 0;
    this.#readyState = 0;
    if (this.#playback === null) return;
    this.#playback.release();
    this.#playback = null;
    this.#stage.renew();
    this.#emit('emptied');
  }

  #fail(cause: unknown): void {
    this.#error = cause instanceof Error ? cause : new Error(String(cause));
    this.#emit('error');
  }

  /** Gives the stage its interface, or takes it away. */
  #dress(): void {
    // Without an interface of ours there is no control of ours that needs the focus.
    this.#stage.takesFocus = this.bare;
    if (this.bare || !this.isConnected) {
      if (this.bare) this.#undress();
      return;
    }
    if (this.#interface !== null) return;
    this.#interface = createInterface(this.#root, this, this.#box);
    if (this.#readyState === 0) return;
    this.#interface.setViewport(this.#viewport.width, this.#viewport.height);
    this.#interface.setZoom(...this.#zoom);
    this.#interface.setPage(this.#page.url, this.#page.title);
  }

  #undress(): void {
    this.#interface?.destroy();
    this.#interface = null;
  }

  #applySkip(): void {
    if (this.#playback !== null) this.#playback.skip = this.skipInactivity ? this.#summary.inactive : [];
  }

  #onTime(time: number, jumped: boolean): void {
    const session = this.#playback?.session;
    if (session === undefined) return;
    const frame = readPointers(session.pointers(time * 1000));
    const [pointer] = frame.pointers;
    const place = pointer === undefined || !frame.isStale ? null : { x: pointer.x, y: pointer.y };
    this.#stage.point({ hovered: frame.hovered, pressed: frame.pressed, place });
    this.#showPointers(frame, time, jumped);
    this.#time = time;
    if (session.pageVersion === this.#pageVersion) return;
    this.#pageVersion = session.pageVersion;
    const { url, title } = session;
    this.#page = { url, title };
    this.#interface?.setPage(url, title);
    this.#emit('pagechange');
  }

  #showPointers(frame: ReturnType<typeof readPointers>, time: number, jumped: boolean): void {
    const view = this.#interface;
    if (view === null) return;
    if (jumped) view.clearTrail();
    view.setPointer(frame.pointers);
    if (jumped) return;
    const elapsedMs = (time - this.#time) * 1000;
    for (const press of frame.presses) if (press.ageMs < elapsedMs) view.click(press.x, press.y, press.kind);
  }

  #emit(type: string): void {
    this.dispatchEvent(new Event(type));
  }
}

/** Something that can be waited for. */
function gate(): { readonly passed: Promise<void>; open(): void } {
  let open = (): void => undefined;
  const passed = new Promise<void>((settle) => (open = settle));
  return { passed, open: () => open() };
}
