import type { NotificationSound } from "@whatskovi/contract";
import type { Situation } from "./decide.ts";

/** What a tab is about. */
export type TabState = { readonly ticketId: string | null; readonly hasFocus: boolean; readonly isVisible: boolean };

type Said =
  | ({ readonly of: "state"; readonly tabId: string } & TabState)
  | { readonly of: "gone"; readonly tabId: string }
  | { readonly of: "question" }
  | { readonly of: "sound"; readonly sound: NotificationSound; readonly volume: number };

/** A tab in sight says again that it is; one that died in sight says nothing more, and does not silence the others for ever. */
const repeatMs = 10_000;
const validMs = 25_000;

type TabsOptions = {
  readonly userId: string;
  /** What this tab is about, asked whenever it is told. */
  readonly state: () => TabState;
  /** A window of ours, in whichever tab, has the focus now. */
  readonly onFocus: () => void;
  /** Another tab asks for a sound that it may not play. */
  readonly onSound: (sound: NotificationSound, volume: number) => void;
};

/** What all tabs of one person in this browser are about, told to each other. */
export function joinTabs({ userId, state, onFocus, onSound }: TabsOptions) {
  const tabId = crypto.getRandomValues(new Uint32Array(2)).join("-");
  const channel = typeof BroadcastChannel === "undefined" ? null : new BroadcastChannel(`whatskovi.tabs.${userId}`);
  const others = new Map<string, TabState & { readonly at: number }>();
  let isOver = false;
  const say = (said: Said) => {
    if (!isOver) channel?.postMessage(said);
  };

  const tell = () => {
    const mine = state();
    say({ of: "state", tabId, ...mine });
    if (mine.hasFocus) onFocus();
  };
  const hear = ({ data }: MessageEvent<Said>) => {
    switch (data.of) {
      case "question":
        return tell();
      case "sound":
        return onSound(data.sound, data.volume);
      case "gone":
        return void others.delete(data.tabId);
      case "state":
        others.set(data.tabId, { ...data, at: Date.now() });
        if (data.hasFocus) onFocus();
    }
  };
  channel?.addEventListener("message", hear);
  say({ of: "question" });
  tell();
  const repeated = setInterval(() => {
    if (state().isVisible) tell();
  }, repeatMs);
  const leave = () => say({ of: "gone", tabId });
  window.addEventListener("pagehide", leave);
  window.addEventListener("pageshow", tell);

  return {
    /** To be called when what this tab is about has changed. */
    tell,

    /** Asks a tab that may play it for a sound. */
    askForSound: (sound: NotificationSound, volume: number): void => say({ of: "sound", sound, volume }),

    situation(): Pick<Situation, "attendedTicketIds" | "hasFocus" | "isInSight"> {
      const valid = [...others.values()].filter(({ at, isVisible }) => isVisible && Date.now() - at < validMs);
      const all: TabState[] = [state(), ...valid];
      const focused = all.filter(({ hasFocus }) => hasFocus);
      return {
        attendedTicketIds: new Set(focused.flatMap(({ ticketId }) => ticketId ?? [])),
        hasFocus: focused.length > 0,
        isInSight: all.some(({ isVisible }) => isVisible),
      };
    },

    end(): void {
      leave();
      isOver = true;
      clearInterval(repeated);
      window.removeEventListener("pagehide", leave);
      window.removeEventListener("pageshow", tell);
      channel?.close();
    },
  };
}
