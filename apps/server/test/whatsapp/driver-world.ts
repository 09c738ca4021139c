import type { DriverKind } from "@whatskovi/contract";
import type { DriverContext, Identity, WhatsAppDriver } from "../../src/whatsapp/driver.ts";

/** Somebody who writes to the company. `hidden` is the other name that WhatsApp has for them: a LID, or a BSUID. */
export type Customer = { readonly phone: string; readonly hidden: string; readonly name: string };

/** A group in which the company is, with its members. */
export type Group = { readonly id: string; readonly name: string };

export type WrittenKind =
  | "text"
  | "image"
  | "video"
  | "audio"
  | "voice"
  | "document"
  | "sticker"
  | "location"
  | "contact"
  | "poll"
  | "unsupported"
  | "malformed";

/** What a customer writes. */
export type Written = {
  readonly from: Customer;
  readonly kind?: WrittenKind;
  readonly body?: string;
  readonly bytes?: Uint8Array;
  readonly group?: Group;
  readonly quoted?: string;
  /** Named in front of the text, each with `@` and the number by which the platform writes them. */
  readonly mentions?: readonly Customer[];
  readonly isForwarded?: boolean;
  /** By which of the customer's names WhatsApp tells who it is; by the phone unless told. */
  readonly namedBy?: "phone" | "hidden" | "both";
  /** Delivered so often. */
  readonly times?: number;
  /** First without its content, which cannot be decrypted; then with it. */
  readonly isLate?: boolean;
};

/** A message that was written, by the id under which the driver knows it. */
export type Place = { readonly providerId: string; readonly from: Customer; readonly group?: Group };

/** A message as it arrived on a customer's phone. */
export type Arrived = {
  readonly providerId: string;
  /** The digits of a phone, a LID or BSUID, or the id of a group. */
  readonly to: string;
  readonly kind: WrittenKind | "template" | "other";
  readonly body: string;
  readonly bytes: Uint8Array | null;
  readonly quoted: string | null;
  /** Those mentioned, by the digits of phone or LID. */
  readonly mentions: readonly string[];
  readonly location: { readonly latitude: number; readonly longitude: number } | null;
  readonly contacts: readonly string[];
  readonly isEdited: boolean;
  readonly isDeleted: boolean;
};

/** What the world answers to the next send. */
export type SendFault = "rate_limited" | "restricted" | "invalid_recipient" | "answer_lost";

/** What some platforms have and others do not, beyond what drivers declare of themselves. */
export type Feature =
  | "customer-typing"
  | "customer-edits"
  | "placeholder"
  | "unlinking"
  | "polls"
  | "forgets-media"
  | "refuses-numbers"
  | "rate-limits"
  | "restrictions"
  | "dead-sessions"
  | "replays-unstored"
  | "history"
  | "kill-in-send"
  | "group-changes";

/** WhatsApp, the customers' phones and the company's own, as one driver meets them. */
export interface DriverWorld {
  readonly kind: DriverKind;
  /** What this platform has not, with the reason. */
  readonly lacks: Partial<Record<Feature, string>>;
  /** Milliseconds that are enough for anything here to be told. */
  readonly patienceMs: number;
  /** The driver of one connection; the same connection again after a stop or a crash. */
  create(context: DriverContext): WhatsAppDriver;
  /** The settings that the connection is made with. */
  readonly settings: unknown;

  /** Another number of the company, which knows nothing of the one before. */
  renew(): Promise<void> | void;
  scan(qrCode: string): Promise<void> | void;
  enterCode(code: string): Promise<void> | void;
  unlink(): Promise<void> | void;
  /** Earlier conversations, which a phone tells of when it is linked: so many messages. */
  hadHistory(): Promise<void> | void;

  /** The company's, E.164. */
  phoneNumber(): string;
  /** Somebody new. */
  customer(): Customer;
  group(members: readonly Customer[]): Promise<Group> | Group;
  identityOf(customer: Customer, name: "phone" | "hidden"): Identity;
  customerWrites(written: Written): Promise<Place>;
  /** While nothing of ours runs: in the order of the calls, each a moment later. `told`: WhatsApp has got rid of it. */
  customerWritesAway(written: Written): Promise<{ readonly told: Promise<unknown> }>;
  customerEdits(place: Place, body: string): Promise<void> | void;
  customerRevokes(place: Place): Promise<void> | void;
  customerReacts(place: Place, emoji: string | null): Promise<void> | void;
  customerTypes(customer: Customer): Promise<void> | void;
  customerReceives(customer: Customer, providerId: string): Promise<void> | void;
  customerReads(customer: Customer, providerId: string): Promise<void> | void;
  ownerWrites(to: Customer, body: string): Promise<{ providerId: string }>;
  callMissed(from: Customer): Promise<void> | void;
  /** WhatsApp tells that a customer's two names are one person's. */
  linkNames(customer: Customer): Promise<void> | void;
  /** How WhatsApp writes a number; null: it is not on WhatsApp. */
  setNumber(phone: string, canonical: string | null): Promise<void> | void;
  expireMedia(place: Place, isGone: boolean): Promise<void> | void;

  arrived(): Promise<readonly Arrived[]> | readonly Arrived[];
  /** Our reactions that customers see now. */
  reactionOn(place: Pick<Place, "providerId">): Promise<string | null> | string | null;
  /** Whether the customer sees that the company has read this. */
  isReadByUs(place: Place): Promise<boolean> | boolean;
  isTypingSeen(customer: Customer): Promise<boolean> | boolean;

  failNextSend(fault: SendFault): Promise<void> | void;
  /** The connection's process is gone: nothing more may be heard of what it began. */
  forget(): Promise<void> | void;
  /** The session dies without a word. */
  dieSilently(): Promise<void> | void;
  close(): Promise<void>;
}
