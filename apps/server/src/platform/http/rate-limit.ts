import { isIPv6 } from "node:net";
import { type RateLimiterAbstract, RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import { AppError } from "../errors/app-error.ts";

/** Makes the stores of counters. In memory for one process; several share them through one that is shared. `duration` is in seconds. */
export type LimiterFactory = (options: { keyPrefix: string; points: number; duration: number }) => RateLimiterAbstract;

export const createMemoryLimiter: LimiterFactory = (options) => new RateLimiterMemory(options);

/** Counts one request. Throws `rate_limited`, with the seconds to wait, once there were too many. */
export async function consume(limiter: RateLimiterAbstract, key: string): Promise<void> {
  try {
    await limiter.consume(key);
  } catch (refusal) {
    if (!(refusal instanceof RateLimiterRes)) throw refusal;
    throw new AppError("rate_limited", { retryAfter: Math.max(1, Math.ceil(refusal.msBeforeNext / 1000)) });
  }
}

/** Who asks: a person who is signed in, or whoever is behind an address. */
export type Asker = { readonly userId: string } | { readonly address: string };

/** Lets a request pass, or throws `rate_limited`. */
export type RateLimit = (asker: Asker) => Promise<void>;

/**
 * So many requests a minute for each person, and a tenth of it for each address of people who are not signed in (a network, for
 * IPv6). What carries its own proof of origin, as signed webhooks do, is not to be counted here. Zero lets everything pass.
 */
export function createRateLimit(perMinute: number, createLimiter: LimiterFactory = createMemoryLimiter): RateLimit {
  if (perMinute === 0) return async () => {};
  const byPerson = createLimiter({ keyPrefix: "person", points: perMinute, duration: 60 });
  const byAddress = createLimiter({ keyPrefix: "visitor", points: Math.ceil(perMinute / 10), duration: 60 });
  return (asker) =>
    "userId" in asker ? consume(byPerson, asker.userId) : consume(byAddress, networkOf(asker.address));
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
