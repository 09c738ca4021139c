import { expect } from "vitest";
import type { ContractCase } from "../contract.ts";
import { refusalOf } from "../refusal.ts";

export const lifeCases: readonly ContractCase[] = [
  {
    name: "pairs by QR code",
    needs: ({ pairing }) => pairing !== "none",
    startsItself: true,
    run: async (line) => {
      await line.driver.start();
      const { qrCode } = await line.until(
        () => line.states.find((state) => state.status === "pairing" && state.qrCode !== null),
        "a code",
      );
      expect(qrCode).not.toBe("");
      await line.link();
      expect(line.state?.phoneNumber).toMatch(/^\+\d{8,15}$/);
    },
    refused: (line) => expect(line.states.every(({ qrCode }) => qrCode === null)).toBe(true),
  },
  {
    name: "pairs by a code typed on the phone",
    needs: ({ pairing }) => pairing === "qr+code",
    startsItself: true,
    run: async (line) => {
      await line.driver.start();
      await line.until(() => line.state?.status === "pairing", "pairing");
      const code = (await line.driver.requestPairingCode?.(line.world.phoneNumber())) ?? "";
      expect(code.replace("-", "")).toMatch(/^[A-Z0-9]{8}$/);
      await line.world.enterCode(code);
      await line.link();
    },
    refused: async (line) => {
      if (line.driver.requestPairingCode === undefined) return;
      expect((await refusalOf(line.driver.requestPairingCode(line.world.phoneNumber()))).kind).toBe("unsupported");
    },
  },
  {
    name: "starts again without pairing",
    startsItself: true,
    run: async (line) => {
      await line.online();
      await line.restart();
      await line.until(() => line.state?.status === "online", "online again");
      expect(line.states.map(({ status }) => status)).not.toContain("pairing");
    },
  },
  {
    name: "starting twice is starting once",
    startsItself: true,
    run: async (line) => {
      await Promise.all([line.driver.start(), line.driver.start()]);
      await line.link();
      const { told } = await line.received({ from: line.world.customer(), body: "uma linha" });
      expect(told.body).toBe("uma linha");
    },
  },
  {
    name: "logs out here: unlinked, and its credentials are forgotten",
    startsItself: true,
    run: async (line) => {
      await line.online();
      await line.driver.logout();
      await line.until(() => line.state?.status === "logged_out", "logged out");
      if (line.driver.capabilities.pairing === "none") return;
      await line.restart();
      await line.until(() => line.state?.status === "pairing", "pairing again");
    },
  },
  {
    name: "logged out on the phone: told, with no loop",
    feature: "unlinking",
    startsItself: true,
    run: async (line) => {
      await line.online();
      await line.world.unlink();
      await line.until(() => line.states.some(({ status }) => status === "logged_out"), "logged out");
    },
  },
  {
    name: "what came during an absence is all there afterwards, in order, once for each",
    startsItself: true,
    run: async (line) => {
      await line.online();
      const customer = line.world.customer();
      await line.received({ from: customer, body: "antes" });
      const since = new Date();
      await line.stop();
      const bodies = Array.from({ length: 20 }, (_, index) => `fora ${index}`);
      const writing = [];
      for (const body of bodies) writing.push(await line.world.customerWritesAway({ from: customer, body }));
      await line.revive();
      await line.link();
      await line.driver.catchUp?.(since);
      await Promise.all(writing.map(({ told }) => told));
      const isAway = ({ body }: { body: string }) => body.startsWith("fora ");
      await line.until(
        () =>
          new Set(
            line
              .of("message")
              .filter(isAway)
              .map(({ providerId }) => providerId),
          ).size === 20,
        "all",
      );
      const seen = new Map(
        line
          .of("message")
          .filter(isAway)
          .map((each) => [each.providerId, each]),
      );
      const ordered = [...seen.values()].toSorted((a, b) => a.timestamp - b.timestamp);
      expect(ordered.map(({ body }) => body)).toEqual(bodies);
      if (line.driver.capabilities.catchUp !== "none") {
        expect(ordered.every(({ origin }) => origin === "offline" || origin === "live")).toBe(true);
      }
    },
  },
  {
    name: "earlier conversations come as history, from both sides",
    feature: "history",
    startsItself: true,
    run: async (line) => {
      await line.world.hadHistory();
      await line.online();
      await line.until(
        () => line.of("message").filter(({ origin }) => origin === "history").length >= 2,
        "the history",
      );
      const told = line.of("message");
      expect(told.every(({ origin }) => origin === "history")).toBe(true);
      expect(new Set(told.map(({ isFromUs }) => isFromUs))).toEqual(new Set([true, false]));
    },
  },
  {
    name: "stops within its deadline, and says so",
    startsItself: true,
    run: async (line) => {
      await line.online();
      const before = Date.now();
      await line.driver.stop(5000);
      expect(Date.now() - before).toBeLessThan(6000);
      await line.until(() => line.state?.status === "stopped", "stopped");
      const error = await refusalOf(line.send(line.world.customer(), "tarde demais"));
      expect(["not_connected", "transient", "unknown_outcome"]).toContain(error.kind);
    },
  },
];
