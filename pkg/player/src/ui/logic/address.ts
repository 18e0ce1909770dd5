// An address in the parts a reader looks for.

export interface Address {
  readonly before: string;
  /** The part that says whose page it is. */
  readonly site: string;
  readonly after: string;
}

/** Cuts an address around its host. Put together the parts give the address again; one without a host is all `after`. */
export function splitAddress(address: string): Address {
  const match = /^([a-z][a-z0-9+.-]*:\/\/(?:[^/?#@]*@)?)([^/?#]+)(.*)$/is.exec(address);
  if (match === null) return { before: '', site: '', after: address };
  const [, before = '', site = '', after = ''] = match;
  return { before, site, after };
}
