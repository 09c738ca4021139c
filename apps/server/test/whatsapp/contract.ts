import type { Capabilities } from "@whatskovi/contract";
import { afterAll, afterEach, beforeAll, describe, test } from "vitest";
import type { DriverWorld, Feature } from "./driver-world.ts";
import { changeCases } from "./cases/changes.ts";
import { identityCases } from "./cases/identities.ts";
import { inboundCases } from "./cases/inbound.ts";
import { lifeCases } from "./cases/life.ts";
import { outboundCases } from "./cases/outbound.ts";
import { statusCases } from "./cases/statuses.ts";
import { troubleCases } from "./cases/trouble.ts";
import { Line } from "./line.ts";
import { openMemories } from "./memory.ts";

/** One promise of the port. */
export type ContractCase = {
  readonly name: string;
  /** Whether the driver declares that it can do so. */
  readonly needs?: (capabilities: Capabilities) => boolean;
  /** What the platform must have. */
  readonly feature?: Feature;
  /** Whether it wants a connection of its own, which has not been started. */
  readonly startsItself?: boolean;
  readonly run: (line: Line) => Promise<void>;
  /** What must hold where the driver does not offer it: it refuses, or lacks the method. */
  readonly refused?: (line: Line) => Promise<void> | void;
};

/** Those that share a connection come first, for making one takes its time. */
export const contractCases: readonly ContractCase[] = [
  ...inboundCases,
  ...outboundCases,
  ...changeCases,
  ...statusCases,
  ...identityCases,
  ...troubleCases,
  ...lifeCases,
].toSorted((a, b) => Number(a.startsItself ?? false) - Number(b.startsItself ?? false));

/** What stands behind the name of a case that a driver does not offer. */
const NOT_OFFERED = " – not offered";

/**
 * Holds a driver to the port. The cases are written once; where the driver declares that it cannot, it must refuse. Most share
 * one connection, one after the other, as conversations do.
 */
export function driverContract(name: string, openWorld: () => Promise<DriverWorld>, capabilities: Capabilities): void {
  describe(`${name}`, () => {
    let world: DriverWorld;
    let memories: Awaited<ReturnType<typeof openMemories>>;
    let shared: Line | null = null;
    const own: Line[] = [];
    beforeAll(async () => {
      world = await openWorld();
      memories = await openMemories(world.kind);
    }, 60_000);
    afterEach(async () => {
      for (const line of own.splice(0)) await line.end();
    });
    afterAll(async () => {
      await shared?.end();
      await world.close();
      await memories.drop();
    }, 60_000);
    const lineFor = async ({ startsItself }: ContractCase): Promise<Line> => {
      if (startsItself === true) {
        await shared?.end();
        shared = null;
        await world.renew();
        const line = new Line(world, await memories.connection());
        own.push(line);
        return line;
      }
      if (shared?.state?.status === "online") return shared;
      await shared?.end();
      await world.renew();
      shared = new Line(world, await memories.connection());
      return shared.online();
    };
    const isOffered = ({ needs }: ContractCase) => needs?.(capabilities) !== false;
    for (const each of contractCases.filter(isOffered)) {
      test(`${each.name}`, { timeout: 60_000 }, async (context) => {
        const lacking = each.feature === undefined ? undefined : world.lacks[each.feature];
        if (lacking !== undefined) return context.skip(lacking);
        await each.run(await lineFor(each));
      });
    }
    for (const each of contractCases.filter((one) => !isOffered(one))) {
      test(`${each.name}${NOT_OFFERED}`, { timeout: 60_000 }, async () => {
        await each.refused?.(await lineFor({ ...each, startsItself: false }));
      });
    }
  });
}
