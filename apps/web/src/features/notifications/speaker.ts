/** Whether this tab speaks for all tabs of the person in this browser; `end` leaves that to another. */
type Speaker = { isSpeaking(): boolean; end(): void };

/**
 * The browser gives the lock to one tab, and to the next one when that tab closes or dies: nobody has to notice, and there are never two.
 */
function byLock(name: string): Speaker {
  let isSpeaking = false;
  const ending = new AbortController();
  navigator.locks
    .request(name, { signal: ending.signal }, () => {
      isSpeaking = true;
      return new Promise<void>((resolve) => ending.signal.addEventListener("abort", () => resolve(), { once: true }));
    })
    .catch(() => undefined)
    .finally(() => {
      isSpeaking = false;
    });
  return { isSpeaking: () => isSpeaking, end: () => ending.abort() };
}

/**
 * A page without encryption has no locks, and no notifications either: only the sound is to be heard once. The tab that had the focus last
 * plays it, and when it closes, whoever is left.
 */
function byFocus(name: string): Speaker {
  const tabId = crypto.getRandomValues(new Uint32Array(2)).join("-");
  const claim = () => localStorage.setItem(name, tabId);
  const claimIfFree = () => localStorage.getItem(name) ?? claim();
  const onStorage = (event: StorageEvent) => {
    if (event.key === name && event.newValue === null) claim();
  };
  const leave = () => {
    if (localStorage.getItem(name) === tabId) localStorage.removeItem(name);
  };
  if (document.hasFocus()) claim();
  else claimIfFree();
  window.addEventListener("focus", claim);
  window.addEventListener("storage", onStorage);
  window.addEventListener("pagehide", leave);
  window.addEventListener("pageshow", claimIfFree);
  return {
    isSpeaking: () => localStorage.getItem(name) === tabId,
    end() {
      window.removeEventListener("focus", claim);
      window.removeEventListener("storage", onStorage);
      window.removeEventListener("pagehide", leave);
      window.removeEventListener("pageshow", claimIfFree);
      leave();
    },
  };
}

/** Stands for speaker of this person's tabs. */
export function standForSpeaker(userId: string): Speaker {
  const name = `whatskovi.notifier.${userId}`;
  return navigator.locks === undefined ? byFocus(name) : byLock(name);
}

/** Of the tabs that could do something for all, one does: whoever is first, for that long. */
export async function firstOfTabs(name: string, forMs: number, work: () => void): Promise<void> {
  if (navigator.locks === undefined) return;
  await navigator.locks.request(name, { ifAvailable: true }, async (lock) => {
    if (lock === null) return;
    work();
    await new Promise((resolve) => setTimeout(resolve, forMs));
  });
}
