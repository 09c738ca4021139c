import { layers } from "../../lib/layers.ts";
import { findRegion, isUsable, noteFocus, regionOf, restIn } from "./regions.ts";

/** Dialogs and menus give the focus back by themselves, some frames after they are gone. */
const settleMs = 80;

/** While a dialog goes, the page under it takes no focus yet: it is tried again until it does, ever more seldom. */
const longestPauseMs = 1000;

/** Where one goes on when a region is gone. */
const instead: Readonly<Record<string, readonly string[]>> = {
  composer: ["conversation", "list"],
  details: ["conversation", "list"],
  conversation: ["list"],
  toasts: ["conversation", "list"],
};

const isLost = () => document.activeElement === null || document.activeElement === document.body;

const topLayer = (): HTMLElement | undefined => [...document.querySelectorAll<HTMLElement>(layers)].findLast(isUsable);

/**
 * Brings the focus to a sensible place when what had it is taken from the page or can no longer be used: a ticket that was accepted,
 * closed or handed over, a button that has done its work, a page that was left. Whoever clicks beside everything keeps that.
 * Returns how to stop.
 */
export function keepFocus(): () => void {
  let last: HTMLElement | null = null;
  let lastRegion: string | null = null;
  let isByKey = true;
  /** The Tab key may lead out of the page, and must. */
  let isTabbing = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const isForsaken = () =>
    isLost() && (last === null || !isUsable(last) || (isByKey && !isTabbing && document.hasFocus()));
  const place = (): HTMLElement | null => {
    const layer = topLayer();
    if (layer !== undefined) return layer;
    if (last !== null && isUsable(last)) return last;
    const names = [...(lastRegion === null ? [] : [lastRegion, ...(instead[lastRegion] ?? [])]), "content"];
    const region = names.map(findRegion).find((found) => found !== undefined);
    if (region === undefined) return null;
    return isByKey && region.dataset["region"] !== "content" ? restIn(region) : region;
  };
  const restore = (pauseMs: number) => {
    timer = undefined;
    if (!isForsaken()) return;
    place()?.focus({ preventScroll: true });
    if (isLost()) timer = setTimeout(restore, pauseMs, Math.min(pauseMs * 1.25, longestPauseMs));
  };
  const look = () => {
    if (timer === undefined && isLost()) timer = setTimeout(restore, settleMs, settleMs);
  };
  const onFocusIn = ({ target }: FocusEvent) => {
    if (!(target instanceof HTMLElement)) return;
    last = target;
    lastRegion = regionOf(target)?.dataset["region"] ?? lastRegion;
    noteFocus(target);
  };
  const onKeyDown = ({ key }: KeyboardEvent) => {
    isByKey = true;
    isTabbing = key === "Tab";
  };
  const onPointerDown = () => {
    isByKey = false;
  };

  const observer = new MutationObserver(look);
  observer.observe(document.body, {
    subtree: true,
    childList: true,
    attributes: true,
    attributeFilter: ["disabled", "hidden", "inert"],
  });
  document.addEventListener("focusin", onFocusIn);
  document.addEventListener("focusout", look);
  document.addEventListener("keydown", onKeyDown, { capture: true });
  document.addEventListener("pointerdown", onPointerDown, { capture: true });
  if (document.activeElement instanceof HTMLElement && !isLost()) last = document.activeElement;
  look();
  return () => {
    clearTimeout(timer);
    observer.disconnect();
    document.removeEventListener("focusin", onFocusIn);
    document.removeEventListener("focusout", look);
    document.removeEventListener("keydown", onKeyDown, { capture: true });
    document.removeEventListener("pointerdown", onPointerDown, { capture: true });
  };
}
