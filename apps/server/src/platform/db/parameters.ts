/** The values of a statement that is put together from parts. */
export type Parameters = {
  readonly values: unknown[];
  /** Adds a value and returns its cast placeholder: `bind(id, "uuid")` is `$3::uuid`. */
  bind(value: unknown, cast: string): string;
};

/** Values never become part of the text of a statement: they are bound. */
export function createParameters(): Parameters {
  const values: unknown[] = [];
  return {
    values,
    bind: (value, cast) => `$${values.push(value)}::${cast}`,
  };
}
