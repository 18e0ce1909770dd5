// Animations: what they are at a moment, from which a player knows where they are at any other.
//
// Events tell that CSS animations and transitions begin and end, hooks what scripts make and steer. Nothing is written while
// an animation goes on as it was last written, nor when it ends as it had to.

// Step of a batch (recorder/src/ops.rs), and properties.
const SET_PROPERTY = 6, ANIMATIONS = 18, SVG_CLOCK = 19;
const CSS = 0, TRANSITION = 1, SCRIPT = 2;
const PLAY_STATES = ['running', 'paused', 'finished'];
const DIRECTIONS = ['normal', 'reverse', 'alternate', 'alternate-reverse'];
const FILLS = ['none', 'forwards', 'backwards', 'both'];
const COMPOSITES = ['replace', 'add', 'accumulate'];

// Marks (js/nodes.js).
const LEVEL = 3, HIDE = 3;

const SVG = 'http://www.w3.org/2000/svg';
const SMIL = /^(?:set|animate(?:Color|Motion|Transform)?)$/;
/** An animation that is as far from where it was to be has been steered: two frames. */
const TOLERANCE_MS = 34;
/** Elements with CSS animations that are asked whether a style has paused them. */
const PAUSABLE_MAX = 200;
/** Main-thread time for one writing; what is left comes with the next. */
const BUDGET_MS = 4;
/** An element that is steered all the time is written this often at once, then as its last state after each pause. */
const BURST = 10, PAUSE_MS = 250;
/** Members of a keyframe that are no CSS properties. */
const NO_PROPERTY = { __proto__: null, offset: 1, computedOffset: 1, easing: 1, composite: 1 };

const kindOf = (animation) => {
  const name = Object.prototype.toString.call(animation);
  return name === '[object CSSAnimation]' ? CSS : name === '[object CSSTransition]' ? TRANSITION : SCRIPT;
};

/** `marginTop` → `margin-top`; custom properties stay, and two names are not what they seem. */
const cssName = (name) => {
  if (name.startsWith('--')) return name;
  if (name === 'cssFloat') return 'float';
  if (name === 'cssOffset') return 'offset';
  return name.replace(/[A-Z]/g, (letter) => '-' + letter.toLowerCase());
};

export class Animations {
  /**
   * @param {import('./scope.js').Scope} scope
   * @param {import('./nodes.js').Nodes} nodes
   * @param {import('./steps.js').Steps} steps
   * @param {import('./states.js').States} states
   * @param {import('./windows.js').Windows} windows
   */
  constructor(scope, nodes, steps, states, windows) {
    Object.assign(this, { scope, nodes, steps, states });
    /** Elements to look at, each with whether it is to be written even if nothing seems to have changed. */
    this.touched = new Map();
    /** Outermost `<svg>` elements whose clock is to be written. */
    this.clocks = new Set();
    /** Elements whose pseudo-elements have been animated. */
    this.withPseudo = new WeakSet();
    /** Elements with CSS animations that a style may pause. */
    this.pausable = new Set();
    this.checking = false;
    this.waiting = false;
    /** By element, when it was written last and how often in a row. */
    this.storms = new WeakMap();
    states.animations = this;
    windows.others.push(this);
    this.begin();
  }

  /** Begins anew: nothing was written. */
  begin() {
    /** By element, what was written last. */
    this.sent = new WeakMap();
    this.touched.clear();
    this.clocks.clear();
    this.pausable.clear();
    this.isLate = this.nodes.top !== null && this.nodes.top.readyState !== 'loading';
  }

  /** Called by the reader for each window of the page. */
  hookWindow(view) {
    const { scope } = this;
    const method = (owner, names, after) => {
      for (const name of names) scope.hookMethod(view[owner] && view[owner].prototype, name, after);
    };
    const setter = (owner, names, after) => {
      for (const name of names) scope.hookAccessor(view[owner] && view[owner].prototype, name, after);
    };
    const steered = (animation) => this.touchAnimation(animation, false);
    const remade = (animation) => this.touchAnimation(animation, true);
    method('Element', ['animate'], (element, args, animation) => this.touchAnimation(animation, true));
    method('Animation', ['play', 'pause', 'finish', 'reverse', 'updatePlaybackRate'], steered);
    method('Animation', ['cancel'], remade);
    setter('Animation', ['currentTime', 'startTime', 'playbackRate'], steered);
    setter('Animation', ['effect', 'timeline'], remade);
    method('KeyframeEffect', ['setKeyframes'], (effect) => this.touchEffect(effect));
    setter('KeyframeEffect', ['target', 'pseudoElement', 'composite'], (effect) => this.touchEffect(effect));
    method('AnimationEffect', ['updateTiming'], (effect) => this.touchEffect(effect));
    method('SVGSVGElement', ['pauseAnimations', 'unpauseAnimations', 'setCurrentTime'], (svg) => this.touchClock(svg));
  }

  // ---- What is noted -----------------------------------------------------------------------------------------------

  /** An animation or transition began, ended or was cancelled. */
  noticed(event) {
    if (event.pseudoElement) this.withPseudo.add(event.target);
    this.touch(event.target, false);
  }

  /** A SMIL element has been written. */
  found(element) {
    if (SMIL.test(element.localName)) this.touchClock(element);
  }

  /** Something in the page has changed: a style may have paused an animation, and no event tells. */
  checkPaused() {
    if (!this.pausable.size || this.checking) return;
    this.checking = true;
    // Asked once the browser has computed styles, it costs next to nothing.
    this.scope.later(0, () => {
      this.checking = false;
      for (const element of this.pausable) {
        const sent = this.sent.get(element);
        if (!sent || !this.nodes.idOf(element)) this.pausable.delete(element);
        else if (sent.some(({ animation, state }) => animation.playState !== state)) this.touch(element, false);
      }
    });
  }

  /** @private */
  touch(element, force) {
    if (!element || element.nodeType !== 1) return;
    this.touched.set(element, force || this.touched.get(element) === true);
    this.states.onChange();
  }

  /** @private */
  touchAnimation(animation, force) {
    const { effect } = animation;
    if (!effect) return;
    this.touchEffect(effect, force);
    // A new rate or direction is in force only when the browser has got there.
    if (animation.pending) animation.ready.then(this.scope.guard(() => this.touchEffect(effect, force)), () => {});
  }

  /** @private */
  touchEffect(effect, force = true) {
    if (effect.pseudoElement) this.withPseudo.add(effect.target);
    this.touch(effect.target, force);
  }

  /** @private */
  touchClock(element) {
    let outermost = null;
    for (let node = element; node && node.namespaceURI === SVG; node = node.parentNode) if (node.localName === 'svg') outermost = node;
    if (!outermost) return;
    this.clocks.add(outermost);
    this.states.onChange();
  }

  // ---- What is written ---------------------------------------------------------------------------------------------

  /** Writes what was noted, once the page is written as a whole: before, who moves may not be known. */
  write(isWhole) {
    if (!isWhole) return;
    if (this.isLate) this.findRunning();
    const deadline = performance.now() + BUDGET_MS;
    let isLeft = false;
    for (const [element, force] of this.touched) {
      const id = this.nodes.idOf(element);
      if (id && this.isStormy(element)) {
        isLeft = true;
        continue;
      }
      if (performance.now() > deadline) {
        isLeft = true;
        break;
      }
      this.touched.delete(element);
      if (id && (this.nodes.marks[id] & LEVEL) !== HIDE) this.writeElement(element, id, force);
    }
    if (isLeft) this.goOnLater();
    for (const svg of this.clocks) this.writeClock(svg);
    this.clocks.clear();
  }

  /** @private Whether the element was written so often just now that it has to wait. */
  isStormy(element) {
    const storm = this.storms.get(element);
    return storm !== undefined && storm.count >= BURST && performance.now() - storm.atMs < PAUSE_MS;
  }

  /** @private */
  goOnLater() {
    if (this.waiting) return;
    this.waiting = true;
    this.scope.later(PAUSE_MS, () => {
      this.waiting = false;
      this.states.onChange();
    });
  }

  /** @private The recording begins late: what moves by now told so before anybody listened. */
  findRunning() {
    this.isLate = false;
    for (const root of [...this.nodes.documents.keys(), ...this.nodes.shadowRoots]) {
      for (const { effect } of root.getAnimations ? root.getAnimations() : []) if (effect && effect.target) this.touchEffect(effect, false);
    }
  }

  /** @private */
  writeElement(element, id, force) {
    const facts = this.factsOf(element);
    const sent = this.sent.get(element);
    if (!force && (sent ? isExpected(sent, facts) : !facts.length)) return;
    this.sent.set(element, facts);
    const now = performance.now();
    const storm = this.storms.get(element);
    const count = storm && now - storm.atMs < PAUSE_MS * 2 ? Math.min(storm.count + 1, BURST) : 1;
    this.storms.set(element, { atMs: now, count });
    if (facts.some(({ kind }) => kind === CSS) && this.pausable.size < PAUSABLE_MAX) this.pausable.add(element);
    const { steps } = this;
    steps.put(SET_PROPERTY);
    steps.put(id);
    steps.put(this.nodes.marks[id]);
    steps.put(ANIMATIONS);
    steps.put(facts.length);
    for (const fact of facts) this.writeAnimation(fact);
  }

  /** @private The animations of an element and its pseudo-elements that a document's clock drives. */
  factsOf(element) {
    const all = !element.getAnimations ? [] : element.getAnimations({ subtree: this.withPseudo.has(element) });
    const now = performance.now();
    const facts = [];
    for (const animation of all) {
      const { effect, timeline, currentTime, playState, playbackRate } = animation;
      // What scrolling drives goes by the scroll position in the player too.
      if (!effect || effect.target !== element || !timeline || Object.prototype.toString.call(timeline) !== '[object DocumentTimeline]') continue;
      if (currentTime === null || playState === 'idle') continue;
      // Clocks of animations stand still within a frame.
      const behind = playState === 'running' && !animation.pending ? (now - timeline.currentTime) * playbackRate : 0;
      const { endTime } = effect.getComputedTiming();
      const position = Math.min(currentTime + Math.max(0, behind), Math.max(endTime, currentTime));
      facts.push({ animation, effect, kind: kindOf(animation), state: playState, position, rate: playbackRate, endTime, atMs: now });
    }
    return facts;
  }

  /** @private */
  writeAnimation({ animation, effect, kind, state, position, rate }) {
    const { steps } = this;
    steps.name(effect.pseudoElement || '');
    steps.put(PLAY_STATES.indexOf(state));
    steps.float(position);
    steps.float(rate);
    steps.put(kind);
    if (kind === CSS) steps.name(animation.animationName);
    else {
      if (kind === TRANSITION) steps.name(animation.transitionProperty);
      this.writeEffect(effect);
    }
  }

  /** @private */
  writeEffect(effect) {
    const { steps } = this;
    const timing = effect.getComputedTiming();
    steps.float(timing.delay);
    steps.float(timing.endDelay);
    steps.float(typeof timing.duration === 'number' ? timing.duration : 0);
    steps.float(timing.iterations);
    steps.float(timing.iterationStart);
    steps.put(Math.max(0, DIRECTIONS.indexOf(timing.direction)));
    steps.put(Math.max(0, FILLS.indexOf(timing.fill)));
    steps.str(timing.easing);
    steps.put(Math.max(0, COMPOSITES.indexOf(effect.composite)));
    const keyframes = effect.getKeyframes();
    steps.put(keyframes.length);
    for (const keyframe of keyframes) {
      steps.float(keyframe.computedOffset);
      steps.str(keyframe.easing);
      const composite = COMPOSITES.indexOf(keyframe.composite);
      steps.put(composite < 0 ? COMPOSITES.length : composite);
      const names = Object.keys(keyframe).filter((name) => NO_PROPERTY[name] === undefined);
      steps.put(names.length);
      for (const name of names) {
        steps.name(cssName(name));
        steps.str(String(keyframe[name]));
      }
    }
  }

  /** @private */
  writeClock(svg) {
    const { nodes, steps } = this;
    const id = nodes.idOf(svg);
    if (!id || (nodes.marks[id] & LEVEL) === HIDE || !svg.isConnected) return;
    steps.put(SET_PROPERTY);
    steps.put(id);
    steps.put(nodes.marks[id]);
    steps.put(SVG_CLOCK);
    steps.put(svg.animationsPaused() ? 1 : 0);
    steps.put(Math.max(0, Math.round(svg.getCurrentTime() * 1000)));
  }
}

/** Where an animation written earlier must be by now if nobody has steered it. */
const positionAt = ({ state, position, rate, endTime, atMs }, now) => {
  if (state !== 'running') return position;
  const moved = position + (now - atMs) * rate;
  return rate > 0 ? Math.min(moved, Math.max(endTime, position)) : Math.max(moved, 0);
};

/** Whether what is there now is what must have become of what was written. */
function isExpected(sent, facts) {
  let matched = 0;
  for (const fact of facts) {
    const before = sent.find(({ animation }) => animation === fact.animation);
    if (!before || before.rate !== fact.rate) return false;
    const due = positionAt(before, fact.atMs);
    const hasEnded = before.rate > 0 ? due >= before.endTime : due <= 0;
    const expected = before.state === 'running' && hasEnded ? 'finished' : before.state;
    // One that is just ending may be seen a frame before or after.
    const ends = before.state === 'running' && fact.state === 'finished' && Math.abs(due - fact.position) <= TOLERANCE_MS;
    if ((fact.state !== expected && !ends) || Math.abs(due - fact.position) > TOLERANCE_MS) return false;
    matched++;
  }
  // What is not there any more has ended by itself.
  const now = performance.now();
  return sent.length === matched || sent.every((before) => {
    if (facts.some(({ animation }) => animation === before.animation)) return true;
    const due = positionAt(before, now);
    return before.state !== 'paused' && (before.rate > 0 ? due >= before.endTime - TOLERANCE_MS : due <= TOLERANCE_MS);
  });
}
