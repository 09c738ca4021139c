/** The drivers that a phone is linked to. */
export const phoneDrivers = ["whatsapp-web", "baileys"] as const;
export type PhoneDriver = (typeof phoneDrivers)[number];

/** A customer as WhatsApp names them: by phone, by LID, or by both. Digits alone. */
export type Customer = { readonly phone?: string; readonly lid?: string; readonly name?: string };

export type WrittenKind =
  "text" | "image" | "video" | "voice" | "document" | "sticker" | "location" | "contact" | "poll";

export type WrittenFile = {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly mimeType: string;
  readonly fileName?: string;
  readonly seconds?: number;
};

/** What a customer writes. `quote` is the id of a message that was written or that arrived. */
export type Written = {
  readonly kind?: WrittenKind;
  readonly body?: string;
  /** A group's id, as `addGroup` gave it. */
  readonly group?: string;
  readonly file?: WrittenFile;
  readonly quote?: string;
  readonly location?: { latitude: number; longitude: number; name: string; address: string };
  readonly contact?: { name: string; phone: string };
  readonly poll?: { question: string; options: string[] };
};

/** A message of the company's as the customer's phone shows it: each once, however often it came. */
export type Arrived = {
  readonly id: string;
  readonly body: string;
  readonly file: Buffer | null;
  readonly quote: string | null;
  readonly isEdited: boolean;
  readonly isRevoked: boolean;
};

/**
 * A company's phone with WhatsApp on it, and the WhatsApp behind it: one face for the stand-ins of both libraries, so that what
 * is asked of one driver is asked of the other.
 */
export type Phone = {
  readonly driver: PhoneDriver;
  /** Digits alone. */
  readonly number: string;
  /** What a server's process must be told to find this WhatsApp. */
  readonly environment: Readonly<Record<string, string>>;
  /** Throws when no screen shows this code. */
  scanQr(qrCode: string): void;
  enterPairingCode(code: string): Promise<void>;
  unlink(): void;
  /** Whether a linked device is connected. */
  isOnline(): boolean;
  addGroup(name: string, members: readonly Customer[]): string;
  /** Resolves to the id of the message. */
  write(from: Customer, message: Written): Promise<string>;
  /** Writes exactly this content, in the words of the phone's protocol, however wrong it is. Resolves like `write`. */
  writeRaw(from: Customer, content: Record<string, unknown>): Promise<string>;
  edit(from: Customer, id: string, body: string): Promise<void>;
  revoke(from: Customer, id: string): Promise<void>;
  react(from: Customer, id: string, emoji: string): Promise<void>;
  /** What customers got, in order. */
  sent(): Arrived[];
  /** Reactions of the company's, as they came. */
  reactions(): { target: string; emoji: string | null }[];
  /** The next message arrives at its customer, and whoever sent it never learns of it. */
  loseNextAnswer(): void;
  /** The next message arrives nowhere, and no answer comes. */
  swallowNext(): void;
  /** Whether what was to go wrong with messages has gone wrong. */
  hasFailed(): boolean;
  /** The line breaks; WhatsApp takes it up again a moment later. */
  dropLine(): void;
  /** Milliseconds before a file comes. */
  slowFiles(milliseconds: number): void;
  /** How often files were asked for. */
  filesAskedFor(): number;
  close(): Promise<void>;
};
