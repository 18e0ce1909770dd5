import { dress } from './effects.ts';

/**
 * A `<canvas>` in a document without scripts is no canvas to the browser but an unknown element with its fallback
 * content. So it is dressed as a picture: the recorded one, or an empty one of its size.
 */
export class CanvasKeeper {
  #shown = new Map<Element, { animation: Animation; url: string | null }>();
  readonly #pending = new Set<Promise<void>>();

  /** The canvas shows nothing. */
  blank(canvas: HTMLCanvasElement): void {
    this.#show(canvas, emptyPicture(canvas.width, canvas.height), null);
  }

  /** The canvas shows this file. */
  draw(canvas: HTMLCanvasElement, mimeType: string, file: Uint8Array): void {
    const url = URL.createObjectURL(new Blob([new Uint8Array(file)], { type: mimeType }));
    const work = this.#decode(canvas, url).finally(() => this.#pending.delete(work));
    this.#pending.add(work);
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
    const image = new Image();
    image.src = url;
    try {
      await image.decode();
    } catch {
      URL.revokeObjectURL(url); // not a picture: what was shown stays
      return;
    }
    const fits = image.naturalWidth === canvas.width && image.naturalHeight === canvas.height;
    if (fits) this.#show(canvas, `url("${url}")`, url);
    else {
      // Drawn at the canvas's own size, which is what its layout goes by.
      const scaled = document.createElement('canvas');
      scaled.width = canvas.width;
      scaled.height = canvas.height;
      scaled.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
      URL.revokeObjectURL(url);
      this.#show(canvas, `url("${scaled.toDataURL()}")`, null);
    }
  }

  #show(canvas: HTMLCanvasElement, content: string, url: string | null): void {
    const before = this.#shown.get(canvas);
    const animation = dress(canvas, { content });
    this.#shown.set(canvas, { animation, url });
    if (before === undefined) return;
    before.animation.cancel();
    if (before.url !== null) URL.revokeObjectURL(before.url);
  }
}

function emptyPicture(width: number, height: number): string {
  return `url("data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='${width}' height='${height}'/%3E")`;
}
