import type { BrowserContext, Page } from "@playwright/test";

/** A notification as the browser was asked to show it. */
export type Told = { title: string; body: string; tag: string; silent: boolean; address: string };

type Recording = { told: Told[]; sounds: number };
type Recorded = typeof globalThis & { recording?: Recording };

/** Takes the place of the browser's own: what it is asked to show and to play is written down, whatever way is taken. */
function record(): void {
  const page = globalThis as Recorded;
  if (page.recording !== undefined) return;
  const recording: Recording = { told: [], sounds: 0 };
  page.recording = recording;
  const note = (title: string, { body = "", tag = "", silent, data }: NotificationOptions = {}) => {
    const { address } = data as { address: string };
    recording.told.push({ title, body, tag, silent: silent === true, address });
  };
  class RecordedNotification extends EventTarget {
    static readonly permission = "granted";
    constructor(title: string, options?: NotificationOptions) {
      super();
      note(title, options);
    }
    close(): void {}
  }
  page.Notification = RecordedNotification as unknown as typeof Notification;
  ServiceWorkerRegistration.prototype.showNotification = async (title, options) => note(title, options);
  const begin = OscillatorNode.prototype.start;
  OscillatorNode.prototype.start = function start(when) {
    recording.sounds += 1;
    begin.call(this, when);
  };
}

/** Writes down from now on, and on every page loaded in this tab, what the person is told. */
export async function recordTold(page: Page) {
  await page.addInitScript(record);
  await page.evaluate(record);
  const recording = () => page.evaluate(() => (globalThis as Recorded).recording ?? { told: [], sounds: 0 });
  return {
    told: async () => (await recording()).told,
    titles: async () => (await recording()).told.map(({ title }) => title),
    /** Whether anything was played since the last time this was asked. */
    async wasSounded() {
      const { sounds } = await recording();
      await page.evaluate(() => {
        const { recording: now } = globalThis as Recorded;
        if (now !== undefined) now.sounds = 0;
      });
      return sounds > 0;
    },
  };
}

/** Lets the service worker hear that somebody has clicked on a notification that leads there. */
export async function clickInWorker(context: BrowserContext, address: string): Promise<void> {
  const worker = context.serviceWorkers()[0] ?? (await context.waitForEvent("serviceworker"));
  await worker.evaluate((place) => {
    const click = Object.assign(new Event("notificationclick"), {
      notification: { data: { address: place }, close: () => undefined },
      waitUntil: () => undefined,
    });
    globalThis.dispatchEvent(click);
  }, address);
}
