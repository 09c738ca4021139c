import { useEffectEvent, useLayoutEffect } from "react";

/** What stands above the page, the topmost last; each is told to go. */
const layers: (() => void)[] = [];

/** Where in the history the page is; null in browsers that do not tell, which are taken to go back. */
const placeNow = (): number | null => window.navigation?.currentEntry?.index ?? null;

/** Where it was before the step that is on its way. */
let place: number | null = null;
/** Steps of our own making whose events have not come yet: the way back of the app, and the return from one that closed something. */
let ownSteps = 0;
let returns = 0;

/** Before the router hears of it: a step back is taken back, and closes what stands above the page instead. */
function onStep(event: PopStateEvent): void {
  const before = place;
  place = placeNow();
  if (returns > 0) {
    returns -= 1;
    event.stopImmediatePropagation();
    return;
  }
  if (ownSteps > 0) {
    ownSteps -= 1;
    return;
  }
  const close = layers.at(-1);
  const isBack = before === null || place === null || place < before;
  if (close === undefined || !isBack) return;
  event.stopImmediatePropagation();
  returns += 1;
  window.history.go(before === null || place === null ? 1 : before - place);
  close();
}

function add(close: () => void): () => void {
  // Between a step that is taken back and the return from it the page is where it does not belong.
  if (returns === 0) place = placeNow();
  window.addEventListener("popstate", onStep, { capture: true });
  layers.push(close);
  return () => {
    layers.splice(layers.lastIndexOf(close), 1);
  };
}

/**
 * While something stands above the page, the browser's "back" (on phones a gesture) closes it and leaves the page where it is. The
 * one that came last goes first.
 */
export function useCloseByBack(isOpen: boolean, onClose: () => void): void {
  const close = useEffectEvent(onClose);
  // From the frame on in which it is seen.
  useLayoutEffect(() => (isOpen ? add(() => close()) : undefined), [isOpen]);
}

/** The way back that the app itself takes, whatever stands above the page. There must be an entry of the app to go back to. */
export function goBack(): void {
  ownSteps += 1;
  window.history.back();
}
