import type { Draft as ServerDraft } from "@whatskovi/contract";
import { beforeEach, expect, test } from "vitest";
import {
  acceptAllDrafts,
  acceptDraft,
  changeDraft,
  claimDrafts,
  emptyDraft,
  forgetSavedDrafts,
  isDirty,
  markAsked,
  returnToDraft,
  useDrafts,
} from "./drafts.ts";

const ticketId = "t1";
const server = (fields: Partial<ServerDraft>): ServerDraft => ({
  ticketId,
  version: 1,
  isPrivate: false,
  body: "",
  noteBody: "",
  quotedMessageId: null,
  noteQuotedMessageId: null,
  mentions: [],
  updatedAt: "2026-01-01T00:00:00.000Z",
  ...fields,
});
const local = () => useDrafts.getState().byTicket[ticketId] ?? emptyDraft;

beforeEach(() => useDrafts.setState({ ownerId: null, byTicket: {}, left: {} }));

test("what comes from another browser is shown where nothing waits to be saved", () => {
  acceptDraft(server({ version: 5, body: "de lá" }), 1000);
  expect(local()).toMatchObject({ body: "de lá", version: 5, savedVersion: 5 });
  acceptDraft(server({ version: 4, body: "antigo" }), 1000);
  expect(local().body).toBe("de lá");
});

test("under the fingers nothing changes, and what is typed here goes over what came", () => {
  acceptDraft(server({ version: 5, body: "de lá" }), 1000);
  changeDraft(ticketId, { body: "daqui" }, 1000);
  acceptDraft(server({ version: 2000, body: "de lá, depois" }), 2100);
  expect(local()).toMatchObject({ body: "daqui", savedVersion: 2000 });
  expect(local().version).toBeGreaterThan(2000);
});

test("where only the mode was chosen here, a text that was sent elsewhere does not come back", () => {
  acceptDraft(server({ version: 5, noteBody: "já foi", noteQuotedMessageId: "m1" }), 1000);
  changeDraft(ticketId, { isPrivate: true }, 2000);
  acceptDraft(server({ version: 6 }), 2100);
  expect(local()).toMatchObject({ noteBody: "", noteQuotedMessageId: null, isPrivate: true });
  expect(isDirty(local())).toBe(true);
  changeDraft(ticketId, { noteBody: "outra" }, 2200);
  acceptDraft(server({ version: 2300, noteBody: "de lá" }), 2400);
  expect(local().noteBody).toBe("outra");
});

test("what was typed before the mode was chosen is still one's own", () => {
  acceptDraft(server({ version: 5, noteBody: "de lá" }), 1000);
  changeDraft(ticketId, { noteBody: "daqui" }, 2000);
  changeDraft(ticketId, { isPrivate: true }, 2001);
  acceptDraft(server({ version: 6 }), 2100);
  expect(local().noteBody).toBe("daqui");
});

test("what lay here unsaved for long gives way to what is newer, and holds against what is older", () => {
  changeDraft(ticketId, { body: "offline" }, 1000);
  acceptDraft(server({ version: 900, body: "mais velho" }), 60_000);
  expect(local()).toMatchObject({ body: "offline" });
  expect(isDirty(local())).toBe(true);
  acceptDraft(server({ version: 30_000, body: "mais novo" }), 60_000);
  expect(local()).toMatchObject({ body: "mais novo", version: 30_000 });
  expect(isDirty(local())).toBe(false);
});

test("the answer to saving marks what was saved, unless one has typed on", () => {
  changeDraft(ticketId, { body: "a" }, 1000);
  acceptDraft(server({ version: 1000, body: "a" }), 1001);
  expect(isDirty(local())).toBe(false);
  changeDraft(ticketId, { body: "ab" }, 1002);
  acceptDraft(server({ version: 1000, body: "a" }), 1003);
  expect(local().body).toBe("ab");
  expect(isDirty(local())).toBe(true);
});

test("versions rise also when the clock goes back", () => {
  changeDraft(ticketId, { body: "a" }, 5000);
  changeDraft(ticketId, { body: "ab" }, 10);
  expect(local().version).toBe(5001);
});

test("what was emptied elsewhere goes; what is unsaved stays", () => {
  acceptDraft(server({ version: 5, body: "enviado lá" }), 1000);
  changeDraft("t2", { body: "daqui" }, 1000);
  acceptAllDrafts([], 2000);
  expect(Object.keys(useDrafts.getState().byTicket)).toEqual(["t2"]);
});

test("an answer to saving that comes after sending does not bring the text back", () => {
  changeDraft(ticketId, { body: "Oi" }, 1000);
  markAsked(ticketId);
  changeDraft(ticketId, { body: "" }, 1100);
  acceptDraft(server({ version: 1000, body: "Oi" }), 1200);
  expect(local().body).toBe("");
  expect(isDirty(local())).toBe(true);
});

test("emptying what the server never had leaves nothing to save; what it had is emptied there", () => {
  changeDraft(ticketId, { body: "rápido" }, 1000);
  changeDraft(ticketId, { body: "" }, 1100);
  expect(useDrafts.getState().byTicket).toEqual({});
  acceptDraft(server({ version: 2000, body: "salvo" }), 2000);
  changeDraft(ticketId, { body: "" }, 2100);
  expect(isDirty(local())).toBe(true);
});

test("what was taken back stands before what was begun since", () => {
  returnToDraft(server({ version: 7, body: "Bom dai" }), "Bom dai", 1000);
  expect(local()).toMatchObject({ body: "Bom dai", version: 7, savedVersion: 7 });
  changeDraft(ticketId, { body: "segunda" }, 1000);
  returnToDraft(server({ version: 9, body: "Primeira\nseg" }), "Primeira", 1001);
  expect(local().body).toBe("Primeira\nsegunda");
  expect(isDirty(local())).toBe(true);
});

test("nobody finds another's drafts, and signing out leaves only what was not saved", () => {
  claimDrafts("ana");
  acceptDraft(server({ version: 5, body: "salvo" }), 1000);
  changeDraft("t2", { body: "não salvo" }, 1000);
  forgetSavedDrafts();
  expect(Object.keys(useDrafts.getState().byTicket)).toEqual(["t2"]);
  claimDrafts("ana");
  expect(Object.keys(useDrafts.getState().byTicket)).toEqual(["t2"]);
  claimDrafts("bruno");
  expect(useDrafts.getState().byTicket).toEqual({});
});

test("what somebody typed and the server has not got waits for them while others sign in here", () => {
  claimDrafts("ana");
  acceptDraft(server({ version: 5, body: "salvo" }), 1000);
  changeDraft("t2", { body: "de Ana" }, 1000);
  claimDrafts("bruno");
  changeDraft("t2", { body: "de Bruno" }, 1001);
  claimDrafts("ana");
  expect(useDrafts.getState().byTicket).toMatchObject({ t2: { body: "de Ana" } });
  expect(Object.keys(useDrafts.getState().byTicket)).toEqual(["t2"]);
  claimDrafts("bruno");
  expect(useDrafts.getState().byTicket).toMatchObject({ t2: { body: "de Bruno" } });
});
