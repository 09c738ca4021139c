import type { z } from "zod";
import { Device } from "./device.ts";
import { MediaStore } from "./media.ts";
import { People } from "./people.ts";
import { FakePhone } from "./phone.ts";
import { Behaviour, PhoneOptions } from "./types.ts";
import { lidWid } from "./wids.ts";

/** Everything that is WhatsApp's: who is on it, the companies' phones, the browsers that have come by, the files. */
export class World {
  readonly people = new People();
  readonly media = new MediaStore();
  readonly phones = new Map<string, FakePhone>();
  readonly devices = new Map<string, Device>();
  /** Modules that a page was asked for and does not have. */
  readonly unknownModules: string[] = [];
  behaviour: Behaviour = Behaviour.parse({});

  addPhone(input: z.input<typeof PhoneOptions> = {}): FakePhone {
    const phone = new FakePhone(PhoneOptions.parse(input), this);
    this.people.set({ phone: phone.number, lid: phone.lid, name: phone.name });
    this.phones.set(phone.number, phone);
    return phone;
  }

  phone(number: string): FakePhone {
    const phone = this.phones.get(number);
    if (phone === undefined) throw new Error(`No phone with the number ${number}`);
    return phone;
  }

  /** The id under which a person's conversation stands. A LID stays one; of a phone it depends on the addressing. */
  chatId(wid: string): string {
    if (!wid.endsWith("@c.us") || this.behaviour.addressing === "phone") return wid;
    const { lid } = this.people.byId(wid);
    return lid === null ? wid : lidWid(lid);
  }

  device(id: string): Device {
    const known = this.devices.get(id) ?? new Device(id, this);
    this.devices.set(id, known);
    return known;
  }

  behave(input: z.input<typeof Behaviour>): Behaviour {
    this.behaviour = Behaviour.parse({ ...this.behaviour, ...input });
    return this.behaviour;
  }

  close(): void {
    for (const device of this.devices.values()) device.rest();
    for (const phone of this.phones.values()) phone.close();
  }
}
