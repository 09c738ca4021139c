import { create } from "zustand";
import { persist } from "zustand/middleware";

/** How fast voice notes are played. */
export const voiceRates = [1, 1.5, 2] as const;
export type VoiceRate = (typeof voiceRates)[number];

/** Kept, for whoever listens fast always does. */
export const useVoiceRate = create<{ rate: VoiceRate }>()(
  persist((): { rate: VoiceRate } => ({ rate: 1 }), { name: "whatskovi.voice-rate" }),
);

export function setVoiceRate(rate: VoiceRate): void {
  useVoiceRate.setState({ rate });
}
