import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { SignJWT } from "jose";
import { MovableClock } from "../../../test/clock.ts";
import { testPassword } from "../../../test/factories.ts";
import { startTestServer, type TestServer } from "../../../test/harness.ts";
import { newId } from "../../platform/ids.ts";

const clock = new MovableClock();
let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ overrides: { clock }, config: { trustProxy: 1 } });
});
afterAll(() => server.stop());

let counter = 0;
/** Signs in from a given address, a new one unless told. */
const logIn = async (email: string, password: string, address = `198.51.100.${++counter}`) => {
  const answer = await fetch(`${server.url}/api/auth/login`, {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-Forwarded-For": address },
    body: JSON.stringify({ email, password }),
  });
  return {
    status: answer.status,
    retryAfter: answer.headers.get("Retry-After"),
    body: (await answer.json()) as Record<string, unknown>,
  };
};

test("the e-mail's case and spaces do not matter; the password's do", async () => {
  const { email } = await server.factories.user();
  expect((await logIn(` ${email.toUpperCase()} `, testPassword)).status).toBe(200);
  expect((await logIn(email, `${testPassword} `)).status).toBe(401);
});

test("unknown, deactivated and wrong are answered alike", async () => {
  const { email } = await server.factories.user();
  const inactive = await server.factories.user({ isActive: false });
  const answers = await Promise.all([
    logIn(email, "wrong password"),
    logIn("nobody@example.com", testPassword),
    logIn(inactive.email, testPassword),
  ]);
  for (const { status, body } of answers) {
    const { requestId: _, ...problem } = body;
    expect({ status, problem }).toEqual({
      status: 401,
      problem: {
        type: "/api/docs#invalid_credentials",
        title: expect.any(String),
        status: 401,
        code: "invalid_credentials",
      },
    });
  }
});

test("unknown addresses take as long as known ones", async () => {
  const { email } = await server.factories.user();
  await server.database.query(`UPDATE "User" SET "password" = $2::text WHERE "email" = $1::text`, [
    email,
    // bcrypt of cost 10, as for people who were not made by a factory
    "$2b$10$abcdefghijklmnopqrstuuB7yKpUXF4VNb7r1nUG0x7yGfVvV2Q3e",
  ]);
  const time = async (address: string) => {
    const start = performance.now();
    await logIn(address, "wrong password");
    return performance.now() - start;
  };
  await time("warm-up@example.com");
  const known: number[] = [];
  const unknown: number[] = [];
  for (let round = 0; round < 7; round++) {
    known.push(await time(email));
    unknown.push(await time(`nobody${round}@example.com`));
  }
  const fastest = (times: number[]) => Math.min(...times);
  expect(fastest(unknown) / fastest(known)).toBeGreaterThan(0.5);
  expect(fastest(unknown) / fastest(known)).toBeLessThan(2);
});

describe("attempts are limited", () => {
  test("per account, from whatever address, known or not, even for the right password", async () => {
    const { email } = await server.factories.user();
    for (const account of [email, "ghost@example.com"]) {
      const answers = await Promise.all(Array.from({ length: 15 }, () => logIn(account, "wrong password")));
      expect(answers.filter(({ status }) => status === 401)).toHaveLength(10);
      const limited = answers.filter(({ status }) => status === 429);
      expect(limited).toHaveLength(5);
      expect(Number(limited[0]?.retryAfter)).toBeGreaterThan(0);
      expect(limited[0]?.body).toMatchObject({ code: "rate_limited", retryAfter: Number(limited[0]?.retryAfter) });
    }
    expect((await logIn(email, testPassword)).status).toBe(429);
  });

  test("per address, whichever accounts are tried", async () => {
    const address = "203.0.113.9";
    const answers = await Promise.all(
      Array.from({ length: 60 }, (_, index) => logIn(`a${index}@example.com`, "wrong password", address)),
    );
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(10);
    const { email } = await server.factories.user();
    expect((await logIn(email, testPassword)).status).toBe(200);
  });

  test("but not successes: an office behind one address signs in all morning", async () => {
    const { email } = await server.factories.user();
    for (let round = 0; round < 60; round++) {
      const { status } = await logIn(email, testPassword, "203.0.113.10");
      if (status !== 200) expect.fail(`refused in round ${round} with ${status}`);
    }
  });
});

describe("access tokens", () => {
  const meWith = (token: string) =>
    fetch(`${server.url}/api/auth/me`, { headers: { Authorization: `Bearer ${token}` } });

  test("name the person and the session, and nothing else", async () => {
    const { token, id } = await server.signedIn();
    const claims = JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString());
    expect(Object.keys(claims).toSorted()).toEqual(["exp", "iat", "iss", "sid", "sub"]);
    expect(claims).toMatchObject({ sub: id, exp: claims.iat + 15 * 60 });
  });

  test("end after the configured minutes; the session goes on", async () => {
    const { token } = await server.signedIn();
    expect((await meWith(token)).status).toBe(200);
    clock.advance(15 * 60_000 + 1000);
    const answer = await meWith(token);
    expect([answer.status, await answer.json()]).toEqual([401, expect.objectContaining({ code: "unauthenticated" })]);
    expect(answer.headers.get("WWW-Authenticate")).toBe("Bearer");
  });

  test("that are forged, unsigned or altered are refused", async () => {
    const { token, id } = await server.signedIn();
    const [header, payload, signature] = token.split(".");
    const unsigned = Buffer.from(JSON.stringify({ alg: "none", typ: "JWT" })).toString("base64url");
    const forged = await new SignJWT({ sid: newId() })
      .setProtectedHeader({ alg: "HS256" })
      .setSubject(id)
      .setIssuer("whatskovi")
      .setExpirationTime("1h")
      .sign(new TextEncoder().encode("another secret of thirty-two bytes!!"));
    const bad = [
      `${unsigned}.${payload}.`,
      `${unsigned}.${payload}.${signature}`,
      `${header}.${payload}.`,
      forged,
      "x",
      "",
    ];
    for (const each of bad) expect((await meWith(each)).status).toBe(401);
  });

  test("of an ended session say so, so that nobody tries to refresh", async () => {
    const { token, api } = await server.signedIn();
    await api.endAllSessions();
    expect(await (await meWith(token)).json()).toMatchObject({ code: "session_expired" });
  });
});
