import { expect } from "vitest";
import type { StatusUpdate } from "../../../src/whatsapp/driver.ts";
import type { ContractCase } from "../contract.ts";
import type { Line } from "../line.ts";

const ranks = { SENT: 1, RECEIVED: 2, READ: 3, FAILED: 0 };
const isOf = (sent: { providerId: string; messageId: string }) => (status: StatusUpdate) =>
  status.providerId === sent.providerId || status.messageId === sent.messageId;

/** As the app counts: ticks only rise. */
const reaches = (line: Line, sent: { providerId: string; messageId: string }, wanted: "RECEIVED" | "READ") =>
  line.until(
    () =>
      Math.max(
        0,
        ...line
          .of("status")
          .filter(isOf(sent))
          .map(({ status }) => ranks[status]),
      ) >= ranks[wanted],
    `the tick ${wanted}`,
  );

async function sendTo(line: Line) {
  const customer = line.world.customer();
  await line.received({ from: customer, body: "oi" });
  return { customer, sent: await line.send(customer, "chegou?") };
}

export const statusCases: readonly ContractCase[] = [
  {
    name: "ticks rise: received, then read",
    run: async (line) => {
      const { customer, sent } = await sendTo(line);
      await line.world.customerReceives(customer, sent.providerId);
      await reaches(line, sent, "RECEIVED");
      await line.world.customerReads(customer, sent.providerId);
      await reaches(line, sent, "READ");
      const told = line.of("status").filter(isOf(sent));
      expect(told.every(({ status }) => status !== "FAILED")).toBe(true);
    },
  },
  {
    name: "ticks out of order end the same",
    run: async (line) => {
      const { customer, sent } = await sendTo(line);
      await line.world.customerReads(customer, sent.providerId);
      await reaches(line, sent, "READ");
      await line.world.customerReceives(customer, sent.providerId);
      const { told } = await line.received({ from: customer, body: "vi" });
      expect(told.body).toBe("vi");
      await reaches(line, sent, "READ");
    },
  },
];
