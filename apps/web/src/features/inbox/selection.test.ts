// @vitest-environment node
import { beforeEach, expect, it } from "vitest";
import { sampleTicket } from "../tickets/testing/sample-ticket.ts";
import { clearSelection, selectRange, selectTickets, toggleSelected, useSelection } from "./selection.ts";

const tickets = ["a", "b", "c", "d", "e"].map((id) => sampleTicket({ id }));
const at = (index: number) => tickets[index] ?? sampleTicket();
const chosen = () => [...useSelection.getState().chosen.keys()].toSorted().join("");
beforeEach(clearSelection);

it("one is chosen, and not any more", () => {
  toggleSelected(at(1));
  toggleSelected(at(3));
  expect(chosen()).toBe("bd");
  toggleSelected(at(1));
  expect(chosen()).toBe("d");
});

it.each([
  [1, 3, "bcd"],
  [3, 1, "bcd"],
  [2, 2, "c"],
])("a range from %i to %i is %s", (from, to, expected) => {
  toggleSelected(at(from));
  selectRange(tickets, at(to).id);
  expect(chosen()).toBe(expected);
});

it("a range is stretched anew from where it began, and adds to what was chosen", () => {
  toggleSelected(at(4));
  toggleSelected(at(1));
  selectRange(tickets, "c");
  selectRange(tickets, "a");
  expect(chosen()).toBe("abce");
});

it("without a beginning a range is one; everything is everything that is there", () => {
  selectRange(tickets, "c");
  expect(chosen()).toBe("c");
  selectTickets(tickets);
  expect(chosen()).toBe("abcde");
});
