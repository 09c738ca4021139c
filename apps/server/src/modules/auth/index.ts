export { type AccessTokens, createAccessTokens } from "./access-token.ts";
export { type AttemptLimit, createAttemptLimit } from "./attempt-limit.ts";
export { authHandlers } from "./auth.controller.ts";
export { type Authenticate, createAuthenticate } from "./authenticate.ts";
export { createOriginCheck } from "./origin-check.ts";
export { createRefreshCookie } from "./refresh-cookie.ts";
export { createRefreshTokens } from "./refresh-token.ts";
