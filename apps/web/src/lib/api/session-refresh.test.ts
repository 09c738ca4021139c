import type { SignedIn } from "@whatskovi/contract";
import { afterEach, expect, test, vi } from "vitest";
import { createRefresh } from "./session-refresh.ts";

const signedIn = (accessToken: string) => ({ accessToken }) as SignedIn;

/** One browser: the tabs share a cookie that may be exchanged only while it is the latest, and a lock. */
function browser() {
  let turn = 0;
  let queue = Promise.resolve<unknown>(undefined);
  const request = <Value>(_name: string, work: () => Promise<Value>): Promise<Value> => {
    const result = queue.then(work);
    queue = result.catch(() => undefined);
    return result;
  };
  vi.stubGlobal("navigator", { locks: { request } });
  const exchange = vi.fn(async () => {
    turn += 1;
    return signedIn(`token-${turn}`);
  });
  return { exchange };
}

function tab(exchange: () => Promise<SignedIn>) {
  let token: string | null = "stale";
  const accept = vi.fn((next: SignedIn) => {
    token = next.accessToken;
  });
  return { refresh: createRefresh({ exchange, accept, currentToken: () => token }), accept, hear: accept };
}

afterEach(() => vi.unstubAllGlobals());

test("many refused calls of one tab make one exchange", async () => {
  const { exchange } = browser();
  const { refresh, accept } = tab(exchange);
  expect(await Promise.all([refresh("stale"), refresh("stale"), refresh("stale")])).toEqual([
    "token-1",
    "token-1",
    "token-1",
  ]);
  expect(exchange).toHaveBeenCalledTimes(1);
  expect(accept).toHaveBeenCalledTimes(1);
});

test("a tab that waited for another takes what the other brought", async () => {
  const { exchange } = browser();
  const second = tab(exchange);
  const first = tab(async () => {
    const fresh = await exchange();
    second.hear(fresh);
    return fresh;
  });
  expect(await Promise.all([first.refresh("stale"), second.refresh("stale")])).toEqual(["token-1", "token-1"]);
  expect(exchange).toHaveBeenCalledTimes(1);
});

test("tabs that hear nothing of each other exchange one after the other, never at once", async () => {
  const { exchange } = browser();
  let running = 0;
  let most = 0;
  const watched = async () => {
    running += 1;
    most = Math.max(most, running);
    const fresh = await exchange();
    running -= 1;
    return fresh;
  };
  await Promise.all([tab(watched).refresh("stale"), tab(watched).refresh("stale")]);
  expect(most).toBe(1);
});

test("after a failure the next call tries again", async () => {
  const { exchange } = browser();
  exchange.mockRejectedValueOnce(new Error("no answer"));
  const { refresh } = tab(exchange);
  await expect(refresh("stale")).rejects.toThrow("no answer");
  expect(await refresh("stale")).toBe("token-1");
});
