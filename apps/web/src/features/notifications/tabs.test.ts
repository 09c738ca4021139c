import { afterEach, expect, test, vi } from "vitest";
import { joinTabs, type TabState } from "./tabs.ts";

const ends: (() => void)[] = [];
afterEach(() => {
  vi.useRealTimers();
  for (const end of ends.splice(0)) end();
});

let persons = 0;
const person = () => `person ${(persons += 1)}`;

const behind: TabState = { ticketId: null, hasFocus: false, isVisible: false };

/** A tab whose state can be changed, as its window would. */
function openTab(userId: string, first: TabState = behind) {
  let state = first;
  const onFocus = vi.fn();
  const onSound = vi.fn();
  const tabs = joinTabs({ userId, state: () => state, onFocus, onSound });
  ends.push(tabs.end);
  return {
    ...tabs,
    onFocus,
    onSound,
    change(changes: Partial<TabState>) {
      state = { ...state, ...changes };
      tabs.tell();
    },
  };
}

const attended = ({ situation }: Pick<ReturnType<typeof openTab>, "situation">) => [...situation().attendedTicketIds];

test("a conversation before the person in one tab is known in all, also in one that comes later", async () => {
  const me = person();
  const front = openTab(me, { ticketId: "t1", hasFocus: true, isVisible: true });
  const back = openTab(me);
  await vi.waitFor(() => expect(attended(back)).toEqual(["t1"]), 10_000);
  expect(back.situation()).toMatchObject({ hasFocus: true, isInSight: true });
  expect(attended(front)).toEqual(["t1"]);
  expect(back.onFocus).toHaveBeenCalled();
});

test("what is open and not looked at silences nothing", async () => {
  const me = person();
  openTab(me, { ticketId: "t1", hasFocus: false, isVisible: true });
  const other = openTab(me);
  await vi.waitFor(() => expect(other.situation().isInSight).toBe(true), 10_000);
  expect(attended(other)).toEqual([]);
  expect(other.situation().hasFocus).toBe(false);
});

test("the focus goes from one tab to another, and a tab that closes is about nothing any more", async () => {
  const me = person();
  const one = openTab(me, { ticketId: "t1", hasFocus: true, isVisible: true });
  const other = openTab(me);
  await vi.waitFor(() => expect(attended(other)).toEqual(["t1"]), 10_000);
  one.change({ hasFocus: false });
  other.change({ ticketId: "t2", hasFocus: true, isVisible: true });
  await vi.waitFor(() => expect(attended(one)).toEqual(["t2"]), 10_000);
  expect(attended(other)).toEqual(["t2"]);
  other.end();
  await vi.waitFor(() => expect(attended(one)).toEqual([]), 10_000);
});

test("a tab that died before the person's eyes silences the others for half a minute at most", async () => {
  const me = person();
  const channel = new BroadcastChannel(`whatskovi.tabs.${me}`);
  const other = openTab(me);
  channel.postMessage({ of: "state", tabId: "dead", ticketId: "t1", hasFocus: true, isVisible: true });
  await vi.waitFor(() => expect(attended(other)).toEqual(["t1"]), 10_000);
  channel.close();
  vi.useFakeTimers({ now: Date.now() + 24_000, toFake: ["Date"] });
  expect(attended(other)).toEqual(["t1"]);
  vi.setSystemTime(Date.now() + 2000);
  expect(attended(other)).toEqual([]);
});

test("of two people in one browser neither knows what the other is about", async () => {
  const me = person();
  openTab(person(), { ticketId: "t1", hasFocus: true, isVisible: true });
  const mine = openTab(me);
  const another = openTab(me, { ticketId: "t2", hasFocus: true, isVisible: true });
  await vi.waitFor(() => expect(attended(mine)).toEqual(["t2"]), 10_000);
  expect(attended(another)).toEqual(["t2"]);
});

test("a tab that may not play asks the others", async () => {
  const me = person();
  const one = openTab(me);
  const other = openTab(me);
  one.askForSound("bell", 40);
  await vi.waitFor(() => expect(other.onSound).toHaveBeenCalledWith("bell", 40), 10_000);
  expect(one.onSound).not.toHaveBeenCalled();
});
