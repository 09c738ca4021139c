import type { MessageContent, MessageDirection, MessageType, SimulatorBehaviour } from "@whatskovi/contract";

/** How far a message has come, as phones show it. */
export type Tick = "SENT" | "RECEIVED" | "READ";

/** A message as the customer's phone has it. INBOUND is what the customer wrote to the company. */
export type PhoneMessage = {
  readonly providerId: string;
  /** Of what the company sent: our id of it, by which the same send is known again. */
  readonly messageId: string | null;
  /** E.164 with the plus sign, the customer's. */
  readonly phone: string;
  readonly direction: MessageDirection;
  readonly type: MessageType;
  readonly body: string;
  readonly content: MessageContent;
  readonly fileName: string | null;
  readonly mimeType: string | null;
  /** Where the driver finds the bytes of a customer's file; null when there are none. */
  readonly media: { readonly reference: Record<string, unknown>; readonly size: number } | null;
  readonly quotedProviderId: string | null;
  /** Milliseconds since 1970. */
  readonly timestamp: number;
  status: Tick;
  /** How much of it the company has been told; null is nothing yet. */
  told: Tick | null;
};

/** A conversation as the customer's phone has it. Messages are in the order in which they came, oldest first. */
export type PhoneChat = {
  readonly phone: string;
  name: string;
  readonly messages: PhoneMessage[];
  /** Until when the company is seen typing, milliseconds since 1970. */
  typingUntil: number;
};

/** What a customer writes. */
export type CustomerMessage = {
  readonly phone: string;
  readonly name: string;
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
  /** False when the number is not online. `forMs` counts for the network alone. */
  drop(connectionId: string, cause: "network" | "unlink", forMs: number): Promise<boolean>;
  /** With effect at once. */
  behave(connectionId: string, behaviour: SimulatorBehaviour): void;
}
