/** Promises for the fonts that documents are loading. */
export function loadingFonts(documents: readonly Document[]): Promise<unknown>[] {
  return documents.flatMap((document) => {
    document.documentElement?.getBoundingClientRect(); // layout finds out which fonts are used
    return document.fonts.status === 'loading' ? [document.fonts.ready] : [];
  });
}
