/** Groups that have a member in common are one group. */
export function joinGroups(groups: readonly (readonly string[])[]): string[][] {
  const joined: Set<string>[] = [];
  for (const group of groups) {
    const touched = joined.filter((known) => group.some((id) => known.has(id)));
    for (const known of touched) joined.splice(joined.indexOf(known), 1);
    joined.push(new Set([...touched.flatMap((known) => [...known]), ...group]));
  }
  return joined.map((group) => [...group]);
}
