/** What the page notes of itself, from before its first script on. Times are milliseconds since the navigation began. */
export type Noted = {
  /** When rows of the list had been painted; null before. */
  rowsAt: number | null;
  /** Script fetched until then, as it came over the line. */
  scriptBytes: number;
  readonly longTasks: { readonly at: number; readonly ms: number }[];
  /** From a press of a key to the paint that shows it, by the Event Timing API; what took under 16 ms is not told of. */
  readonly keys: { readonly at: number; readonly ms: number }[];
};

declare global {
  // oxlint-disable-next-line no-var -- the one way to type a global of the page
  var whatskoviNoted: Noted;
}

/** Runs in the page; uses nothing from outside. */
export function watchPage(): void {
  const noted: Noted = { rowsAt: null, scriptBytes: 0, longTasks: [], keys: [] };
  globalThis.whatskoviNoted = noted;
  const observe = (
    options: PerformanceObserverInit & { durationThreshold?: number },
    take: (entry: PerformanceEntry) => void,
  ) =>
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) take(entry);
    }).observe(options);
  observe({ type: "longtask", buffered: true }, ({ startTime, duration }) => {
    noted.longTasks.push({ at: startTime, ms: duration });
  });
  observe({ type: "event", durationThreshold: 16, buffered: true }, ({ name, startTime, duration }) => {
    if (name === "keydown") noted.keys.push({ at: startTime, ms: duration });
  });
  const changes = new MutationObserver(() => {
    if (document.querySelector("[data-inbox-list] [data-ticket-id]") === null) return;
    changes.disconnect();
    // A message posted in a frame is taken after that frame was painted.
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => {
        noted.rowsAt = performance.now();
        const entries = performance.getEntriesByType("resource") as PerformanceResourceTiming[];
        const scripts = entries.filter(({ name, responseEnd }) => name.includes(".js") && responseEnd > 0);
        noted.scriptBytes = scripts.reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0);
        port1.close();
      };
      port2.postMessage(null);
    });
  });
  changes.observe(document, { childList: true, subtree: true });
}
