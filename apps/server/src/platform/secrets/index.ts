export { type EncryptionKey, encryptionKeyFrom, open, seal, SealError } from "./seal.ts";
export { type GeneratedSecrets, loadOrCreateSecrets } from "./secrets-file.ts";
