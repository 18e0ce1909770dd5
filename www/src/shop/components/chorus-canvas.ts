import { seededRandom } from '../data/sightings';
import { speciesById } from '../data/species';

/** Who sings: a voice is a band of pitch, a colour, when it begins (share of the width), and how dense it is. */
const VOICES = [
  { species: 'robin', pitch: 0.62, from: 0.02, density: 1, colour: { light: '#c2552b', dark: '#f2935f' } },
  { species: 'wren', pitch: 0.3, from: 0.2, density: 1.5, colour: { light: '#8a5230', dark: '#d9a877' } },
  { species: 'goldfinch', pitch: 0.18, from: 0.44, density: 1.2, colour: { light: '#b98a0c', dark: '#f0cf5a' } },
  { species: 'scrub-jay', pitch: 0.82, from: 0.58, density: 0.6, colour: { light: '#2f64a8', dark: '#7db0ea' } },
] as const;

const RUN_MS = 9000;

interface Note {
  x: number;
  y: number;
  length: number;
  bend: number;
  voice: number;
}

/** The chorus as drawn notes; `run` draws it again from the left, as it was sung. */
export interface Chorus {
  run(): void;
  stop(): void;
  running(): boolean;
}

/** Who sings, for a legend. */
export function voices(): { name: string; colour: string }[] {
  return VOICES.map((voice) => ({ name: speciesById(voice.species).name, colour: voice.colour[scheme()] }));
}

function scheme(): 'light' | 'dark' {
  return matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
}

/** Draws the whole chorus at once, the same at every visit. */
export function mountChorus(canvas: HTMLCanvasElement, ended: () => void): Chorus {
  const context = canvas.getContext('2d');
  const notes = compose(canvas.width, canvas.height);
  let frame = 0;

  function draw(until: number): void {
    if (!context) return;
    const { width, height } = canvas;
    const dark = scheme() === 'dark';
    context.fillStyle = dark ? '#141b1d' : '#fffaf0';
    context.fillRect(0, 0, width, height);
    context.strokeStyle = dark ? '#2a3437' : '#ece1cc';
    context.lineWidth = 1;
    for (let line = 1; line < 6; line += 1) {
      context.beginPath();
      context.moveTo(0, Math.round((height * line) / 6) + 0.5);
      context.lineTo(width, Math.round((height * line) / 6) + 0.5);
      context.stroke();
    }
    context.lineCap = 'round';
    for (const note of notes) {
      if (note.x > until) continue;
      context.strokeStyle = VOICES[note.voice]?.colour[scheme()] ?? '#888';
      context.lineWidth = 3;
      context.beginPath();
      context.moveTo(note.x, note.y);
      context.quadraticCurveTo(
        note.x + note.length / 2,
        note.y - note.bend,
        note.x + note.length,
        note.y + note.bend / 3,
      );
      context.stroke();
    }
    if (until < width) {
      context.fillStyle = dark ? '#f0e9db' : '#26302d';
      context.fillRect(until, 0, 2, height);
    }
  }

  const whole = (): void => draw(canvas.width);
  const stop = (): void => {
    cancelAnimationFrame(frame);
    frame = 0;
    whole();
    ended();
  };
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', whole);
  whole();
  return {
    run() {
      const beganMs = performance.now();
      const tick = (nowMs: number): void => {
        const share = (nowMs - beganMs) / RUN_MS;
        if (share >= 1) return stop();
        draw(Math.max(share, 0) * canvas.width);
        frame = requestAnimationFrame(tick);
      };
      frame = requestAnimationFrame(tick);
    },
    stop,
    running: () => frame !== 0,
  };
}

function compose(width: number, height: number): Note[] {
  const random = seededRandom(514);
  return VOICES.flatMap((voice, index) => {
    const notes: Note[] = [];
    let x = voice.from * width + random() * 14;
    while (x < width - 30) {
      // A phrase of notes, then a breath.
      const phrase = 3 + Math.floor(random() * 6 * voice.density);
      for (let note = 0; note < phrase && x < width - 30; note += 1) {
        notes.push({
          x,
          y: (voice.pitch + (random() - 0.5) * 0.16) * height,
          length: 5 + random() * 12,
          bend: (random() - 0.4) * 34,
          voice: index,
        });
        x += 9 + random() * 12;
      }
      x += (26 + random() * 70) / voice.density;
    }
    return notes;
  });
}
