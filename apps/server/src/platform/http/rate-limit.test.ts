import { describe, expect, it } from "vitest";
import { startTestServer } from "../../../test/harness.ts";
import { createRateLimit, networkOf } from "./rate-limit.ts";

const refused = { code: "rate_limited" };

describe("the limit of requests", () => {
  it("counts each person apart, and refuses with the seconds to wait", async () => {
    const limit = createRateLimit(3);
    for (let request = 0; request < 3; request++) await limit({ userId: "ana" });
    const error = await limit({ userId: "ana" }).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject(refused);
    expect(error).toMatchObject({ details: { retryAfter: expect.any(Number) } });
    await limit({ userId: "bia" });
  });

  it("counts visitors by their network, a tenth of what a person may do", async () => {
    const limit = createRateLimit(20);
    await limit({ address: "2001:db8:1:2::1" });
    await limit({ address: "2001:db8:1:2::ffff" });
    await expect(limit({ address: "2001:db8:1:2:3::1" })).rejects.toMatchObject(refused);
    await limit({ address: "2001:db8:1:3::1" });
  });

  it("does nothing at zero", async () => {
    const limit = createRateLimit(0);
    for (let request = 0; request < 1000; request++) await limit({ userId: "ana" });
  });

  it("holds at the API: 429 with Retry-After, and not for webhooks, health and the simulator", async () => {
    const server = await startTestServer({ config: { requestsPerMinute: 100 } });
    try {
      const { token } = await server.signedIn({ role: "ADMIN" });
      const get = (path: string, headers: Record<string, string> = {}) => fetch(server.url + path, { headers });
      const me = () => get("/api/auth/me", { authorization: `Bearer ${token}` });
      const statuses = await Promise.all(Array.from({ length: 101 }, async () => (await me()).status));
      expect(statuses.filter((status) => status === 200)).toHaveLength(100);
      const answer = await me();
      expect(answer.status).toBe(429);
      expect(Number(answer.headers.get("retry-after"))).toBeGreaterThan(0);
      expect(await answer.json()).toMatchObject(refused);
      for (let request = 0; request < 30; request++) {
        expect((await get("/health/live")).status).toBe(200);
        expect((await get("/webhooks/cloud-api?hub.mode=subscribe")).status).not.toBe(429);
      }
    } finally {
      await server.stop();
    }
  });
});

describe("networkOf", () => {
  it("is the address of IPv4, also mapped, and the /64 of IPv6", () => {
    expect(networkOf("10.0.0.1")).toBe("10.0.0.1");
    expect(networkOf("::ffff:10.0.0.1")).toBe("10.0.0.1");
    expect(networkOf("2001:db8::1")).toBe("2001:db8:0:0");
  });
});
