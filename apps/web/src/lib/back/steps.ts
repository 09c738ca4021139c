/** What stands above the page, the topmost last; each is told to go. */
const layers: (() => void)[] = [];

/** How far the last step led in the history, backwards below zero; null in browsers that do not tell: taken to be one back. */
let stride: number | null = null;
/** Steps of our own making whose events have not come yet: the way back of the app, and the return from one that closed something. */
let ownSteps = 0;
let returns = 0;

function onStep(event: PopStateEvent): void {
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
  const led = stride ?? -1;
  if (close === undefined || led >= 0) return;
  event.stopImmediatePropagation();
  returns += 1;
  window.history.go(-led);
  close();
}

/**
 * From now on a step back is taken back where something stands above the page, and closes that instead. To be called before the
 * router listens: who listens first to a window hears first.
 */
export function watchSteps(): void {
  window.navigation?.addEventListener("currententrychange", ({ from }) => {
    const now = window.navigation.currentEntry?.index;
    stride = now === undefined ? null : now - from.index;
  });
  window.addEventListener("popstate", onStep);
}

/** Something stands above the page; the answer says that it is gone. */
export function addLayer(close: () => void): () => void {
  layers.push(close);
  return () => {
    layers.splice(layers.lastIndexOf(close), 1);
  };
}

/** The way back that the app itself takes, whatever stands above the page. There must be an entry of the app to go back to. */
export function goBack(): void {
  ownSteps += 1;
  window.history.back();
}
