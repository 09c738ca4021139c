// @vitest-environment node
import { expect, it } from "vitest";
import { sampleTicket } from "../tickets/testing/sample-ticket.ts";
import { serviceWindowOf } from "./service-window.ts";

const now = Date.parse("2026-11-27T12:00:00Z");
const ticketOf = (driver: "cloud-api" | "baileys", lastInboundAt: string | null) => {
  const ticket = sampleTicket();
  return { ...ticket, lastInboundAt, connection: { ...ticket.connection, driver } };
};

it.each([
  ["cloud-api", "2026-11-27T11:00:00Z", "open"],
  ["cloud-api", "2026-11-26T13:30:00Z", "closing"],
  ["cloud-api", "2026-11-26T12:00:00Z", "closed"],
  ["cloud-api", null, "closed"],
  ["baileys", null, "open"],
] as const)("on %s, last written to at %s: %s", (driver, lastInboundAt, state) => {
  expect(serviceWindowOf(ticketOf(driver, lastInboundAt), now).state).toBe(state);
});
