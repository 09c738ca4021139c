/** The name in `{id, name}`, as an event's details hold people, queues and tags. */
export function nameOf(value: unknown): string | null {
  if (typeof value !== "object" || value === null || !("name" in value)) return null;
  return typeof value.name === "string" ? value.name : null;
}

/** The number in `{id, number}`, as an event's details hold another ticket. */
export function numberOf(value: unknown): number {
  if (typeof value !== "object" || value === null || !("number" in value)) return 0;
  return typeof value.number === "number" ? value.number : 0;
}
