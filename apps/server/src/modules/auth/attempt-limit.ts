import { consume, createMemoryLimiter, type LimiterFactory, networkOf } from "../../platform/http/rate-limit.ts";

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
  createLimiter: LimiterFactory = createMemoryLimiter,
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
