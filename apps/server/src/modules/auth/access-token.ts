import { z } from "zod";
import { jwtVerify, SignJWT } from "jose";
import type { Clock } from "../../platform/clock.ts";

const issuer = "whatskovi";
const Claims = z.object({ sub: z.uuid(), sid: z.uuid() });

/** Makes and reads access tokens: JWT, HS256, naming only the person and the session. Rights are never in them. */
export type AccessTokens = {
  sign(claims: { userId: string; sessionId: string }): Promise<{ accessToken: string; expiresAt: Date }>;
  /** Null when it is not ours, was changed, or has ended. */
  verify(accessToken: string): Promise<{ userId: string; sessionId: string } | null>;
};

export function createAccessTokens(options: { secret: string; minutes: number; clock: Clock }): AccessTokens {
  const key = new TextEncoder().encode(options.secret);
  return {
    async sign({ userId, sessionId }) {
      const now = Math.floor(options.clock.now().getTime() / 1000);
      const end = now + Math.round(options.minutes * 60);
      const accessToken = await new SignJWT({ sid: sessionId })
        .setProtectedHeader({ alg: "HS256", typ: "JWT" })
        .setIssuer(issuer)
        .setSubject(userId)
        .setIssuedAt(now)
        .setExpirationTime(end)
        .sign(key);
      return { accessToken, expiresAt: new Date(end * 1000) };
    },
    async verify(accessToken) {
      const verified = await jwtVerify(accessToken, key, {
        algorithms: ["HS256"],
        issuer,
        currentDate: options.clock.now(),
      }).catch(() => null);
      const claims = Claims.safeParse(verified?.payload);
      return claims.success ? { userId: claims.data.sub, sessionId: claims.data.sid } : null;
    },
  };
}
