import type { NotificationSound } from "@whatskovi/contract";
import { create } from "zustand";
import { lengthOf, type Tune, tunes } from "./tones.ts";

/** True since a sound was to be played and the browser did not let it, until somebody has touched this page. */
export const useIsSoundBlocked = create<{ readonly isBlocked: boolean }>(() => ({ isBlocked: false }));

/** A browser that does not want to begin answers late or never. */
const patienceMs = 250;
const gestures = ["pointerdown", "keydown"] as const;

let context: AudioContext | null = null;
let sleep: ReturnType<typeof setTimeout> | undefined;

const isRunning = () => context?.state === "running";

async function wake(): Promise<boolean> {
  if (typeof AudioContext === "undefined") return false;
  context ??= new AudioContext();
  if (!isRunning())
    await Promise.race([
      context.resume().catch(() => undefined),
      new Promise((resolve) => setTimeout(resolve, patienceMs)),
    ]);
  return isRunning();
}

/** Browsers play nothing on a page that nobody has touched. The first touch is the permission. */
function waitForGesture(): void {
  if (useIsSoundBlocked.getState().isBlocked) return;
  useIsSoundBlocked.setState({ isBlocked: true });
  const touched = () => {
    for (const gesture of gestures) window.removeEventListener(gesture, touched, true);
    void wake().then((isAwake) => {
      useIsSoundBlocked.setState({ isBlocked: false });
      if (isAwake) rest(0);
      else waitForGesture();
    });
  };
  for (const gesture of gestures) window.addEventListener(gesture, touched, true);
}

/** Between sounds the device is left alone. */
function rest(seconds: number): void {
  clearTimeout(sleep);
  sleep = setTimeout(() => void context?.suspend().catch(() => undefined), seconds * 1000 + 300);
}

function sounded(audio: AudioContext, tune: Tune, volume: number): void {
  const master = audio.createGain();
  // The ear hears loudness as a power: half of the way is a quarter of the strength.
  master.gain.value = (volume / 100) ** 2;
  master.connect(audio.destination);
  const begin = audio.currentTime + 0.02;
  for (const { from, to, at, lasts, loudness, shape } of tunes[tune]) {
    const start = begin + at;
    const tone = audio.createOscillator();
    const gain = audio.createGain();
    tone.type = shape;
    tone.frequency.setValueAtTime(from, start);
    tone.frequency.exponentialRampToValueAtTime(to, start + lasts);
    gain.gain.setValueAtTime(0.0001, start);
    gain.gain.exponentialRampToValueAtTime(loudness, start + 0.008);
    gain.gain.exponentialRampToValueAtTime(0.0001, start + lasts);
    tone.connect(gain).connect(master);
    tone.start(start);
    tone.stop(start + lasts + 0.02);
  }
}

/** Plays a sound, its volume in per cent. False where there is none to be played, or the browser does not let it play here yet. */
export async function playSound(sound: NotificationSound, volume: number): Promise<boolean> {
  if (sound === "none" || volume === 0) return false;
  if (!(await wake()) || context === null) {
    waitForGesture();
    return false;
  }
  sounded(context, sound, volume);
  rest(lengthOf(sound));
  return true;
}
