import { useEffect, useEffectEvent } from "react";

/** What can go with a message, or be one, without being typed. */
export type ComposerWish = "file" | "sticker" | "place" | "card" | "voice";

type Take = (wish: ComposerWish) => void;

const takers = new Set<Take>();

/** Asks the composer of the open conversation for what its buttons do. Where one cannot write, nobody hears it. */
export function askComposer(wish: ComposerWish): void {
  for (const take of takers) take(wish);
}

/** Hears what is asked of the composer from elsewhere. */
export function useComposerWishes(take: Take): void {
  const takeNow = useEffectEvent(take);
  useEffect(() => {
    const taker: Take = (wish) => takeNow(wish);
    takers.add(taker);
    return () => void takers.delete(taker);
  }, []);
}
