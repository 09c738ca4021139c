import { createHash, createHmac, hkdfSync, randomBytes } from "node:crypto";

/** The tokens of the refresh cookie. Only their hashes are stored. */
export type RefreshTokens = {
  /** 256 random bits, for a new session. */
  first(): string;
  /**
   * The token that follows another in its session: always the same one, so that two tabs which refresh at once, and a browser
   * that lost the answer, are given one and the same successor. It cannot be told without the server's secret.
   */
  after(token: string): string;
};

export function createRefreshTokens(secret: string): RefreshTokens {
  const key = Buffer.from(hkdfSync("sha256", secret, "", "whatskovi refresh tokens", 32));
  return {
    first: () => randomBytes(32).toString("base64url"),
    after: (token) => createHmac("sha256", key).update(token).digest("base64url"),
  };
}

/** What is stored of a token that somebody else keeps: SHA-256 is enough for 256 random bits. */
export const hashToken = (token: string): string => createHash("sha256").update(token).digest("base64url");
