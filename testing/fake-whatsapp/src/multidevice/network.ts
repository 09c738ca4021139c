import type { BinaryNode } from "@whiskeysockets/baileys";
import type { CompanyPhone } from "./company-phone.ts";
import type { Connection } from "./connection.ts";
import type { Group } from "./groups.ts";
import type { LinkedDevice } from "./linked-device.ts";
import type { MediaHost } from "./media-host.ts";
import type { PairingOffer } from "./pairing.ts";
import { Directory, type Person } from "./people.ts";

/** Everything this WhatsApp knows. */
export class Network {
  readonly directory = new Directory();
  readonly phones = new Map<string, CompanyPhone>();
  readonly groups = new Map<string, Group>();
  readonly connections = new Set<Connection>();
  readonly offers = new Set<PairingOffer>();
  /** Stanzas that nobody here understood. */
  readonly unhandled: BinaryNode[] = [];
  /** What went wrong inside this server. */
  readonly errors: unknown[] = [];
  readonly media: MediaHost;

  constructor(media: MediaHost) {
    this.media = media;
  }

  phoneOf(person: Person): CompanyPhone | undefined {
    return [...this.phones.values()].find((phone) => phone.person === person);
  }

  /** The linked devices of an account; customers have none. */
  devicesOf(person: Person): LinkedDevice[] {
    return this.phoneOf(person)?.devices ?? [];
  }

  group(jid: string): Group {
    const group = this.groups.get(jid);
    if (group === undefined) throw new Error(`no group ${jid}`);
    return group;
  }
}
