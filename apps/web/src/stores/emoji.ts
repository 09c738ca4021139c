import { create } from "zustand";
import { persist } from "zustand/middleware";

const mostRecent = 24;

type EmojiChoices = {
  /** The last ones, the newest first, as they were written. */
  readonly recent: readonly string[];
  /** 0 is yellow, 1 to 5 from light to dark. */
  readonly tone: number;
};

/** How one uses emoji in this browser. */
export const useEmojiChoices = create<EmojiChoices>()(
  persist((): EmojiChoices => ({ recent: [], tone: 0 }), { name: "whatskovi.emoji" }),
);

export function noteEmoji(emoji: string): void {
  useEmojiChoices.setState(({ recent }) => ({
    recent: [emoji, ...recent.filter((other) => other !== emoji)].slice(0, mostRecent),
  }));
}

export function setTone(tone: number): void {
  useEmojiChoices.setState({ tone });
}
