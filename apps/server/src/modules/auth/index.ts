export { type AccessTokens, createAccessTokens } from "./access-token.ts";
export { type Authenticate, createAuthenticate } from "./authenticate.ts";
