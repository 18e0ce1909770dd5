import { absoluteCss } from '../urls.ts';

/** What became of a file that the recorded page was drawn with. */
export interface AssetRecord {
  /** Absolute, without fragment. */
  readonly url: string;
  readonly outcome: string;
  /** SHA-256 in hexadecimal digits, or empty. */
  readonly hash: string;
  /** Whether the recording holds its bytes. */
  readonly isHeld: boolean;
  readonly mimeType: string;
  /** Natural size of an image in CSS pixels; 0: not known. */
  readonly width: number;
  readonly height: number;
}

/** Where the files of a recording come from. */
export interface AssetSource {
  readonly records: readonly AssetRecord[];
  /** The bytes of a file that the recording holds. */
  bytes(hash: string): Uint8Array | undefined;
}

/** Where files may be loaded from. */
export interface AssetPolicy {
  /** Address under which the collector has files by their hash, with a slash at its end; empty: nowhere. */
  readonly base: string;
  /** Whether what was not kept may be loaded from the recorded site. */
  readonly live: boolean;
}

/** A file that has been loaded once, with its size in pixels. */
export interface LoadedImage {
  readonly width: number;
  readonly height: number;
}

const NOTHING: AssetSource = { records: [], bytes: () => undefined };

/** The files of a recording by their addresses in it. */
export class AssetTable {
  readonly #source: AssetSource;
  readonly #records = new Map<string, AssetRecord>();
  /** Addresses that the stage can load, by hash; null: there is none. */
  readonly #hrefs = new Map<string, string | null>();
  readonly #made: string[] = [];
  readonly #loaded = new Map<string, LoadedImage | null>();
  readonly #loading = new Map<string, Promise<void>>();
  readonly policy: AssetPolicy;

  constructor(policy: AssetPolicy, source: AssetSource = NOTHING) {
    this.policy = policy;
    this.#source = source;
    for (const record of source.records) this.#records.set(record.url, record);
  }

  /** Whether any file was kept. */
  get isEmpty(): boolean {
    return this.#records.size === 0;
  }

  /** What became of the file at an absolute address. */
  record(address: string): AssetRecord | undefined {
    return this.#records.get(normalised(address)[0]);
  }

  /** Where the stage finds the file at an absolute address; null: it was not kept. */
  find(address: string): string | null {
    const [url, fragment] = normalised(address);
    const record = this.#records.get(url);
    const href = record === undefined ? null : this.#href(record);
    return href === null ? null : href + fragment;
  }

  /** The same, and the address itself where the file was not kept: whether it may be loaded is up to the stage's policy. */
  readonly locate = (address: string): string => this.find(address) ?? address;

  /** The recorded address that a played one stands for, or the same. */
  originalOf(href: string): string {
    const [url, fragment] = normalised(href);
    for (const record of this.#records.values()) if (this.#hrefs.get(record.hash) === url) return record.url + fragment;
    return href;
  }

  /** The size of a picture, if it has been loaded; null: it is none. */
  sizeOf(href: string): LoadedImage | null | undefined {
    return this.#loaded.get(href);
  }

  /** Loads a picture, so that it is there when it is shown. */
  load(href: string): Promise<void> {
    let loading = this.#loading.get(href);
    if (loading === undefined) {
      const image = new Image();
      image.src = href;
      loading = image.decode().then(
        () => void this.#loaded.set(href, { width: image.naturalWidth, height: image.naturalHeight }),
        () => void this.#loaded.set(href, null),
      );
      this.#loading.set(href, loading);
    }
    return loading;
  }

  /** Frees what was made. */
  release(): void {
    for (const href of this.#made) URL.revokeObjectURL(href);
    this.#made.length = 0;
    this.#hrefs.clear();
  }

  #href(record: AssetRecord): string | null {
    if (record.hash === '') return null;
    let href = this.#hrefs.get(record.hash);
    if (href === undefined) {
      this.#hrefs.set(record.hash, null); // a sheet that imports itself finds nothing
      href = record.isHeld ? this.#make(record) : this.policy.base === '' ? null : this.policy.base + record.hash;
      this.#hrefs.set(record.hash, href);
    }
    return href;
  }

  #make(record: AssetRecord): string | null {
    const bytes = this.#source.bytes(record.hash);
    if (bytes === undefined) return null;
    const part = record.mimeType === 'text/css' ? absoluteCss(new TextDecoder().decode(bytes), record.url, this.locate) : new Uint8Array(bytes);
    const href = URL.createObjectURL(new Blob([part], { type: record.mimeType }));
    this.#made.push(href);
    return href;
  }
}

/** An address as the table has it, and its fragment. */
function normalised(address: string): [url: string, fragment: string] {
  let href = address;
  try {
    ({ href } = new URL(address));
  } catch {
    // Not an address: nothing is found under it.
  }
  const at = href.indexOf('#');
  return at < 0 ? [href, ''] : [href.slice(0, at), href.slice(at)];
}
