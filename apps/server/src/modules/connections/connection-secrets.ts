import { type EncryptionKey, open, seal, SealError } from "../../platform/secrets/index.ts";

/** Seals and opens the secrets of numbers. What belongs to one number opens for no other. */
export type ConnectionSecrets = {
  seal(connectionId: string, secrets: Record<string, unknown>): Uint8Array<ArrayBuffer> | null;
  open(connectionId: string, sealed: Uint8Array | null): Record<string, unknown>;
  /** Nothing where they were sealed with another key: what is missing has to be given again. */
  openIfPossible(connectionId: string, sealed: Uint8Array | null): Record<string, unknown>;
  sealValue(connectionId: string, value: Uint8Array): Uint8Array<ArrayBuffer>;
  openValue(connectionId: string, sealed: Uint8Array): Uint8Array;
};

export function createConnectionSecrets(key: EncryptionKey): ConnectionSecrets {
  const place = (connectionId: string) => `connection:${connectionId}`;
  const sealValue = (connectionId: string, value: Uint8Array) => new Uint8Array(seal(key, value, place(connectionId)));
  const openValue = (connectionId: string, sealed: Uint8Array) => open(key, sealed, place(connectionId));
  const openAll: ConnectionSecrets["open"] = (connectionId, sealed) =>
    sealed === null
      ? {}
      : (JSON.parse(Buffer.from(openValue(connectionId, sealed)).toString("utf8")) as Record<string, unknown>);
  return {
    seal: (connectionId, secrets) =>
      Object.keys(secrets).length === 0 ? null : sealValue(connectionId, Buffer.from(JSON.stringify(secrets))),
    open: openAll,
    openIfPossible: (connectionId, sealed) => {
      try {
        return openAll(connectionId, sealed);
      } catch (error) {
        if (error instanceof SealError) return {};
        throw error;
      }
    },
    sealValue,
    openValue,
  };
}
