import { renderHook, waitFor } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { goBack, useCloseByBack } from "./index.ts";
import { watchSteps } from "./steps.ts";

/** What the router, which listens later, hears of. */
const router = vi.fn();
const depth = () => (window.history.state as { depth?: number } | null)?.depth ?? 0;

watchSteps();
beforeEach(() => {
  window.history.replaceState({ depth: 0 }, "");
  window.history.pushState({ depth: 1 }, "");
  window.addEventListener("popstate", router);
});
afterEach(() => {
  window.removeEventListener("popstate", router);
  router.mockClear();
});

test("a step back closes the topmost, and the page stays where it is", async () => {
  const closed: string[] = [];
  const under = renderHook(({ isOpen }) => useCloseByBack(isOpen, () => closed.push("under")), {
    initialProps: { isOpen: true },
  });
  const above = renderHook(({ isOpen }) => useCloseByBack(isOpen, () => closed.push("above")), {
    initialProps: { isOpen: true },
  });
  window.history.back();
  await waitFor(() => expect(closed).toEqual(["above"]));
  await waitFor(() => expect(depth()).toBe(1));
  above.rerender({ isOpen: false });
  window.history.back();
  await waitFor(() => expect(closed).toEqual(["above", "under"]));
  await waitFor(() => expect(depth()).toBe(1));
  under.rerender({ isOpen: false });
  expect(router).not.toHaveBeenCalled();
  window.history.back();
  await waitFor(() => expect(router).toHaveBeenCalledTimes(1));
  expect(depth()).toBe(0);
});

test("the app's own way back closes nothing", async () => {
  const onClose = vi.fn();
  const layer = renderHook(() => useCloseByBack(true, onClose));
  goBack();
  await waitFor(() => expect(router).toHaveBeenCalledTimes(1));
  expect(onClose).not.toHaveBeenCalled();
  expect(depth()).toBe(0);
  layer.unmount();
});
