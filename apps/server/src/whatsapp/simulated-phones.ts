import type { MessageContent, MessageDirection, MessageType, SimulatorBehaviour } from "@whatskovi/contract";

/** How far a message has come, as phones show it. */
export type Tick = "SENT" | "RECEIVED" | "READ";

/** How WhatsApp names a customer to the company: by the phone, by a LID alone, or by both. */
export type Addressing = "phone" | "lid" | "both";

/** Somebody's reaction; `by` is the phone of who gave it, null is the company. */
export type PhoneReaction = { readonly emoji: string; readonly by: string | null };

/** A message as the customer's phone has it. INBOUND is what the customer wrote to the company. */
export type PhoneMessage = {
  readonly providerId: string;
  /** Of what the company sent: our id of it, by which the same send is known again. */
  readonly messageId: string | null;
  /** The conversation's: E.164 with the plus sign, the customer's; or the id of a group. */
  readonly phone: string;
  readonly direction: MessageDirection;
  /** In a group: the phone of who wrote; null for what the company wrote. */
  readonly author: string | null;
  readonly type: MessageType;
  body: string;
  readonly content: MessageContent;
  readonly fileName: string | null;
  readonly mimeType: string | null;
  /** Where the driver finds the bytes of a customer's file; null when there are none. */
  readonly media: { readonly reference: Record<string, unknown>; readonly size: number } | null;
  readonly quotedProviderId: string | null;
  reactions: PhoneReaction[];
  /** Milliseconds since 1970, like all times here. */
  editedAt: number | null;
  deletedAt: number | null;
  readonly timestamp: number;
  status: Tick;
  /** How much of it the company has been told; null is nothing yet. */
  told: Tick | null;
};

/** A conversation as the customer's phone has it. Messages are in the order in which they came, oldest first. */
export type PhoneChat = {
  /** E.164 with the plus sign; of a group its id. */
  readonly phone: string;
  name: string;
  readonly isGroup: boolean;
  addressing: Addressing;
  readonly messages: PhoneMessage[];
  /** Until when the company is seen typing, milliseconds since 1970. */
  typingUntil: number;
};

/** What a customer writes. */
export type CustomerMessage = {
  readonly phone: string;
  readonly name: string;
  /** How WhatsApp names the customer from now on. */
  readonly addressing?: Addressing | undefined;
  /** Written in a group, which is made when it is not there. */
  readonly group?: { readonly id: string; readonly name: string } | undefined;
  readonly type: MessageType;
  readonly body: string;
  readonly providerId?: string | undefined;
  /** Milliseconds since 1970. */
  readonly timestamp?: number | undefined;
  readonly quotedProviderId?: string | undefined;
  readonly content?: MessageContent | undefined;
  /** A sample is taken where a media message has none. */
  readonly media?: { readonly fileName: string; readonly mimeType: string; readonly bytes: Uint8Array } | undefined;
};

/** What the company's owner writes on the phone itself. */
export type OwnerMessage = {
  readonly type: MessageType;
  readonly body: string;
  readonly providerId?: string | undefined;
};

/** A message in a conversation: of the phone, or in the group, of this name. */
export type MessagePlace = { readonly phone: string; readonly providerId: string };

/** Ways in which a line fails. */
export type LineFault = "network" | "silence" | "restriction" | "unlink";

/** The customers of simulated numbers: their phones, and what happens on the line. Numbers that do not run are served too. */
export interface SimulatedPhones {
  /** Whether this process serves the number now. */
  isRunning(connectionId: string): boolean;
  /**
   * Resolves after the commit of the received message; while the number is away, when the phone remembers it for later. The
   * same provider id again is the same message, delivered again.
   */
  write(connectionId: string, message: CustomerMessage): Promise<{ providerId: string }>;
  /** Everybody's, the latest first. */
  listChats(connectionId: string): Promise<readonly PhoneChat[]>;
  findChat(connectionId: string, phone: string): Promise<PhoneChat | null>;
  /** The customer opens the conversation. False when there is none. */
  read(connectionId: string, phone: string): Promise<boolean>;
  /** False when the number is away. */
  type(connectionId: string, phone: string): boolean;
  /** The phone scans the code, or types it. False when none is shown. */
  scan(connectionId: string): Promise<boolean>;
  /**
   * The customer changes, deletes or reacts; resolves like `write`. False when there is no such message, or when it is not one
   * that they may change.
   */
  edit(connectionId: string, place: MessagePlace, body: string): Promise<boolean>;
  revoke(connectionId: string, place: MessagePlace): Promise<boolean>;
  /** `by` is a phone; null is the company's owner, on the phone. */
  react(connectionId: string, place: MessagePlace, emoji: string | null, by: string | null): Promise<boolean>;
  /** The owner writes on the phone, into a conversation that is there; null when there is none. */
  echo(connectionId: string, phone: string, message: OwnerMessage): Promise<{ providerId: string } | null>;
  /** WhatsApp tells that the customer's LID and phone are one. False when there is no such customer. */
  link(connectionId: string, phone: string): Promise<boolean>;
  /** False when the number is not online. `forMs` counts for all but an unlinking. */
  drop(connectionId: string, cause: LineFault, forMs: number): Promise<boolean>;
  /** With effect at once. */
  behave(connectionId: string, behaviour: SimulatorBehaviour): void;
}
