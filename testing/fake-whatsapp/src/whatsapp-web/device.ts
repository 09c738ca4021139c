import { randomBytes, randomUUID } from "node:crypto";
import type { PageLine } from "./page-line.ts";
import type { LinkedPhone } from "./linked-phone.ts";
import type { World } from "./world.ts";

const CODE_LETTERS = "123456789ABCDEFGHJKLMNPQRSTVWXYZ";

/** One browser that has visited web.whatsapp.com. It is known by what it keeps in its storage, as long as that lasts. */
export class Device {
  readonly id: string;
  phone: LinkedPhone | null = null;
  /** The page that is open in it. */
  line: PageLine | null = null;
  pairingCode: { phone: string; code: string } | null = null;
  /** The code on the screen and the one before it: both can be scanned. */
  private refs: string[] = [];
  /** When a code was shown last; 0 while none is. */
  shownAt = 0;
  private shown = 0;
  private timer: NodeJS.Timeout | undefined;
  private readonly world: World;

  constructor(id: string, world: World) {
    this.id = id;
    this.world = world;
  }

  /** A new QR code, as long as they last; after the last one the page sits idle. */
  showQr(): string {
    this.shown = 0;
    return this.nextQr();
  }

  isShowing(ref: string): boolean {
    return this.refs.includes(ref);
  }

  askPairingCode(phone: string): string {
    const code = [...randomBytes(8)].map((byte) => CODE_LETTERS[byte % CODE_LETTERS.length]).join("");
    this.pairingCode = { phone: phone.replace(/\D/g, ""), code };
    return code;
  }

  link(phone: LinkedPhone): void {
    this.rest();
    this.phone = phone;
    this.pairingCode = null;
    this.line?.tell("paired", phone.snapshot());
  }

  unlink(): void {
    this.phone = null;
  }

  /** Nobody scanned in time. */
  idle(): void {
    this.rest();
    this.line?.tell("state", { state: "UNPAIRED_IDLE" });
  }

  rest(): void {
    clearTimeout(this.timer);
    this.refs = [];
    this.shownAt = 0;
  }

  private nextQr(): string {
    clearTimeout(this.timer);
    const ref = `2@${randomUUID().replaceAll("-", "")}${randomBytes(24).toString("base64url")}`;
    this.refs = [...this.refs.slice(-1), ref];
    this.shown += 1;
    this.shownAt = performance.now();
    this.timer = setTimeout(() => this.onQrOver(), this.world.behaviour.qrMs);
    return ref;
  }

  private onQrOver(): void {
    if (this.shown >= this.world.behaviour.qrCodes) this.idle();
    else this.line?.tell("qr", { ref: this.nextQr() });
  }
}

/** The device whose screen shows this QR code. */
export const shownBy = (devices: readonly Device[], payload: string): Device | undefined =>
  devices.find((device) => device.isShowing(payload.split(",")[0] ?? ""));

/** The device that has shown a QR code last, and still does. */
export const newestShown = (devices: readonly Device[]): Device | undefined =>
  devices.filter((device) => device.line !== null && device.shownAt > 0).toSorted((a, b) => b.shownAt - a.shownAt)[0];
