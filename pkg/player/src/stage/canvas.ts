import { dress } from './effects.ts';

interface Shown {
  readonly animation: Animation;
  readonly url: string | null;
  readonly image: HTMLImageElement | null;
}

/**
 * A `<canvas>` in a document without scripts is no canvas to the browser but an unknown element with its fallback
 * content. So it is dressed as a picture: the recorded one, or an empty one of its size.
 */
export class CanvasKeeper {
  #shown = new Map<Element, Shown>();
  /** By canvas, the picture that was given last: one that takes longer to decode must not replace it. */
  readonly #last = new WeakMap<Element, object>();
  readonly #pending = new Set<Promise<void>>();

  /** The canvas shows nothing. */
  blank(canvas: HTMLCanvasElement): void {
    this.#last.delete(canvas);
    this.#show(canvas, emptyPicture(canvas.width, canvas.height), null, null);
  }

  /** The canvas shows this file. */
  draw(canvas: HTMLCanvasElement, mimeType: string, file: Uint8Array): void {
    const url = URL.createObjectURL(new Blob([new Uint8Array(file)], { type: mimeType }));
    const work = this.#decode(canvas, url).finally(() => this.#pending.delete(work));
    this.#pending.add(work);
  }

  /** The canvas has another size, and shows the same until it is told otherwise. */
  resize(canvas: HTMLCanvasElement): void {
    const image = this.#shown.get(canvas)?.image;
    if (image != null) this.#fit(canvas, image, null);
  }

  /** Whether a picture is on its way. */
  get isBusy(): boolean {
    return this.#pending.size > 0;
  }

  /** Settles when every picture given so far is shown or has failed. */
  async ready(): Promise<void> {
    await Promise.all(this.#pending);
  }

  /** Frees the picture of a canvas that is gone. */
  release(canvas: Element): void {
    this.#last.delete(canvas);
    const shown = this.#shown.get(canvas);
    if (shown?.url != null) URL.revokeObjectURL(shown.url);
    this.#shown.delete(canvas);
  }

  /** Frees all pictures. */
  forget(): void {
    for (const canvas of [...this.#shown.keys()]) this.release(canvas);
  }

  /** Frees the pictures of canvases that are gone. */
  sweep(): void {
    for (const canvas of [...this.#shown.keys()]) if (!canvas.isConnected) this.release(canvas);
  }

  async #decode(canvas: HTMLCanvasElement, url: string): Promise<void> {
    const turn = {};
    this.#last.set(canvas, turn);
    const image = new Image();
    image.src = url;
    try {
      await image.decode();
    } catch {
      URL.revokeObjectURL(url); // not a picture: what was shown stays
      return;
    }
    if (this.#last.get(canvas) === turn) this.#fit(canvas, image, url);
    else URL.revokeObjectURL(url);
  }

  /** Shows a picture at the canvas's own size, which is what its layout goes by. */
  #fit(canvas: HTMLCanvasElement, image: HTMLImageElement, url: string | null): void {
    if (url !== null && image.naturalWidth === canvas.width && image.naturalHeight === canvas.height) {
      this.#show(canvas, `url("${url}")`, url, image);
      return;
    }
    const scaled = document.createElement('canvas');
    scaled.width = canvas.width;
    scaled.height = canvas.height;
    scaled.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
    if (url !== null) URL.revokeObjectURL(url);
    this.#show(canvas, `url("${scaled.toDataURL()}")`, null, image);
  }

  #show(canvas: HTMLCanvasElement, content: string, url: string | null, image: HTMLImageElement | null): void {
    const before = this.#shown.get(canvas);
    const animation = dress(canvas, { content });
    this.#shown.set(canvas, { animation, url, image });
    if (before === undefined) return;
    before.animation.cancel();
    if (before.url !== null) URL.revokeObjectURL(before.url);
  }
}

function emptyPicture(width: number, height: number): string {
  return `url("data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='${width}' height='${height}'/%3E")`;
}
