import type { Notice } from "./notices.ts";

/** TypeScript's browser no longer knows these; browsers do. */
type Options = NotificationOptions & { readonly renotify?: boolean };

/** What was shown by a page without a service worker, by tag. */
const ofPage = new Map<string, Notification>();

/** What this tab has shown, in whichever way. */
const ownTags = new Set<string>();

const registration = async (): Promise<ServiceWorkerRegistration | null> => {
  const found = await navigator.serviceWorker?.getRegistration().catch(() => undefined);
  return found?.active ? found : null;
};

/**
 * Shows a notice outside the page, in the place of what has the same tag. By the service worker where there is one: on Android there is no
 * other way, and a click finds a window although this one is gone. `open` is called where the page itself hears of the click.
 */
export async function showNotice(notice: Notice, isSilent: boolean, open: (address: string) => void): Promise<void> {
  const { tag, title, body, address } = notice;
  const options: Options = { tag, body, icon: "/icon-192.png", silent: isSilent, renotify: true, data: { address } };
  ownTags.add(tag);
  const worker = await registration();
  if (worker !== null) return worker.showNotification(title, options);
  const shown = new Notification(title, options);
  ofPage.set(tag, shown);
  shown.addEventListener("click", () => {
    window.focus();
    shown.close();
    open(address);
  });
}

/** Takes back what is shown under a tag, or all of ours. */
export async function closeNotices(tag?: string): Promise<void> {
  if (tag === undefined) ownTags.clear();
  else ownTags.delete(tag);
  for (const [key, shown] of ofPage) {
    if (tag !== undefined && key !== tag) continue;
    shown.close();
    ofPage.delete(key);
  }
  const worker = await registration();
  const shown = (await worker?.getNotifications(tag === undefined ? {} : { tag })) ?? [];
  for (const one of shown) one.close();
}

/** Takes back what this very tab has shown. Asks the browser nothing where that is nothing. */
export function closeIfShown(tag: string): void {
  if (ownTags.has(tag)) void closeNotices(tag);
}
