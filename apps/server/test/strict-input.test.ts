import { type Endpoint, endpoints, type Problem } from "@whatskovi/contract";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { expectations } from "./access/expectations.ts";
import { AccessWorld } from "./access/world.ts";
import { type Call, callEndpoint } from "./api-client.ts";
import { encodeCursor } from "../src/platform/db/cursor.ts";
import { newId } from "../src/platform/ids.ts";

const descriptors = Object.entries(endpoints) as [keyof typeof endpoints, Endpoint][];
let world: AccessWorld;
beforeAll(async () => {
  world = await AccessWorld.open();
});
afterAll(() => world.stop());

/** The right call of an endpoint, as an administrator would make it. */
async function rightCall(name: keyof typeof endpoints): Promise<Call> {
  const expectation = expectations[name];
  if (expectation.kind === "open") return expectation.call?.() ?? {};
  if (expectation.kind === "role") return (await expectation.call?.(world)) ?? {};
  return expectation.call(await world.subject("open, mine", world.person("ADMIN").id), world);
}

async function refusal(endpoint: Endpoint, call: Call): Promise<{ status: number; problem: Problem }> {
  const answer = await callEndpoint(world.server.url, endpoint, call, world.person("ADMIN").token);
  const text = await answer.text();
  return { status: answer.status, problem: (text.startsWith("{") ? JSON.parse(text) : {}) as Problem };
}

describe("an unknown key in a body is refused by", () => {
  test.each(descriptors.filter(([, { body }]) => body !== undefined))("%s", async (name, endpoint) => {
    const call = await rightCall(name);
    const body = { ...(call.body as object | undefined), tenantId: newId() };
    const { status, problem } = await refusal(endpoint, { ...call, body });
    expect([status, problem.code]).toEqual([400, "invalid_input"]);
    expect(problem.fields?.map((field) => field.path)).toEqual(["body.tenantId"]);
  });
});

describe("an unknown key in a query is refused by", () => {
  const strict = descriptors.filter(([name, { query }]) => query !== undefined && name !== "verifyCloudApiWebhook");
  test.each(strict)("%s", async (name, endpoint) => {
    const call = await rightCall(name);
    const { status, problem } = await refusal(endpoint, { ...call, query: { ...call.query, tenantId: newId() } });
    expect([status, problem.fields?.map((field) => field.path)]).toEqual([400, ["query.tenantId"]]);
  });
});

/** The keys of a query that take a moment and nothing else. */
function momentsOf({ query }: Endpoint): string[] {
  if (!(query instanceof z.ZodObject)) return [];
  const takes = (schema: unknown, text: string) => schema instanceof z.ZodType && schema.safeParse(text).success;
  return Object.entries(query.shape).flatMap(([key, schema]) =>
    takes(schema, "2026-01-31T12:00:00.000Z") && !takes(schema, "2026") ? [key] : [],
  );
}

describe("a moment that the database does not know is invalid input to", () => {
  const withMoments = descriptors.filter(([, endpoint]) => momentsOf(endpoint).length > 0);
  test.each(withMoments)("%s", async (name, endpoint) => {
    const call = await rightCall(name);
    for (const key of momentsOf(endpoint)) {
      const query = { ...call.query, [key]: "0000-01-01T00:00:00.000Z" };
      const { status, problem } = await refusal(endpoint, { ...call, query });
      expect([status, problem.fields?.map((field) => field.path)]).toEqual([400, [`query.${key}`]]);
    }
  });
});

describe("an id that is none", () => {
  const withId = descriptors.filter(([, { params }]) => params !== undefined);

  test.each(withId)("is invalid input to %s", async (name, endpoint) => {
    const call = await rightCall(name);
    for (const garbage of ["1", "1' OR '1'='1", "../../etc/passwd", "00000000", "null", "%00", "😀"]) {
      const params = Object.fromEntries(Object.keys(call.params ?? {}).map((parameter) => [parameter, garbage]));
      const { status, problem } = await refusal(endpoint, { ...call, params });
      expect([garbage, status, problem.code]).toEqual([garbage, 400, "invalid_input"]);
    }
  });

  test.each(withId)("of nothing is not found by %s", async (name, endpoint) => {
    const call = await rightCall(name);
    const params = Object.fromEntries(
      Object.entries(call.params ?? {}).map(([parameter, value]) => [
        parameter,
        parameter === "phone" ? value : newId(),
      ]),
    );
    expect((await refusal(endpoint, { ...call, params })).status).toBe(404);
  });
});

describe("a page size or cursor out of bounds is refused by", () => {
  test.each(descriptors.filter(([name]) => name.startsWith("list") && name !== "listDrivers"))(
    "%s",
    async (name, endpoint) => {
      const call = await rightCall(name);
      for (const query of [{ limit: 101 }, { limit: 0 }, { limit: -1 }, { limit: "x" }, { limit: 1.5 }]) {
        expect([query, (await refusal(endpoint, { ...call, query: { ...call.query, ...query } })).status]).toEqual([
          query,
          400,
        ]);
      }
    },
  );
});

describe("a place that no list has names no fault of the server in", () => {
  const odd = ["\u0000", "a\ud800", "0000-01-01T00:00:00.000Z", 1.5, 1e300, -1e300, 3_000_000_000];
  const places = odd.flatMap((part) => [[part], [part, newId()], [part, "a", newId()], [1, part, newId()]]);
  test.each(descriptors.filter(([, { query }]) => query instanceof z.ZodObject && "cursor" in query.shape))(
    "%s",
    async (name, endpoint) => {
      const call = await rightCall(name);
      for (const place of places) {
        const { status } = await refusal(endpoint, { ...call, query: { ...call.query, cursor: encodeCursor(place) } });
        expect([place, status < 500]).toEqual([place, true]);
      }
    },
  );
});

describe("filters are a closed list:", () => {
  test.each([
    ["sort", "id; DROP TABLE"],
    ["sort", "password"],
    ["status", "OPEN,DROP"],
    ["status", "{}"],
    ["queueId", "' OR 1=1 --"],
    ["userId", "all"],
    ["unread", "1"],
    ["cursor", "W10"],
    ["cursor", "eyJhIjoxfQ"],
  ])("%s=%s is invalid input", async (name, value) => {
    expect(await refusal(endpoints.listTickets, { query: { [name]: value } })).toMatchObject({
      status: 400,
      problem: { code: "invalid_input" },
    });
  });

  test.each(['\'; DROP TABLE "Ticket"; --', "%", "_", "\\", "100%", "*", "(", "\u0000", "😀"])(
    "searching for %j is only a search",
    async (q) => {
      for (const list of [
        endpoints.listTickets,
        endpoints.listContacts,
        endpoints.listUsers,
        endpoints.listColleagues,
        endpoints.listTags,
        endpoints.searchMessages,
      ]) {
        expect((await refusal(list, { query: { q } })).status).toBe(200);
      }
    },
  );
});
