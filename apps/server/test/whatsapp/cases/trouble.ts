import { expect } from "vitest";
import { DriverError, type SendCommand } from "../../../src/whatsapp/driver.ts";
import type { ContractCase } from "../contract.ts";
import type { Line } from "../line.ts";
import { refusalOf } from "../refusal.ts";

const copies = async (line: Line, body: string): Promise<number> =>
  (await line.world.arrived()).filter((each) => each.body === body).length;

async function refusedSend(line: Line, fault: Parameters<Line["world"]["failNextSend"]>[0], body: string) {
  const customer = line.world.customer();
  await line.received({ from: customer, body: "oi" });
  await line.world.failNextSend(fault);
  return refusalOf(line.send(customer, body));
}

/** What the app does with a doubt: it asks again until there is evidence, and never sends by guess. */
async function settle(line: Line, { messageId }: SendCommand, claimedAt: Date): Promise<"sent" | "not_sent"> {
  return line.until(async () => {
    if (line.of("status").some((status) => status.messageId === messageId && status.status !== "FAILED")) return "sent";
    const { outcome } = await line.driver.reconcile(messageId, claimedAt);
    return outcome === "waiting" ? null : outcome;
  }, "evidence");
}

export const troubleCases: readonly ContractCase[] = [
  {
    name: "too much in a short time: certainly not sent, and to be tried later",
    feature: "rate-limits",
    run: async (line) => {
      const error = await refusedSend(line, "rate_limited", "devagar");
      expect(error.kind).toBe("rate_limited");
      expect(await copies(line, "devagar")).toBe(0);
    },
  },
  {
    name: "nobody there: an invalid recipient, and nothing is sent",
    run: async (line) => {
      await line.world.setNumber("5511987650019", null);
      await line.world.failNextSend("invalid_recipient");
      const sending = line.command([{ kind: "PHONE", value: "5511987650019" }], "ninguém");
      expect((await refusalOf(line.driver.send(sending))).kind).toBe("invalid_recipient");
      expect(await copies(line, "ninguém")).toBe(0);
    },
  },
  {
    name: "an answer lost: a doubt, settled by evidence, and never doubled",
    run: async (line) => {
      const customer = line.world.customer();
      await line.received({ from: customer, body: "oi" });
      await line.world.failNextSend("answer_lost");
      const command = line.command([line.world.identityOf(customer, "phone")], "uma vez");
      const claimedAt = new Date();
      const thrown = await line.driver.send(command).then(
        () => null,
        (error: unknown) => error,
      );
      if (thrown !== null) {
        expect(thrown).toBeInstanceOf(DriverError);
        expect((thrown as DriverError).kind).toBe("unknown_outcome");
        await line.link();
        const outcome = await settle(line, command, claimedAt);
        if (outcome === "not_sent") await line.driver.send(command);
      }
      await line.until(async () => (await copies(line, "uma vez")) > 0, "the arrival");
      const { told } = await line.received({ from: customer, body: "recebi" });
      expect(told.body).toBe("recebi");
      expect(await copies(line, "uma vez")).toBe(1);
    },
  },
  {
    name: "restricted by WhatsApp: said so, and nothing is sent",
    feature: "restrictions",
    startsItself: true,
    run: async (line) => {
      await line.online();
      const error = await refusedSend(line, "restricted", "parado");
      expect(error.kind).toBe("restricted");
      expect(await copies(line, "parado")).toBe(0);
    },
  },
  {
    name: "kill -9 in the middle of a send: once on the phone, or certainly not",
    feature: "kill-in-send",
    startsItself: true,
    run: async (line) => {
      await line.online();
      const customer = line.world.customer();
      await line.received({ from: customer, body: "oi" });
      await line.world.failNextSend("answer_lost");
      const command = line.command([line.world.identityOf(customer, "phone")], "no meio");
      const claimedAt = new Date();
      void line.driver.send(command).catch(() => {});
      await line.until(async () => (await copies(line, "no meio")) > 0, "the arrival");
      await line.crash();
      await line.revive();
      await line.link();
      const outcome = await settle(line, command, claimedAt);
      if (outcome === "not_sent") await line.driver.send(command);
      const { told } = await line.received({ from: customer, body: "e aí?" });
      expect(told.body).toBe("e aí?");
      expect(await copies(line, "no meio")).toBe(1);
    },
  },
  {
    name: "a probe of a live session is answered; of a dead one it is not, and does not hang",
    feature: "dead-sessions",
    startsItself: true,
    run: async (line) => {
      await line.online();
      expect(await line.driver.probe?.(5000)).toBe(true);
      await line.world.dieSilently();
      await line.until(async () => {
        const before = Date.now();
        const isAnswered = await line.driver.probe?.(1500);
        expect(Date.now() - before).toBeLessThan(3000);
        return isAnswered === false;
      }, "a probe without an answer");
    },
  },
];
