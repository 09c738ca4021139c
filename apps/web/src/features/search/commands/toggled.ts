/** With a value, or without it where it was there; undefined when nothing is left. */
export function toggled<Value>(values: readonly Value[] | undefined, value: Value): Value[] | undefined {
  const others = (values ?? []).filter((other) => other !== value);
  const next = others.length === (values ?? []).length ? [...others, value] : others;
  return next.length === 0 ? undefined : next;
}

/** One value instead of another; undefined when it was the one already. */
export const toggledOne = <Value>(current: Value | undefined, value: Value): Value | undefined =>
  current === value ? undefined : value;
