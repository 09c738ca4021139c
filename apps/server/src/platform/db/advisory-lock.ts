/** Two 32-bit numbers that name an advisory lock: what it is for, and of which row. */
export type AdvisoryLock = { readonly space: number; readonly key: number };

/** Whoever changes what a connection has received or sent: batches, receipts. */
export const connectionLock = (connectionId: string): AdvisoryLock => ({ space: 7101, key: hashOf(connectionId) });

/** Whoever makes contacts or gives them identities. Taken after the connection's, never before it. */
export const contactsLock: AdvisoryLock = { space: 7102, key: 0 };

/** Whoever names the bytes of this hash by a row, or removes them from the storage. */
export const fileLock = (sha256: string): AdvisoryLock => ({ space: 7103, key: hashOf(sha256) });

/** Holds until the transaction ends. */
export const takeLock = ({ space, key }: AdvisoryLock): string => `SELECT pg_advisory_xact_lock(${space}, ${key})`;

/** The end of a UUID or of a hash, which is random, as a signed 32-bit number. */
const hashOf = (id: string): number => Number.parseInt(id.slice(-8), 16) | 0;
