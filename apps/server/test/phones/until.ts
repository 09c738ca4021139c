/** Resolves to the first thing found; looks again and again, also after a failed look, for half a minute unless told. */
export async function until<Found>(
  what: string,
  look: () => Promise<Found | null | false> | Found | null | false,
  seconds = 30,
): Promise<Found> {
  const deadline = Date.now() + seconds * 1000;
  let last: unknown = null;
  while (Date.now() < deadline) {
    try {
      const found = await look();
      if (found !== null && found !== false) return found;
      last = null;
    } catch (error) {
      last = error;
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`${seconds} seconds later it is not so that ${what}`, { cause: last });
}
