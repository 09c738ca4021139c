/** Past this a customer has waited too long, in milliseconds. */
const limit = 15 * 60_000;

export const isOverdue = (since: string, now: number): boolean => now - Date.parse(since) > limit;
