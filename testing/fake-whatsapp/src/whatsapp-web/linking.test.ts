import { expect, test, vi } from "vitest";
import { linkedClient, next, realClient, standIn, start, temporaryFolder } from "./real-client.fixture.ts";

const maria = { phone: "5511988887777", name: "Maria" };

test("a pairing code links, and only on the phone it was asked for", async () => {
  const web = await standIn();
  const other = web.addPhone({ phone: "5511940000009", lid: "999999" });
  const client = await realClient(web, { codeFor: web.phone().number });
  const [code, ready] = [next<[string]>(client, "code"), next(client, "ready")];
  await client.initialize();
  const [shown] = await code;
  expect(shown).toMatch(/^[0-9A-Z]{8}$/);
  expect(() => other.enterPairingCode(shown)).toThrow("No page shows the pairing code");
  web.phone().enterPairingCode(`${shown.slice(0, 4)}-${shown.slice(4)}`);
  await ready;
});

test("a QR code lasts for a while, the page then sits idle, and asks for a new one", async () => {
  const web = await standIn({ behaviour: { qrMs: 1500, qrCodes: 3 } });
  const client = await realClient(web);
  const codes: string[] = [];
  client.on("qr", (qr) => codes.push(qr));
  await client.initialize();
  await expect.poll(() => client.getState(), { timeout: 15_000 }).toBe("UNPAIRED_IDLE");
  expect(new Set(codes).size).toBe(3);
  expect(() => web.phone().scanQr(codes[0]!)).toThrow("expired");
  web.behave({ qrMs: 20_000 });
  const [fresh, ready] = [next<[string]>(client, "qr"), next(client, "ready")];
  await client.pupPage!.evaluate("window.require('WAWebCmd').Cmd.refreshQR()");
  web.phone().scanQr((await fresh)[0]);
  await ready;
});

test("unlinked on the phone while open: the library is told and shows a new code", async () => {
  const web = await standIn();
  const client = await linkedClient(web, { profile: await temporaryFolder() });
  client.removeAllListeners("qr");
  const [told, code] = [next<[string]>(client, "disconnected"), next(client, "qr")];
  web.phone().unlink();
  expect(await told).toEqual(["LOGOUT"]);
  await code;
  // The library throws outside of every promise when it is ended before it has listened again.
  const hasListened = () =>
    client.pupPage!.evaluate("window.require('WAWebCmd').Cmd.hasListener('logout_from_bridge')");
  await expect.poll(hasListened).toBe(true);
  expect(web.phone().isOnline).toBe(false);
});

test("unlinked on the phone while closed: the next start asks to pair", async () => {
  const web = await standIn();
  const profile = await temporaryFolder();
  await (await linkedClient(web, { profile })).destroy();
  web.phone().unlink();
  const client = await realClient(web, { profile });
  const code = next(client, "qr");
  await client.initialize();
  await code;
});

test("logged out here: the phone no longer knows the device", async () => {
  const web = await standIn();
  const profile = await temporaryFolder();
  await (await linkedClient(web, { profile })).logout();
  expect([...web.world.devices.values()].map(({ phone }) => phone)).toEqual([null]);
});

test("opened elsewhere", async () => {
  const web = await standIn();
  const client = await linkedClient(web);
  const told = next<[string]>(client, "disconnected");
  web.phone().conflict();
  expect(await told).toEqual(["CONFLICT"]);
});

test("a dropped connection loses nothing in either direction", async () => {
  const web = await standIn();
  const client = await linkedClient(web);
  const phone = web.phone();
  const state = next<[string]>(client, "change_state");
  phone.drop();
  expect(await state).toEqual(["OPENING"]);
  phone.customerWrites({ ...maria, body: "alguém aí?" });
  const sending = client.sendMessage("5511988887777@c.us", "sim", { waitUntilMsgSent: true });
  const heard = next(client, "message");
  expect(await client.getState()).toBe("OPENING");
  expect(phone.sent()).toEqual([]);
  phone.reconnect();
  expect(await heard).toMatchObject([{ body: "alguém aí?" }]);
  await sending;
  expect(phone.sent()).toMatchObject([{ body: "sim" }]);
});

test("synced before anybody listened: connected, and never ready by itself", async () => {
  const web = await standIn();
  const profile = await temporaryFolder();
  await (await linkedClient(web, { profile })).destroy();
  web.behave({ syncsEarly: true });
  const client = await realClient(web, { profile });
  let isReady = false;
  client.on("ready", () => (isReady = true));
  await client.initialize();
  expect(await client.getState()).toBe("CONNECTED");
  expect(isReady).toBe(false);
  const ready = next(client, "ready");
  await client.pupPage!.evaluate("window.onAppStateHasSyncedEvent()");
  await ready;
});

test("a page without the application, and a page without a module", async () => {
  const web = await standIn({ behaviour: { page: "unsupported-browser" } });
  await expect((await realClient(web)).initialize()).rejects.toBe("auth timeout");
  web.behave({ page: "application", removedModules: ["WAWebCmd"] });
  await expect((await realClient(web)).initialize()).rejects.toThrow('Requiring unknown module "WAWebCmd"');
  // The page tells of it by a request of its own.
  await vi.waitFor(() => expect(web.world.unknownModules).toEqual(["WAWebCmd"]), 10_000);
  web.behave({ removedModules: [] });
  await start(await realClient(web), web);
});
