import { isIPv6 } from "node:net";
import { RateLimiterMemory, type RateLimiterAbstract, RateLimiterRes } from "rate-limiter-flexible";
import { AppError } from "../../platform/errors/app-error.ts";

/** Makes the stores of counters. In memory for one process; several share them through one that is shared. */
export type LimiterFactory = (options: { keyPrefix: string; points: number; duration: number }) => RateLimiterAbstract;

/** Counts wrong passwords, and refuses with `rate_limited` and the seconds to wait once there are too many. */
export type AttemptLimit = {
  /**
   * Runs one attempt, counted before it is tried, so that many at once count as many. An attempt that succeeds (does not throw)
   * is taken back: colleagues behind one address do not wear out each other's attempts.
   */
  attempt<Result>(who: { account: string; address: string }, work: () => Promise<Result>): Promise<Result>;
};

const minutes = (count: number) => count * 60;

export function createAttemptLimit(
  createLimiter: LimiterFactory = (options) => new RateLimiterMemory(options),
  limits: { perAccount: number; perAddress: number } = { perAccount: 10, perAddress: 50 },
): AttemptLimit {
  const duration = minutes(15);
  const byAccount = createLimiter({ keyPrefix: "account", points: limits.perAccount, duration });
  const byAddress = createLimiter({ keyPrefix: "address", points: limits.perAddress, duration });
  return {
    async attempt({ account, address }, work) {
      const network = networkOf(address);
      await consume(byAddress, network);
      await consume(byAccount, account);
      const result = await work();
      await byAddress.reward(network);
      await byAccount.delete(account);
      return result;
    },
  };
}

async function consume(limiter: RateLimiterAbstract, key: string): Promise<void> {
  try {
    await limiter.consume(key);
  } catch (refusal) {
    if (!(refusal instanceof RateLimiterRes)) throw refusal;
    throw new AppError("rate_limited", { retryAfter: Math.max(1, Math.ceil(refusal.msBeforeNext / 1000)) });
  }
}

/** One person has a whole /64 of IPv6 addresses. */
export function networkOf(address: string): string {
  if (!isIPv6(address)) return address;
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped !== undefined) return mapped;
  const [head = "", tail] = address.split("::");
  const before = head === "" ? [] : head.split(":");
  const after = tail === undefined || tail === "" ? [] : tail.split(":");
  const zeros = tail === undefined ? [] : Array<string>(8 - before.length - after.length).fill("0");
  const groups = [...before, ...zeros, ...after].slice(0, 4);
  return groups.map((group) => Number.parseInt(group, 16).toString(16)).join(":");
}
