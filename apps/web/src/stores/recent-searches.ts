const entry = "whatskovi.recent-searches";
const most = 8;

/** Newest first, each once whatever its case, eight at most. */
export function withSearch(searches: readonly string[], text: string): string[] {
  const wanted = text.trim();
  if (wanted === "") return [...searches];
  return [wanted, ...searches.filter((one) => one.toLowerCase() !== wanted.toLowerCase())].slice(0, most);
}

/** What this person has looked for in this browser. What somebody else left is nobody's. */
export function recentSearches(userId: string): string[] {
  try {
    const kept = JSON.parse(localStorage.getItem(entry) ?? "null") as { userId?: unknown; searches?: unknown } | null;
    if (kept?.userId !== userId || !Array.isArray(kept.searches)) return [];
    return kept.searches.filter((one) => typeof one === "string").slice(0, most);
  } catch {
    return [];
  }
}

export function keepSearch(userId: string, text: string): void {
  localStorage.setItem(entry, JSON.stringify({ userId, searches: withSearch(recentSearches(userId), text) }));
}

export const forgetSearches = (): void => localStorage.removeItem(entry);
