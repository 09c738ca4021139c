import { endpoints } from "@whatskovi/contract";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startTestServer, type TestServer, type TestUser } from "../../../test/harness.ts";

let server: TestServer;
let admin: TestUser;
beforeAll(async () => {
  server = await startTestServer();
  admin = await server.signedIn({ role: "ADMIN" });
});
afterAll(() => server.stop());

const send = (method: string, path: string, body?: BodyInit, headers: Record<string, string> = {}) =>
  fetch(server.url + path, {
    method,
    headers: { Authorization: `Bearer ${admin.token}`, "Content-Type": "application/json", ...headers },
    ...(body !== undefined && { body }),
  });
const problemOf = async (answer: Response) => {
  expect(answer.headers.get("Content-Type")).toMatch(/^application\/problem\+json/);
  return (await answer.json()) as { code: string; status: number; fields?: { path: string }[] };
};
type BodyInit = string | Uint8Array;

describe("a body", () => {
  test.each([
    ["that is not JSON", "{not json", 400, "malformed_body"],
    ["cut in the middle", '{"name": "x', 400, "malformed_body"],
    ["that is too large", JSON.stringify({ name: "x".repeat(1_100_000) }), 413, "payload_too_large"],
    ["that is no object", "[]", 400, "invalid_input"],
    ["that is null", "null", 400, "invalid_input"],
    ["that is empty", "", 400, "invalid_input"],
    ["with an unknown key", '{"name": "x", "role": "ADMIN"}', 400, "invalid_input"],
    ["that reaches for the prototype", '{"name": "x", "__proto__": {"role": "ADMIN"}}', 400, "invalid_input"],
    ["with a NUL in a key", '{"name": "x", "a\\u0000b": 1}', 400, "invalid_input"],
    ["nested without end", `{"name": ${"[".repeat(200_000)}${"]".repeat(200_000)}}`, 400, "malformed_body"],
    ["with the wrong type", '{"name": {"$ne": null}}', 400, "invalid_input"],
  ])("%s is refused", async (_, body, status, code) => {
    const answer = await send("POST", "/api/tags", body);
    expect(await problemOf(answer)).toMatchObject({ status, code });
    expect(answer.status).toBe(status);
  });

  test("of another type than JSON is refused, so that no form of another site is believed", async () => {
    for (const type of ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"]) {
      expect(await problemOf(await send("POST", "/api/tags", '{"name":"x"}', { "Content-Type": type }))).toMatchObject({
        code: "malformed_body",
      });
    }
  });

  test("keeps what can be kept of a text with NUL or half an emoji", async () => {
    const answer = await send("POST", "/api/tags", '{"name": "a\\u0000b\\ud83d"}');
    expect(await answer.json()).toMatchObject({ name: "ab\ufffd" });
  });

  test("names what is wrong with it", async () => {
    const answer = await problemOf(await send("POST", "/api/users", '{"name": "", "email": "x", "extra": 1}'));
    expect(answer.fields?.map((field) => field.path).toSorted()).toEqual([
      "body.email",
      "body.extra",
      "body.name",
      "body.password",
    ]);
  });
});

describe("an address", () => {
  test("that is not in the contract is not found, and is a problem", async () => {
    for (const path of ["/api", "/api/nothing", "/api/tags/x/y", "/API/tags/", "/health", "/webhooks/other"]) {
      const answer = await send("GET", path);
      expect([path, answer.status]).toEqual([path, 404]);
      if (!path.startsWith("/API")) expect(await problemOf(answer)).toMatchObject({ code: "not_found" });
    }
  });

  test("takes its own methods only, and says which", async () => {
    const answer = await send("DELETE", "/api/tags");
    expect([answer.status, answer.headers.get("Allow")]).toEqual([405, "GET, POST"]);
    expect(await problemOf(answer)).toMatchObject({ code: "method_not_allowed" });
  });

  test("with a broken escape or a key twice is refused, a NUL left out", async () => {
    expect(await problemOf(await send("GET", "/api/tags/%E0%A4%A"))).toMatchObject({ status: 400 });
    expect((await send("GET", "/api/tags?q=%00")).status).toBe(200);
    expect(await problemOf(await send("GET", "/api/tags?q=a&q=b"))).toMatchObject({ status: 400 });
    expect(await problemOf(await send("GET", "/api/tags?q[$ne]=b"))).toMatchObject({ status: 400 });
  });
});

test("every request has an id, which a proxy may choose", async () => {
  const own = await send("GET", "/api/nothing");
  expect((await own.json()) as object).toMatchObject({ requestId: own.headers.get("X-Request-Id") });
  const given = await send("GET", "/api/tags", undefined, { "X-Request-Id": "from-proxy-1" });
  expect(given.headers.get("X-Request-Id")).toBe("from-proxy-1");
  const harmful = await send("GET", "/api/tags", undefined, { "X-Request-Id": "x".repeat(500) });
  expect(harmful.headers.get("X-Request-Id")).toMatch(/^[\w-]{36}$/);
});

test("answers of the API are kept by nobody, carry safe headers and are packed", async () => {
  const answer = await send("GET", "/api/openapi.json", undefined, { "Accept-Encoding": "gzip" });
  expect(answer.headers.get("Content-Encoding")).toBe("gzip");
  expect(answer.headers.get("Cache-Control")).toBe("no-store");
  expect(answer.headers.get("X-Content-Type-Options")).toBe("nosniff");
  expect(answer.headers.get("X-Frame-Options")).toBe("SAMEORIGIN");
  expect(answer.headers.get("X-Powered-By")).toBeNull();
  expect(answer.headers.get("Strict-Transport-Security")).toBeNull();
});

describe("the documentation", () => {
  test("is a page whose files all come from here and fit the policy", async () => {
    const page = await fetch(`${server.url}/api/docs`);
    expect(page.headers.get("Content-Security-Policy")).toMatch(/script-src 'self';/);
    const html = await page.text();
    expect(html).not.toMatch(/<script>|https?:/);
    for (const [, file] of html.matchAll(/(?:href|src)="([^"]+)"/g)) {
      const answer = await fetch(server.url + file);
      expect([file, answer.status]).toEqual([file, 200]);
      await answer.arrayBuffer();
    }
    expect((await fetch(`${server.url}/api/docs/package.json`)).status).toBe(404);
  });

  test("lists exactly the contract", async () => {
    const document = (await (await fetch(`${server.url}/api/openapi.json`)).json()) as {
      paths: Record<string, object>;
    };
    const count = Object.values(document.paths).flatMap((path) => Object.keys(path)).length;
    expect(count).toBe(Object.keys(endpoints).length);
  });
});

test("the server is alive, and ready as long as the database answers", async () => {
  expect(await server.api().getLive()).toEqual({ status: "ok" });
  expect(await server.api().getReady()).toMatchObject({ checks: { database: { status: "ok" } } });
});
