import { isField } from "../../lib/shortcuts/index.ts";

const regionName = (region: HTMLElement): string => region.dataset["region"] ?? "";

export const isShown = (element: Element): boolean => element.getClientRects().length > 0;

const tabbable =
  "a[href], button, input:not([type=hidden]), select, textarea, [tabindex]:not([tabindex='-1']), [contenteditable=true]";

/** Whether the focus could stand there just now. */
export const isUsable = (element: HTMLElement): boolean =>
  element.isConnected && !element.matches(":disabled, [inert] *") && isShown(element);

/** The region that an element belongs to itself, not by way of one inside another. */
export const regionOf = (element: Element | null): HTMLElement | null =>
  element?.closest<HTMLElement>("[data-region]") ?? null;

/** What was said in passing is a region while something is said. */
const isThere = (region: HTMLElement): boolean =>
  isShown(region) && (regionName(region) !== "toasts" || region.childElementCount > 0);

/**
 * The regions of the page that can be gone to, in reading order: what stands around the page, then list, conversation, composer and
 * details, or the whole content where it has no parts; what was said in passing while it is there.
 */
function shownRegions(): HTMLElement[] {
  const all = [...document.querySelectorAll<HTMLElement>("[data-region]")].filter(isThere);
  const hasParts = all.some((region) => regionOf(region.parentElement)?.dataset["region"] === "content");
  return hasParts ? all.filter((region) => regionName(region) !== "content") : all;
}

export const findRegion = (name: string): HTMLElement | undefined =>
  [...document.querySelectorAll<HTMLElement>(`[data-region=${name}]`)].find(isThere);

const lastIn = new WeakMap<HTMLElement, HTMLElement>();

/** So that one comes back to where one was. */
export function noteFocus(element: HTMLElement): void {
  const region = regionOf(element);
  if (region !== null && region !== element) lastIn.set(region, element);
}

const findIn = (region: HTMLElement, selector: string): HTMLElement | null =>
  [...region.querySelectorAll<HTMLElement>(selector)].find((one) => isUsable(one) && regionOf(one) === region) ?? null;

/** What a region itself says that work begins at. */
const ownStart = (region: HTMLElement): HTMLElement | null => findIn(region, "[data-region-start]");

/** Where one goes in a region: where work begins, else where one was last, else what the Tab key would reach first, else all of it. */
function placeIn(region: HTMLElement): HTMLElement {
  const last = lastIn.get(region);
  const isThere = last !== undefined && isUsable(last) && regionOf(last) === region;
  return ownStart(region) ?? (isThere ? last : findIn(region, tabbable)) ?? region;
}

/** Where one comes to in a region without having asked for it: nowhere where the next letter would be written. */
export function restIn(region: HTMLElement): HTMLElement {
  const start = ownStart(region);
  if (start !== null && !isField(start)) return start;
  return (
    findIn(region, "[role=tab][aria-selected=true]") ??
    findIn(region, "button, a[href], [tabindex='0']:not(input, textarea)") ??
    region
  );
}

/** Goes to the next or the previous region; the ends meet. False when there is none. */
export function goToRegion(step: 1 | -1): boolean {
  const regions = shownRegions();
  const at = regions.indexOf(regionOf(document.activeElement) as HTMLElement);
  const next = at < 0 ? (step === 1 ? 0 : regions.length - 1) : (at + step + regions.length) % regions.length;
  const region = regions[next];
  if (region !== undefined) placeIn(region).focus();
  return region !== undefined;
}
