import type { AssetRecord } from '../stage/assets/table.ts';
import type { Session } from './wasm.ts';

/** What became of the files that the pages of a session were drawn with. */
export function readAssets(session: Session): AssetRecord[] {
  return session.assets().map((asset): AssetRecord => {
    const { url, outcome, hash, isHeld, mimeType, width, height } = asset;
    asset.free();
    return { url, outcome, hash, isHeld, mimeType, width, height };
  });
}
