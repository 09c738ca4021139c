import { type Endpoint, endpoints, type Role } from "@whatskovi/contract";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { expectations } from "./access/expectations.ts";
import { type Outcome, type Relation, relations, see } from "./access/relations.ts";
import { AccessWorld, type Subject } from "./access/world.ts";
import { type Call, callEndpoint } from "./api-client.ts";

const roles = ["AGENT", "SUPERVISOR", "ADMIN"] as const;
const ranks: Record<Role, number> = { AGENT: 1, SUPERVISOR: 2, ADMIN: 3 };
const outcomeOfStatus: Record<number, Outcome> = {
  200: "ok",
  201: "ok",
  204: "ok",
  403: "no",
  409: "no",
  404: "hidden",
};
const descriptors = Object.entries(endpoints) as [keyof typeof endpoints, Endpoint][];

let world: AccessWorld;
beforeAll(async () => {
  world = await AccessWorld.open();
});
afterAll(() => world.stop());

async function statusOf(endpoint: Endpoint, call: Call, token?: string): Promise<number> {
  const answer = await callEndpoint(world.server.url, endpoint, call, token);
  await answer.arrayBuffer();
  return answer.status;
}

test("every endpoint has an expectation, and no expectation is of none", () => {
  expect(Object.keys(expectations).toSorted()).toEqual(Object.keys(endpoints).toSorted());
});

describe("who may call", () => {
  test.each(descriptors)("%s", async (name, endpoint) => {
    const expectation = expectations[name];
    if (expectation.kind === "open") {
      for (const role of [undefined, ...roles]) {
        const token = role && world.person(role).token;
        expect([role, await statusOf(endpoint, expectation.call?.() ?? {}, token)]).toEqual([role, expectation.status]);
      }
    } else if (expectation.kind === "role") {
      const call = async () => (await expectation.call?.(world)) ?? {};
      const isOpen = endpoint.access === "public";
      expect(await statusOf(endpoint, await call())).toBe(isOpen ? expectation.status : 401);
      for (const role of roles) {
        const person = expectation.endsSession ? await world.visitor(role) : world.person(role);
        const may = isOpen || ranks[role] >= ranks[endpoint.access as Role];
        expect([role, await statusOf(endpoint, await call(), person.token)]).toEqual([
          role,
          may ? expectation.status : 403,
        ]);
      }
    } else {
      expect(await outcomes(endpoint, expectation.call)).toEqual(expectation.rule);
      const subject = await world.subject("waiting in my queue", world.person("AGENT").id);
      expect(await statusOf(endpoint, expectation.call(subject, world))).toBe(401);
    }
  });

  async function outcomes(endpoint: Endpoint, call: (subject: Subject, world: AccessWorld) => Call) {
    const found: Record<string, Record<string, string | number>> = {};
    for (const role of roles) {
      const me = world.person(role);
      const row = relations.map(async (relation) => {
        const subject = await world.subject(relation, me.id);
        const status = await statusOf(endpoint, call(subject, world), me.token);
        return [relation, outcomeOfStatus[status] ?? status] as const;
      });
      found[role] = Object.fromEntries(await Promise.all(row));
    }
    return found;
  }
});

describe("lists hold exactly what one may see", () => {
  test.each(roles)("as %s", async (role) => {
    const me = await world.visitor(role);
    const marker = `Marca ${me.id}`;
    const placed = new Map<string, { relation: Relation; contactId: string; mediaId: string }>();
    for (const relation of relations) {
      const { ticketId, contactId, mediaId } = await world.subject(relation, me.id);
      await world.server.database.models.contact.update({ where: { id: contactId }, data: { name: marker } });
      placed.set(ticketId, { relation, contactId, mediaId });
    }
    const visible = relations.filter((relation) => see[role][relation] === "ok");
    const tickets = await me.api.listTickets({ query: { q: marker, limit: 100 } });
    expect(tickets.items.map(({ id }) => placed.get(id)?.relation).toSorted()).toEqual(visible.toSorted());
    const contacts = await me.api.listContacts({ query: { q: marker, limit: 100 } });
    const contactIds = [...placed.values()]
      .filter(({ relation }) => visible.includes(relation))
      .map(({ contactId }) => contactId);
    expect(contacts.items.map(({ id }) => id).toSorted()).toEqual(contactIds.toSorted());
  });
});

describe("what a body names must be in sight too", () => {
  test("a file of a ticket out of sight, or a colleague's upload, cannot be sent on", async () => {
    const me = world.person("AGENT");
    const mine = await world.subject("open, mine", me.id);
    const hidden = await world.subject("open, in another queue", me.id);
    const upload = (await (
      await callEndpoint(
        world.server.url,
        endpoints.uploadMedia,
        expectationCall("uploadMedia"),
        world.person("SUPERVISOR").token,
      )
    ).json()) as { id: string };
    for (const mediaId of [hidden.mediaId, upload.id]) {
      expect(await statusOf(endpoints.sendMessage, { body: { ticketId: mine.ticketId, mediaId } }, me.token)).toBe(404);
    }
    expect(
      await statusOf(endpoints.sendMessage, { body: { ticketId: mine.ticketId, mediaId: mine.mediaId } }, me.token),
    ).toBe(201);
  });

  test("a message of another ticket cannot be quoted, nor its id taken", async () => {
    const me = world.person("AGENT");
    const mine = await world.subject("open, mine", me.id);
    const hidden = await world.subject("open, in another queue", me.id);
    const body = { ticketId: mine.ticketId, body: "x" };
    expect(
      await statusOf(endpoints.sendMessage, { body: { ...body, quotedMessageId: hidden.messageId } }, me.token),
    ).toBe(404);
    expect(await statusOf(endpoints.sendMessage, { body: { ...body, id: hidden.messageId } }, me.token)).toBe(409);
  });
});

/** The call of an endpoint whose expectation does not depend on a ticket. */
function expectationCall(name: keyof typeof endpoints): Call {
  const expectation = expectations[name];
  return expectation.kind === "role" ? ((expectation.call?.(world) ?? {}) as Call) : {};
}
