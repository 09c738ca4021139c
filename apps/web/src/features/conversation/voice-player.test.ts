import { describe, expect, it } from "vitest";
import { barsOf } from "./voice-player.tsx";

describe("the bars of a voice note", () => {
  it("keep the loudest of what each stands for", () => {
    const waveform = Array.from({ length: 64 }, (_, index) => (index === 63 ? 100 : 20));
    const bars = barsOf(waveform);
    expect(bars).toHaveLength(40);
    expect(bars.at(-1)).toBe(100);
    expect(bars[0]).toBe(20);
  });

  it("can always be seen", () => {
    expect(Math.min(...barsOf([0, 0, 0]))).toBeGreaterThan(0);
    expect(new Set(barsOf(undefined)).size).toBe(1);
    expect(barsOf([])).toHaveLength(40);
  });
});
