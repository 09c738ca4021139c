let look: (() => void) | null = null;

/** What is to be done when something hints at another version being served. The answer ends that. */
export function onSuspicion(check: () => void): () => void {
  look = check;
  return () => {
    look = null;
  };
}

/** A part of the app is not there: perhaps because another version is served by now. */
export const suspectNewVersion = (): void => look?.();
