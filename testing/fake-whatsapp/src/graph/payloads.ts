import { z } from "zod";
import { newMessageId } from "./state.ts";
import type { FakeNumber } from "./types.ts";

/** A customer of the fake. Who has a username may show no phone; who has no BSUID is from before 2026. */
export const FakeCustomer = z.object({
  phone: z.string().optional(),
  userId: z.string().optional(),
  parentUserId: z.string().optional(),
  username: z.string().optional(),
  name: z.string().default("Maria Souza"),
});
export type FakeCustomer = z.input<typeof FakeCustomer>;

/** A message of a customer: `type` and its part, as in Meta's documentation, or `text` alone. */
export type CustomerMessage = {
  /** Who writes; of an echo, to whom. */
  readonly from: FakeCustomer;
  readonly id?: string;
  /** Seconds since 1970. */
  readonly timestamp?: number;
  /** The rest of the message as Meta writes it; `{type: "text", text: {body}}` for example. */
  readonly content: Readonly<Record<string, unknown>>;
};

/** The envelope of one change. */
export const envelope = (number: FakeNumber, value: object, field = "messages"): object => ({
  object: "whatsapp_business_account",
  entry: [{ id: number.businessAccountId, changes: [{ value: { ...header(number), ...value }, field }] }],
});

/** Messages of customers in one webhook, in order. */
export function messagesPayload(
  number: FakeNumber,
  messages: readonly CustomerMessage[],
): { payload: object; ids: string[] } {
  const written = messages.map((message) => ({ ...message, id: message.id ?? newMessageId() }));
  const contacts = new Map(written.map(({ from }) => [JSON.stringify(from), contactOf(FakeCustomer.parse(from))]));
  const value = {
    contacts: [...contacts.values()],
    messages: written.map(({ from, id, timestamp, content }) => ({
      ...(from.phone === undefined ? {} : { from: from.phone }),
      ...(from.userId === undefined ? {} : { from_user_id: from.userId }),
      ...(from.parentUserId === undefined ? {} : { from_parent_user_id: from.parentUserId }),
      id,
      timestamp: String(timestamp ?? Math.floor(Date.now() / 1000)),
      ...content,
    })),
  };
  return { payload: envelope(number, value), ids: written.map(({ id }) => id) };
}

/** What the owner types on the phone, in coexistence, to customers. */
export function echoesPayload(
  number: FakeNumber,
  messages: readonly CustomerMessage[],
): { payload: object; ids: string[] } {
  const written = messages.map((message) => ({ ...message, id: message.id ?? newMessageId() }));
  const value = {
    message_echoes: written.map(({ from: to, id, timestamp, content }) => ({
      from: number.displayPhoneNumber.replace(/\D/g, ""),
      ...(to.phone === undefined ? {} : { to: to.phone }),
      ...(to.userId === undefined ? {} : { to_user_id: to.userId }),
      id,
      timestamp: String(timestamp ?? Math.floor(Date.now() / 1000)),
      ...content,
    })),
  };
  return { payload: envelope(number, value, "smb_message_echoes"), ids: written.map(({ id }) => id) };
}

export type FakeStatus = {
  readonly id: string;
  readonly status: string;
  readonly recipient: string;
  readonly timestamp?: number;
  readonly bizOpaqueCallbackData?: string | null;
  readonly errors?: readonly object[];
};

/** Ticks in one webhook. */
export const statusesPayload = (number: FakeNumber, statuses: readonly FakeStatus[]): object =>
  envelope(number, { statuses: statuses.map(statusOf) });

function statusOf(status: FakeStatus): object {
  const isPhone = /^\d+$/.test(status.recipient);
  return {
    id: status.id,
    status: status.status,
    timestamp: String(status.timestamp ?? Math.floor(Date.now() / 1000)),
    ...(isPhone ? { recipient_id: status.recipient } : { recipient_user_id: status.recipient }),
    ...(status.bizOpaqueCallbackData ? { biz_opaque_callback_data: status.bizOpaqueCallbackData } : {}),
    ...(status.errors === undefined
      ? {
          conversation: { id: "c0ffee", origin: { type: "service" } },
          pricing: { billable: false, pricing_model: "PMP", category: "service" },
        }
      : { errors: status.errors }),
  };
}

const header = (number: FakeNumber) => ({
  messaging_product: "whatsapp",
  metadata: {
    display_phone_number: number.displayPhoneNumber.replace(/\D/g, ""),
    phone_number_id: number.phoneNumberId,
  },
});

const contactOf = (customer: z.output<typeof FakeCustomer>) => ({
  profile: { name: customer.name, ...(customer.username === undefined ? {} : { username: customer.username }) },
  ...(customer.phone === undefined ? {} : { wa_id: customer.phone }),
  ...(customer.userId === undefined ? {} : { user_id: customer.userId }),
  ...(customer.parentUserId === undefined ? {} : { parent_user_id: customer.parentUserId }),
});
