import { fireEvent, render, screen } from "@testing-library/react";
import { IntlProvider } from "use-intl/react";
import { expect, test, vi } from "vitest";
import { loadMessages } from "../../app/messages/catalogue.ts";
import { lazyPart } from "./lazy-part.tsx";

const messages = await loadMessages("en");
const missing = "This part did not load. What you typed is kept.";

type PartProps = { readonly isOpen?: boolean; readonly onClose?: () => void };

/** Comes when it is asked for the second time. */
function late() {
  let asked = 0;
  const load = vi.fn(async () => {
    asked += 1;
    if (asked === 1) throw new Error("no network");
    return () => <p>part</p>;
  });
  return { load, Part: lazyPart<PartProps>(load, "above") };
}

const page = (part: React.ReactNode) => (
  <IntlProvider locale="en" messages={messages} timeZone="UTC">
    <input defaultValue="typed" />
    {part}
  </IntlProvider>
);

test("a part that does not come leaves the page as it is, and comes when it is tried again", async () => {
  const { Part } = late();
  render(page(<Part />));
  expect(await screen.findByText(missing)).toBeTruthy();
  expect(screen.getByDisplayValue("typed")).toBeTruthy();
  fireEvent.click(screen.getByRole("button", { name: "Try again" }));
  expect(await screen.findByText("part")).toBeTruthy();
  expect(screen.queryByText(missing)).toBeNull();
});

test("sent away it tells whoever opened it; opened again it is tried again", async () => {
  const { Part } = late();
  const onClose = vi.fn();
  const { rerender } = render(page(<Part isOpen onClose={onClose} />));
  await screen.findByText(missing);
  fireEvent.click(screen.getByRole("button", { name: "Dismiss notice" }));
  expect(onClose).toHaveBeenCalledTimes(1);
  rerender(page(<Part isOpen={false} onClose={onClose} />));
  expect(screen.queryByText(missing)).toBeNull();
  rerender(page(<Part isOpen onClose={onClose} />));
  expect(await screen.findByText("part")).toBeTruthy();
});

test("a part that breaks while it is drawn takes nothing else with it", async () => {
  const Part = lazyPart<PartProps>(async () => {
    return () => {
      throw new Error("broken");
    };
  }, "inside");
  render(page(<Part />));
  expect(await screen.findByText(missing)).toBeTruthy();
  expect(screen.getByDisplayValue("typed")).toBeTruthy();
});

test("what does not come for ten seconds is offered again", async () => {
  vi.useFakeTimers();
  const Part = lazyPart<PartProps>(() => new Promise(() => undefined), "above");
  render(page(<Part />));
  await vi.advanceTimersByTimeAsync(9000);
  expect(screen.queryByText(missing)).toBeNull();
  await vi.advanceTimersByTimeAsync(1500);
  vi.useRealTimers();
  expect(await screen.findByText(missing)).toBeTruthy();
});
