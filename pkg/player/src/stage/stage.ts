import { loadingFonts } from './assets/fonts.ts';
import { Pictures } from './assets/pictures.ts';
import { AssetTable } from './assets/table.ts';
import { CanvasKeeper } from './canvas.ts';
import { ColorSchemes } from './colorScheme.ts';
import { createStageFrame, openFrameDocument, openTopDocument } from './documents.ts';
import { applySelection, FocusKeeper } from './focus.ts';
import { elementAt } from './hitTest.ts';
import { MediaKeeper } from './media.ts';
import { AnimationKeeper, isTransition } from './motion/animations.ts';
import { SvgClocks } from './motion/svgClocks.ts';
import { NodeTable, frameDocument, trackOf } from './nodes.ts';
import { Op, PropertyKind } from './opcodes.ts';
import { NOT_POINTING, samePlace, type Pointing } from './pointing.ts';
import { Properties } from './properties.ts';
import { PseudoStates } from './pseudo/states.ts';
import { OpReader, type OpBatch } from './reader.ts';
import { ScrollKeeper } from './scroll.ts';
import { Sheets } from './sheets.ts';
import { Tree } from './tree.ts';

/** What the host of a stage is told. */
export interface StageListener {
  /** The recorded viewport has this size, in CSS pixels. */
  onViewport(width: number, height: number): void;
  /** The visitor zoomed in by pinching: `scale`, and the offset of what was seen in CSS pixels. */
  onVisualViewport(scale: number, x: number, y: number): void;
  /** A document begins on the stage, and has no listeners yet. */
  onDocument(document: Document): void;
}

/** The sandboxed frame that shows the recorded page, and everything that is done to its document. */
export class Stage {
  readonly #owner: Document;
  readonly #listener: StageListener;
  readonly #nodes = new NodeTable();
  readonly #bases = new WeakMap<Node, string>();
  readonly #scroll = new ScrollKeeper();
  readonly #media = new MediaKeeper();
  readonly #canvas = new CanvasKeeper();
  readonly #animations = new AnimationKeeper();
  readonly #clocks = new SvgClocks();
  readonly #pictures: Pictures;
  readonly #properties: Properties;
  readonly #states = new PseudoStates();
  readonly #schemes = new ColorSchemes((document, scheme) => this.#sheets.tellScheme(document, scheme));
  readonly #sheets: Sheets;
  readonly #tree: Tree;
  readonly #focus = new FocusKeeper(() => this.#frame);
  #assets = new AssetTable({ base: '', live: false });
  #frame: HTMLIFrameElement;
  /** The documents on the stage: the top one and those of its frames. */
  readonly #documents = new Set<Document>();
  #pointing: Pointing = NOT_POINTING;
  #settling = 0;
  #refused = 0;

  constructor(owner: Document, listener: StageListener) {
    this.#owner = owner;
    this.#listener = listener;
    this.#frame = createStageFrame(owner);
    const baseOf = (node: Node): string => this.#bases.get(node) ?? this.#bases.get(node.ownerDocument ?? node) ?? '';
    const locate = (address: string): string => this.#assets.locate(address);
    this.#pictures = new Pictures(this.#assets, (root) => this.#sheets.needOwnRules(root));
    this.#properties = new Properties(
      this.#nodes,
      { scroll: this.#scroll, media: this.#media, canvas: this.#canvas, animations: this.#animations, clocks: this.#clocks, pictures: this.#pictures },
      baseOf,
    );
    this.#sheets = new Sheets(this.#nodes, baseOf, locate, (sheet) => {
      this.#states.invalidate(sheet);
      this.#schemes.changed(sheet);
    });
    this.#tree = new Tree(
      {
        nodes: this.#nodes,
        sheets: this.#sheets,
        properties: this.#properties,
        canvas: this.#canvas,
        pictures: this.#pictures,
        locate,
        baseOf,
        adoptMedia: (element) => this.#media.adopt(element),
      },
      owner,
    );
  }

  /** The frame. It has a document only while it is in the host's document. */
  get frame(): HTMLIFrameElement {
    return this.#frame;
  }

  /** Where the files of what is shown come from. Given before anything is shown of it. */
  get assets(): AssetTable {
    return this.#assets;
  }

  set assets(assets: AssetTable) {
    this.#assets.release();
    this.#assets = assets;
    this.#pictures.table = assets;
  }

  /** Whether the stage may take the browser's focus while nothing else has it; else focus is only drawn. */
  set takesFocus(takes: boolean) {
    this.#focus.isNative = takes;
  }

  /** How many operations the browser refused so far. */
  get refused(): number {
    return this.#refused;
  }

  /** Puts a fresh frame in the place of the present one. Everything has to be written again. */
  renew(): void {
    const frame = createStageFrame(this.#owner);
    const before = this.#frame;
    frame.width = before.width;
    frame.height = before.height;
    before.replaceWith(frame);
    this.#frame = frame;
    this.#clear();
  }

  /** Whether the recording says where animations are. */
  set hasAnimations(has: boolean) {
    this.#animations.isRecorded = has;
  }

  /** Applies a batch; `nowMs` is the recording time that it leads to, `jumped` if by a jump. */
  apply(batch: OpBatch, nowMs: number, jumped: boolean): void {
    this.#focus.undisturbed(() => this.#applyAll(new OpReader(batch)));
    this.#tree.flush();
    this.#sheets.flush();
    this.#properties.settleCarets();
    this.#pictures.flush();
    this.#schemes.update(this.#live());
    this.#scroll.settle();
    this.#canvas.sweep();
    this.#media.sync(nowMs);
    this.showStates();
    this.#clocks.sync(nowMs);
    // Last, as it has the browser compute all styles.
    this.#animations.settle(nowMs, { jumped }, this.#roots());
  }

  /** What the visitor points at and holds down. */
  point(pointing: Pointing): void {
    const before = this.#pointing;
    this.#pointing = pointing;
    const same = pointing.hovered === before.hovered && pointing.pressed === before.pressed && samePlace(pointing.place, before.place);
    if (!same) this.showStates();
  }

  /** Whether recording time runs, how fast, and where it is. */
  run(playing: boolean, speed: number, nowMs: number): void {
    this.#media.run(playing, speed);
    this.#media.sync(nowMs);
    this.#animations.run(playing, speed);
    this.#animations.settle(nowMs, { resumed: true }, this.#roots());
  }

  /** Shows hover, active and focus as they are now. */
  showStates(): void {
    const { hovered, pressed, place } = this.#pointing;
    const focused = this.#focus.apply();
    const reported = this.#nodes.element(hovered) ?? null;
    const top = this.#frame.contentDocument;
    const below = place === null || top === null ? null : elementAt(top, place.x, place.y);
    this.#states.update({ hovered: below ?? reported, pressed: this.#nodes.element(pressed) ?? null, focused });
    this.#sheets.ring(focused !== null && focused.visible ? focused.element : null);
  }

  /** Ends transitions that a jump in time has set off: they did not happen in the recording. */
  endTransitions(): void {
    for (const root of this.#roots()) for (const animation of root.getAnimations()) if (isTransition(animation)) animation.finish();
  }

  /** Recording time went on, or `jumped`, without a change of the page. */
  sync(nowMs: number, jumped: boolean): void {
    this.#media.sync(nowMs);
    this.#clocks.sync(nowMs);
    if (jumped) this.#animations.settle(nowMs, { jumped }, this.#roots());
    else this.#animations.tick(nowMs);
  }

  /** Whether pictures or fonts are on their way. */
  get isLoading(): boolean {
    return this.#canvas.isBusy || this.#pictures.isBusy || loadingFonts(this.#live()).length > 0;
  }

  /** Settles when pictures and fonts are shown. */
  async ready(): Promise<void> {
    await Promise.all([this.#canvas.ready(), this.#pictures.ready(), ...loadingFonts(this.#live())]);
  }

  /** The node of the recording with this id. */
  node(id: number): Node | undefined {
    return this.#nodes.get(id);
  }

  /**
   * Whether an element matches `:defined` that did not at this moment of the recording. A name can't be taken back from
   * a window, so this takes a fresh frame.
   */
  takeOverdefined(): boolean {
    return this.#tree.takeCustoms().some((element) => {
      const defined = ((trackOf(element)?.properties ?? 0) & (1 << PropertyKind.DEFINED)) !== 0;
      return !defined && element.isConnected && element.matches(':defined');
    });
  }

  /** Frees what the stage holds. */
  release(): void {
    this.#clear();
    this.#frame.remove();
  }

  #applyAll(reader: OpReader): void {
    for (let op = reader.next(); op !== 0; op = reader.next()) {
      try {
        this.#apply(op, reader);
      } catch {
        this.#refused++; // one step that this browser doesn't take must not cost the rest of the page
      }
    }
  }

  #apply(op: number, reader: OpReader): void {
    const tree = this.#tree;
    switch (op) {
      case Op.CLEAR:
        // Names of custom elements stay with the window, and the new page has not defined them.
        if (this.#properties.hasDefined) this.renew();
        else this.#clear();
        break;
      case Op.CONTEXT:
        tree.enter(this.#nodes.get(reader.u32()));
        break;
      case Op.OPEN_DOCUMENT:
        this.#openDocument(reader);
        break;
      case Op.CREATE_ELEMENT:
        tree.createElement(reader);
        break;
      case Op.CREATE_TEXT:
      case Op.CREATE_CDATA: // HTML documents have none, and it is shown as text
        tree.create(reader.u32(), (document) => document.createTextNode(reader.string()));
        break;
      case Op.CREATE_COMMENT:
        tree.create(reader.u32(), (document) => document.createComment(reader.string()));
        break;
      case Op.CREATE_PROCESSING_INSTRUCTION:
        // One that names a style sheet would load it, so it is kept as a comment.
        tree.create(reader.u32(), (document) => document.createComment(`?${reader.string()} ${reader.string()}`));
        break;
      case Op.CREATE_DOCTYPE:
        tree.create(reader.u32(), (document) =>
          document.implementation.createDocumentType(reader.string(), reader.string(), reader.string()),
        );
        break;
      case Op.ATTACH_SHADOW:
        tree.attachShadow(reader);
        break;
      case Op.OPEN_TEMPLATE:
        tree.openTemplate(reader.u32(), reader.u32());
        break;
      case Op.INSERT:
        tree.insert(reader.u32(), reader.u32(), reader.u32());
        break;
      case Op.REMOVE:
        tree.remove(reader.u32());
        break;
      case Op.SET_TEXT:
        tree.setText(reader.u32(), reader.string());
        break;
      case Op.SET_ATTRIBUTE:
        tree.setAttribute(reader.u32(), reader.optionalString(), reader.string(), reader.string());
        break;
      case Op.REMOVE_ATTRIBUTE:
        tree.removeAttribute(reader.u32(), reader.optionalString(), reader.string());
        break;
      default:
        this.#applyState(op, reader);
    }
  }

  #applyState(op: number, reader: OpReader): void {
    switch (op) {
      case Op.SET_PROPERTY:
      case Op.CLEAR_PROPERTY: {
        const node = this.#nodes.get(reader.u32());
        const kind = reader.u32();
        if (node === undefined) break;
        if (op === Op.SET_PROPERTY) this.#properties.set(node, kind, reader);
        else this.#properties.clear(node, kind);
        if (kind === PropertyKind.DEFINED) this.#tree.recheck(node as Element);
        break;
      }
      case Op.SET_SHEET:
        this.#sheets.replace(reader);
        break;
      case Op.CHANGE_RULE:
        this.#sheets.change(reader);
        break;
      case Op.ADOPT_SHEETS:
        this.#sheets.adopt(reader);
        break;
      case Op.SET_FOCUS:
        this.#focus.set(this.#nodes.element(reader.u32()) ?? null, reader.u32() !== 0);
        break;
      case Op.SET_SELECTION:
        applySelection(reader, this.#nodes);
        break;
      case Op.SET_VIEWPORT: {
        const [width, height] = [reader.u32(), reader.u32()];
        this.#frame.width = String(width);
        this.#frame.height = String(height);
        this.#listener.onViewport(width, height);
        break;
      }
      case Op.SET_VISUAL_VIEWPORT:
        this.#listener.onVisualViewport(reader.u32() / 1000, reader.i32(), reader.i32());
        break;
      case Op.SET_COLOR_SCHEME:
        this.#schemes.set(reader.u32() !== 0);
        break;
      default: // an operation of a newer module
    }
  }

  #openDocument(reader: OpReader): void {
    const [id, hostId, quirks, base] = [reader.u32(), reader.u32(), reader.u32() !== 0, reader.string()];
    let document: Document | null;
    if (hostId === 0) document = openTopDocument(this.#frame, quirks, this.#assets.policy);
    else {
      const host = this.#nodes.element(hostId);
      document = host === undefined ? null : frameDocument(host);
      if (document !== null) openFrameDocument(document, quirks);
    }
    // A frame that has no document here: what is in it goes nowhere.
    if (document === null) document = this.#owner.implementation.createHTMLDocument();
    else this.#watch(document);
    this.#sheets.forget(document);
    this.#schemes.forget(document);
    this.#nodes.set(id, document);
    this.#bases.set(document, base);
    this.#tree.enter(document);
  }

  /** What arrives late can give a page the height to scroll to. Opening a document drops all its listeners. */
  #watch(document: Document): void {
    this.#documents.add(document);
    const settle = this.#settleSoon;
    document.addEventListener('load', settle, { capture: true, passive: true });
    document.addEventListener('loadedmetadata', settle, { capture: true, passive: true });
    document.fonts.addEventListener('loadingdone', settle);
    this.#listener.onDocument(document);
  }

  readonly #settleSoon = (): void => {
    if (this.#settling !== 0) return;
    this.#settling = requestAnimationFrame(() => {
      this.#settling = 0;
      this.#scroll.settle();
      if (this.#pointing.place !== null) this.showStates();
    });
  };

  /** Whatever can tell its animations: a document does not tell those in shadow roots. */
  #roots(): (Document | ShadowRoot)[] {
    return [...this.#live(), ...this.#nodes.shadowRoots];
  }

  #live(): Document[] {
    for (const document of this.#documents) if (document.defaultView === null) this.#documents.delete(document);
    return [...this.#documents];
  }

  #clear(): void {
    this.#nodes.clear();
    this.#properties.hasDefined = false;
    this.#scroll.forget();
    this.#media.forget();
    this.#canvas.forget();
    this.#animations.forget();
    this.#clocks.forget();
    this.#pictures.forget();
    this.#sheets.clear();
    this.#schemes.clear();
    this.#focus.set(null, false);
    this.#documents.clear();
    this.#pointing = NOT_POINTING;
    this.#listener.onVisualViewport(1, 0, 0);
  }
}
