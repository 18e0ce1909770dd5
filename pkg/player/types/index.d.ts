import type { ScrubjayPlayerElement as PlayerElement } from './public.js';

export type * from './public.js';

/** The class behind `<scrubjay-player>`, which importing this module defines. */
export declare const ScrubjayPlayerElement: { new (): PlayerElement; readonly prototype: PlayerElement };
