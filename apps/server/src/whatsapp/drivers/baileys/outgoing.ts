import type { proto, WASocket } from "@whiskeysockets/baileys";
import {
  DriverError,
  type Identity,
  type MessageRef,
  type NumberCheck,
  type Reconciliation,
  type SendCommand,
  type SendReceipt,
} from "../../driver.ts";
import { withDeadline } from "../../with-deadline.ts";
import type { Acknowledgements } from "./acknowledgements.ts";
import { BoundedCache } from "./bounded-cache.ts";
import type { ColdStops } from "./cold-stops.ts";
import { identityOf, isGroup, jidOf } from "./jids.ts";
import type { Library } from "./library.ts";
import { keyOf, libraryContent, quotedMessage } from "./outgoing-content.ts";
import type { People } from "./people.ts";
import type { LibraryLogger } from "./quiet-logger.ts";
import { sendError } from "./refusals.ts";
import { providerIdOf, type SentMessages } from "./sent-messages.ts";

const queryMs = 20_000;
const uploadMs = 45_000;
const revoke = { own: "7", asAdministrator: "8" } as const;
const edit = "1";

export type OutgoingDeps = {
  readonly library: Library;
  readonly logger: LibraryLogger;
  readonly people: People;
  readonly sent: SentMessages;
  readonly acknowledgements: Acknowledgements;
  readonly coldStops: ColdStops;
  /** Throws `not_connected` unless logged in. */
  readonly socket: () => WASocket;
  readonly acknowledgeMs: number;
};

/** Everything that goes out on a line. */
export class Outgoing {
  readonly #deps: OutgoingDeps;
  readonly #underWay = new Set<string>();
  readonly #sideEffects = new BoundedCache(500, 24 * 60 * 60_000);
  readonly #subscribed = new BoundedCache(200, 60 * 60_000);

  constructor(deps: OutgoingDeps) {
    this.#deps = deps;
  }

  isSideEffect(id: string): boolean {
    return this.#sideEffects.get(id) === true;
  }

  /** Answers when WhatsApp's server has it. */
  async send(command: SendCommand): Promise<SendReceipt> {
    const socket = this.#deps.socket();
    const providerId = providerIdOf(command.messageId);
    const chat = await this.#deps.people.addressOf(command.to);
    const addresses = [chat, ...command.to.flatMap((identity) => jidOf(identity) ?? [])];
    this.#deps.coldStops.check(addresses);
    this.#underWay.add(providerId);
    try {
      const message = await this.#prepare(socket, chat, command, providerId);
      await this.#deps.sent.remember(providerId, command.messageId, message);
      await this.#relay(socket, chat, message, providerId);
      this.#deps.sent.acknowledged(providerId);
    } catch (thrown) {
      const error = sendError(thrown);
      if (error.kind === "restricted") this.#deps.coldStops.refused(addresses);
      throw error;
    } finally {
      this.#underWay.delete(providerId);
    }
    const recipient = identityOf(chat);
    const isNew =
      recipient !== null && !command.to.some(({ kind, value }) => kind === recipient.kind && value === recipient.value);
    return { providerId, ...(isNew ? { recipient } : {}) };
  }

  /** Sent again it has the same id and is the same message, so what nobody knows of may simply be sent again. */
  reconcile(messageId: string): Reconciliation {
    const providerId = providerIdOf(messageId);
    if (this.#underWay.has(providerId)) return { outcome: "waiting" };
    if (this.#deps.sent.isAcknowledged(providerId)) return { outcome: "sent", providerId };
    return { outcome: "not_sent" };
  }

  async edit(message: MessageRef, body: string): Promise<void> {
    const chat = await this.#deps.people.addressOf(message.chat);
    const editedMessage = await this.#edited(message, body);
    const { MESSAGE_EDIT: type } = this.#deps.library.proto.Message.ProtocolMessage.Type;
    const protocolMessage = { key: keyOf(message, chat), type, editedMessage, timestampMs: Date.now() };
    await this.#sideEffect(chat, { protocolMessage }, { edit });
  }

  async revoke(message: MessageRef): Promise<void> {
    const chat = await this.#deps.people.addressOf(message.chat);
    const { REVOKE: type } = this.#deps.library.proto.Message.ProtocolMessage.Type;
    const how = isGroup(chat) && !message.isFromUs ? revoke.asAdministrator : revoke.own;
    await this.#sideEffect(chat, { protocolMessage: { key: keyOf(message, chat), type } }, { edit: how });
  }

  async react(message: MessageRef, emoji: string | null): Promise<void> {
    const chat = await this.#deps.people.addressOf(message.chat);
    const reactionMessage = { key: keyOf(message, chat), text: emoji ?? "", senderTimestampMs: Date.now() };
    await this.#sideEffect(chat, { reactionMessage }, {});
  }

  async markRead(messages: readonly MessageRef[]): Promise<void> {
    const socket = this.#deps.socket();
    const keys = [];
    for (const message of messages) keys.push(keyOf(message, await this.#deps.people.addressOf(message.chat)));
    await this.#answered(socket.readMessages(keys));
  }

  async setTyping(identities: readonly Identity[]): Promise<void> {
    const socket = this.#deps.socket();
    const chat = await this.#deps.people.addressOf(identities);
    if (this.#subscribed.get(chat) === undefined) {
      // Their typing is told only to who has asked for it.
      this.#subscribed.set(chat, true);
      await this.#answered(socket.presenceSubscribe(chat));
    }
    await this.#answered(socket.sendPresenceUpdate("composing", chat));
  }

  /** WhatsApp answers with the number as it knows it, which settles Brazil's ninth digit. */
  async checkNumber(phoneNumber: string): Promise<NumberCheck> {
    const socket = this.#deps.socket();
    const found = await this.#answered(socket.onWhatsApp(phoneNumber.replace(/\D/g, "")));
    if (found === undefined) throw new DriverError("not_connected", "WhatsApp did not answer in time.");
    const jid = found.find(({ exists }) => exists)?.jid;
    const phone = identityOf(jid);
    if (jid === undefined || phone === null) return { isOnWhatsApp: false };
    const lid = await this.#answered(socket.signalRepository.lidMapping.getLIDForPN(jid)).catch(() => null);
    const other = identityOf(lid);
    return { isOnWhatsApp: true, identities: other === null ? [phone] : [phone, other] };
  }

  async #prepare(socket: WASocket, chat: string, command: SendCommand, messageId: string): Promise<proto.IMessage> {
    const content = await libraryContent(command.content);
    const { quoted } = command;
    const { message } = await this.#deps.library.generateWAMessage(chat, content, {
      userJid: ownAddress(socket, chat),
      messageId,
      logger: this.#deps.logger,
      upload: socket.waUploadToServer,
      mediaUploadTimeoutMs: uploadMs,
      ...(quoted === null ? {} : { quoted: quotedMessage(quoted, chat) }),
    });
    if (!message) throw new DriverError("permanent", "The message has no content.");
    return message;
  }

  #relay(
    socket: WASocket,
    chat: string,
    message: proto.IMessage,
    messageId: string,
    attributes: Attributes = {},
  ): Promise<void> {
    const { acknowledgements, acknowledgeMs } = this.#deps;
    const relay = () => socket.relayMessage(chat, message, { messageId, additionalAttributes: attributes });
    return acknowledgements.of(messageId, relay, acknowledgeMs);
  }

  /** What changes another message. A new id each time: the same change again changes nothing. */
  async #sideEffect(chat: string, message: proto.IMessage, attributes: Attributes): Promise<void> {
    const socket = this.#deps.socket();
    const id = this.#deps.library.generateMessageIDV2(socket.user?.id);
    this.#sideEffects.set(id, true);
    try {
      await this.#relay(socket, chat, message, id, attributes);
    } catch (error) {
      throw sendError(error);
    }
  }

  /** Of a file the caption alone changes; the file itself has to be known still. */
  async #edited(message: MessageRef, body: string): Promise<proto.IMessage> {
    if (message.type === "TEXT") return { extendedTextMessage: { text: body } };
    const original = await this.#deps.sent.find(message.providerId);
    for (const field of ["imageMessage", "videoMessage", "documentMessage"] as const) {
      const part = original?.[field] ?? original?.documentWithCaptionMessage?.message?.[field];
      if (part) return { [field]: { ...part, caption: body } };
    }
    throw new DriverError("unsupported", "The text of this message cannot be changed any more.");
  }

  async #answered<Result>(work: Promise<Result>): Promise<Result> {
    try {
      return await withDeadline(
        work,
        queryMs,
        () => new DriverError("not_connected", "WhatsApp did not answer in time."),
      );
    } catch (error) {
      throw sendError(error);
    }
  }
}

type Attributes = Record<string, string>;

/** Where people are addressed by LIDs, we are too. */
function ownAddress(socket: WASocket, chat: string): string {
  const { id, lid } = socket.user ?? { id: "" };
  return (chat.endsWith("@lid") || isGroup(chat)) && lid ? lid : id;
}
