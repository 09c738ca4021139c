import { randomInt } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { jidEncode, type BinaryNode, type proto } from "@whiskeysockets/baileys";
import express from "express";
import { WebSocketServer } from "ws";
import { CompanyPhone, type Who } from "./company-phone.ts";
import { Connection, type ConnectionEvents } from "./connection.ts";
import { controlRouter } from "./control.ts";
import { newGroupId, participantNode, type Group } from "./groups.ts";
import { sendInitialHistory } from "./history.ts";
import type { LinkedDevice } from "./linked-device.ts";
import { MediaHost } from "./media-host.ts";
import { Network } from "./network.ts";
import { newServerKeys } from "./noise.ts";
import { receiveFromDevice } from "./outgoing.ts";
import { finishCode, offerPairing, requestCode } from "./pairing.ts";
import type { Addressing, Person } from "./people.ts";
import { answerQuery } from "./queries.ts";
import { quietLibsignal } from "./quiet.ts";
import { receiveReceipt } from "./receipts.ts";
import { child, firstChild, node, now, result } from "./stanzas.ts";

export type FakeMultiDeviceOptions = {
  /** Of the WebSocket and the control interface; 0 or nothing: any free one. */
  readonly port?: number;
  readonly mediaPort?: number;
  /** Phones of companies to begin with; digits alone. */
  readonly phones?: readonly { readonly phone: string; readonly name?: string }[];
};

export type NewGroup = {
  readonly subject: string;
  /** Customers in it, by phone or LID; the companies' phones too. */
  readonly members: readonly Who[];
  readonly id?: string | undefined;
  readonly addressing?: Addressing | undefined;
};

/** WhatsApp for companion devices, on loopback. */
export class FakeMultiDevice {
  readonly network: Network;
  readonly #port: number;
  readonly #close: () => Promise<void>;

  constructor(network: Network, port: number, close: () => Promise<void>) {
    this.network = network;
    this.#port = port;
    this.#close = close;
  }

  /** Where Baileys connects: `waWebSocketUrl`. */
  get url(): string {
    return `ws://127.0.0.1:${this.#port}/ws/chat`;
  }

  get controlUrl(): string {
    return `http://127.0.0.1:${this.#port}/control`;
  }

  /** The certificate of the media host in PEM, which the client has to trust (`NODE_EXTRA_CA_CERTS`, an agent, a dispatcher). */
  get mediaCa(): string {
    return this.network.media.certificate;
  }

  /** `127.0.0.1:<port>` */
  get mediaHost(): string {
    return this.network.media.host;
  }

  get media(): MediaHost {
    return this.network.media;
  }

  /** Adds a company's phone, or finds it. */
  addPhone({ phone, name }: { phone: string; name?: string | undefined }): CompanyPhone {
    const known = this.network.phones.get(phone);
    if (known !== undefined) return known;
    const added = new CompanyPhone(this.network, this.network.directory.person({ phone }, name ?? "Empresa"));
    this.network.phones.set(phone, added);
    return added;
  }

  phone(phone: string): CompanyPhone {
    const found = this.network.phones.get(phone);
    if (found === undefined) throw new Error(`no company has the phone ${phone}`);
    return found;
  }

  /** Adds a customer with WhatsApp, or what is newly known of them (their LID's phone, a name, a picture). */
  addCustomer({ pictureUrl, ...who }: Who & { pictureUrl?: string | undefined }): Person {
    const person = this.network.directory.person({ phone: who.phone, lid: who.lid }, who.name);
    person.pictureUrl = pictureUrl ?? person.pictureUrl;
    return person;
  }

  /** Fixes the number check's answer: the canonical writing, or null where the number is not on WhatsApp. */
  setOnWhatsApp(phone: string, canonical: string | null): void {
    this.network.directory.setOnWhatsApp(phone, canonical);
  }

  addGroup({ subject, members, id, addressing = "lid" }: NewGroup): Group {
    const jid = jidEncode(id ?? newGroupId(), "g.us");
    const people = members.map((who) => this.addCustomer(who));
    const admins = new Set(people.slice(0, 1));
    const group: Group = { jid, subject, addressing, createdAt: Number(now()), members: people, admins };
    this.network.groups.set(jid, group);
    return group;
  }

  /** Renames a group or changes who is in it, and tells the companies' devices in it. */
  changeGroup(
    jid: string,
    change: { by: Who; subject?: string | undefined; add?: Who | undefined; remove?: Who | undefined },
  ): void {
    const group = this.network.group(jid);
    const by = this.addCustomer(change.by);
    const steps: BinaryNode[] = [];
    if (change.subject !== undefined) {
      group.subject = change.subject;
      steps.push(node("subject", { subject: change.subject, s_t: now(), s_o: by.jid(group.addressing) }));
    }
    if (change.add !== undefined) {
      const person = this.addCustomer(change.add);
      if (!group.members.includes(person)) group.members.push(person);
      steps.push(node("add", {}, [participantNode(group, person)]));
    }
    const told = group.members.flatMap((member) => this.network.devicesOf(member));
    if (change.remove !== undefined) {
      const person = this.addCustomer(change.remove);
      group.members.splice(group.members.indexOf(person), group.members.includes(person) ? 1 : 0);
      steps.push(node("remove", {}, [participantNode(group, person)]));
    }
    for (const step of steps) for (const device of told) tellGroupChange(device, group, by, step);
  }

  /** Stanzas of devices that nothing here understood: a gap of this stand-in. */
  get unhandled(): readonly BinaryNode[] {
    return this.network.unhandled;
  }

  /** What failed inside this stand-in. */
  get errors(): readonly unknown[] {
    return this.network.errors;
  }

  async close(): Promise<void> {
    await this.#close();
  }
}

function tellGroupChange(device: LinkedDevice, group: Group, by: Person, change: BinaryNode): void {
  const id = String(randomInt(10 ** 9, 10 ** 10));
  const attrs = {
    type: "w:gp2",
    id,
    from: group.jid,
    participant: by.jid(group.addressing),
    participant_pn: by.phoneJid,
    t: now(),
  };
  device.deliver(node("notification", attrs, [change]));
}

/** Starts WhatsApp for companion devices on 127.0.0.1. */
export async function startFakeMultiDevice(options: FakeMultiDeviceOptions = {}): Promise<FakeMultiDevice> {
  const giveConsoleBack = quietLibsignal();
  const network = new Network(await MediaHost.start(options.mediaPort));
  const app = express();
  const http = createServer(app);
  const sockets = new WebSocketServer({ server: http });
  const keys = newServerKeys();
  sockets.on("connection", (socket) => void network.connections.add(new Connection(socket, keys, events(network))));
  await new Promise<void>((resolve) => http.listen(options.port ?? 0, "127.0.0.1", resolve));
  const close = async () => {
    for (const connection of network.connections) connection.drop();
    sockets.close();
    http.closeAllConnections();
    await new Promise<void>((resolve) => http.close(() => resolve()));
    await network.media.close();
    giveConsoleBack();
  };
  const fake = new FakeMultiDevice(network, (http.address() as AddressInfo).port, close);
  for (const phone of options.phones ?? []) fake.addPhone(phone);
  app.use("/control", controlRouter(fake));
  return fake;
}

const events = (network: Network): ConnectionEvents => ({
  entered: (connection, payload) => enter(network, connection, payload),
  received: (connection, stanza) => receive(network, connection, stanza),
  closed: (connection) => leave(network, connection),
  failed: (error) => void network.errors.push(error),
});

function leave(network: Network, connection: Connection): void {
  network.connections.delete(connection);
  connection.device?.leave(connection);
  for (const offer of network.offers) {
    if (offer.connection !== connection) continue;
    network.offers.delete(offer);
    offer.agreement?.fail(new Error("the device has gone"));
  }
}

function enter(network: Network, connection: Connection, payload: proto.ClientPayload): void {
  if (payload.devicePairingData) {
    network.offers.add(offerPairing(connection, payload.devicePairingData));
    return;
  }
  const phone = network.phones.get(String(payload.username));
  const device = phone?.devices.find((each) => each.id === payload.device);
  const fault = phone?.faults.takeLogin();
  const reason = device === undefined || device.isUnlinked ? "401" : fault?.reason;
  if (reason !== undefined || device === undefined) {
    connection.endWith(node("failure", { reason: reason ?? "401", location: "fake" }));
    return;
  }
  device.connection?.streamError("440", node("conflict", { type: "replaced" }));
  device.isLive = false;
  device.connection = connection;
  connection.device = device;
  connection.send(node("success", { t: now(), lid: device.jid("lid"), props: "1", creation: "1700000000" }));
}

async function receive(network: Network, connection: Connection, stanza: BinaryNode): Promise<void> {
  const { device } = connection;
  switch (stanza.tag) {
    case "iq":
      return receiveIq(network, connection, stanza);
    case "message":
      return receiveFromDevice(network, connection, stanza);
    case "receipt":
      return receiveReceipt(network, connection, stanza);
    case "ack": {
      const { class: tag = "", ...attrs } = stanza.attrs;
      return device?.confirm(tag, attrs);
    }
    case "chatstate": {
      const state = firstChild(stanza);
      const name = state?.attrs["media"] === "audio" ? "recording" : (state?.tag ?? "");
      return void (
        device && network.phoneOf(device.account)?.typings.push({ chat: stanza.attrs["to"] ?? "", state: name })
      );
    }
    case "presence":
      if (device && stanza.attrs["type"] !== "subscribe") device.isAvailable = stanza.attrs["type"] === "available";
      return;
    case "ib":
      return;
    case "call":
      return connection.send(node("ack", { class: "call", id: stanza.attrs["id"], from: stanza.attrs["to"] }));
    default:
      network.unhandled.push(stanza);
  }
}

async function receiveIq(network: Network, connection: Connection, stanza: BinaryNode): Promise<void> {
  const { device } = connection;
  if (stanza.attrs["type"] === "result") {
    if (child(stanza, "pair-device-sign") !== undefined) connection.streamError("515");
    return;
  }
  const asked = firstChild(stanza);
  if (stanza.attrs["xmlns"] === "md" && asked?.tag === "link_code_companion_reg") {
    const offer = [...network.offers].find((each) => each.connection === connection);
    if (offer === undefined) throw new Error("a pairing code was asked for by a device that is linked");
    if (asked.attrs["stage"] === "companion_finish") return finishCode(offer, stanza, asked);
    return requestCode(offer, stanza, asked);
  }
  if (stanza.attrs["xmlns"] === "md" && asked?.tag === "remove-companion-device" && device !== null) {
    device.isUnlinked = true;
    return connection.endWith(result(stanza));
  }
  if (stanza.attrs["xmlns"] === "passive" && device !== null) {
    connection.send(result(stanza));
    if (asked?.tag === "active") await goLive(network, device);
    return;
  }
  answerQuery(network, connection, stanza);
}

async function goLive(network: Network, device: LinkedDevice): Promise<void> {
  if (device.isLive) return;
  device.replay();
  const phone = network.phoneOf(device.account);
  if (device.hasHistory || phone === undefined) return;
  device.hasHistory = true;
  await sendInitialHistory(phone, device);
}
