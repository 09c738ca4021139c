import { type EncryptionKey, open, seal } from "../../platform/secrets/index.ts";

/** Seals and opens the secrets of numbers. What belongs to one number opens for no other. */
export type ConnectionSecrets = {
  seal(connectionId: string, secrets: Record<string, unknown>): Uint8Array<ArrayBuffer> | null;
  open(connectionId: string, sealed: Uint8Array | null): Record<string, unknown>;
  sealValue(connectionId: string, value: Uint8Array): Uint8Array<ArrayBuffer>;
  openValue(connectionId: string, sealed: Uint8Array): Uint8Array;
};

export function createConnectionSecrets(key: EncryptionKey): ConnectionSecrets {
  const place = (connectionId: string) => `connection:${connectionId}`;
  const sealValue = (connectionId: string, value: Uint8Array) => new Uint8Array(seal(key, value, place(connectionId)));
  const openValue = (connectionId: string, sealed: Uint8Array) => open(key, sealed, place(connectionId));
  return {
    seal: (connectionId, secrets) =>
      Object.keys(secrets).length === 0 ? null : sealValue(connectionId, Buffer.from(JSON.stringify(secrets))),
    open: (connectionId, sealed) =>
      sealed === null ? {} : (JSON.parse(Buffer.from(openValue(connectionId, sealed)).toString("utf8")) as Record<string, unknown>),
    sealValue,
    openValue,
  };
}
