// Checks that name what is wrong and where.

/** Throws a `TypeError` about a field. */
export const wrong = (field: string, expected: string, value: unknown): never => {
  const given = typeof value === 'string' ? JSON.stringify(value.slice(0, 80)) : Array.isArray(value) ? 'an array' : String(value);
  throw new TypeError(`scrubjay: ${field} must be ${expected}, not ${given}`);
};

/** The fields of an object, none if there is none; all of them have to be known. */
export const fieldsOf = (value: unknown, field: string, known: readonly string[]): Record<string, unknown> => {
  if (value === undefined) return {};
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return wrong(field, 'an object', value);
  for (const name of Object.keys(value)) {
    if (!known.includes(name)) throw new TypeError(`scrubjay: ${field}.${name} is not an option; known are ${known.join(', ')}`);
  }
  return value as Record<string, unknown>;
};

/** A value that fits, or none. */
export const optional = <T>(value: unknown, field: string, expected: string, fits: (value: unknown) => value is T): T | undefined =>
  value === undefined || fits(value) ? value : wrong(field, expected, value);

export const isString = (value: unknown): value is string => typeof value === 'string';
export const isStrings = (value: unknown): value is readonly string[] => Array.isArray(value) && value.every(isString);
