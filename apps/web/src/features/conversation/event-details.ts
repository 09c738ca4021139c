/** The name in `{id, name}`, as an event's details hold people, queues and tags. */
export function nameOf(value: unknown): string | null {
  if (typeof value !== "object" || value === null || !("name" in value)) return null;
  return typeof value.name === "string" ? value.name : null;
}
