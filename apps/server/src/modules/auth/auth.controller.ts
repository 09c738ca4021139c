import type { SignedIn } from "@whatskovi/contract";
import type { Request, Response } from "express";
import { AppError, orNotFound } from "../../platform/errors/app-error.ts";
import type { Handlers } from "../../platform/http/handler.ts";
import { loadUser, presentUser } from "../users/index.ts";
import type { AttemptLimit } from "./attempt-limit.ts";
import { changePassword } from "./change-password.ts";
import { hasAnyUser } from "./credentials.repository.ts";
import { endOwnSession, endOwnSessions, logOut } from "./end-sessions.ts";
import { logIn } from "./log-in.ts";
import { type Browser, type OpenedSession, type TokenSettings } from "./open-session.ts";
import type { OriginCheck } from "./origin-check.ts";
import { createPasswordReset, resetPassword } from "./password-reset.ts";
import type { RefreshCookie } from "./refresh-cookie.ts";
import { refreshSession } from "./refresh-session.ts";
import { listLiveSessions } from "./session.repository.ts";
import { setUp } from "./set-up.ts";

export type AuthDeps = TokenSettings & {
  readonly attemptLimit: AttemptLimit;
  readonly cookie: RefreshCookie;
  readonly checkOrigin: OriginCheck;
  readonly publicUrl: string;
};

type SessionHandlers = Pick<Handlers, "getSetup" | "setUp" | "login" | "refresh" | "logout" | "getMe">;
type AccountHandlers = Pick<
  Handlers,
  "changePassword" | "listSessions" | "endAllSessions" | "endSession" | "createPasswordReset" | "resetPassword"
>;

/** The endpoints of set-up, sign-in, sessions and passwords. */
export const authHandlers = (deps: AuthDeps): SessionHandlers & AccountHandlers => ({
  ...sessionHandlers(deps),
  ...accountHandlers(deps),
});

function sessionHandlers(deps: AuthDeps): SessionHandlers {
  const answer = ({ req, res }: { req: Request; res: Response }, opened: OpenedSession): SignedIn => {
    deps.cookie.set(req, res, opened.refreshToken, opened.refreshExpiresAt);
    return opened.signedIn;
  };
  return {
    getSetup: async ({ context }) => ({ isNeeded: !(await hasAnyUser(context.db)) }),
    setUp: async ({ context, body, http }) => {
      deps.checkOrigin(http.req);
      return answer(http, await setUp(context, deps, { ...body, browser: browserOf(http.req) }));
    },
    login: async ({ context, body, http }) => {
      deps.checkOrigin(http.req);
      return answer(http, await logIn(context, deps, { ...body, browser: browserOf(http.req) }));
    },
    refresh: async ({ context, http }) => {
      deps.checkOrigin(http.req);
      const token = deps.cookie.read(http.req);
      try {
        if (token === undefined) throw new AppError("session_expired");
        return answer(http, await refreshSession(context, deps, token));
      } catch (error) {
        if (error instanceof AppError && error.code === "session_expired") deps.cookie.clear(http.req, http.res);
        throw error;
      }
    },
    logout: async ({ context, http }) => {
      deps.checkOrigin(http.req);
      const bearer = http.req.get("Authorization")?.replace(/^Bearer /i, "") ?? "";
      await logOut(context, {
        refreshToken: deps.cookie.read(http.req),
        session: await deps.accessTokens.verify(bearer),
      });
      deps.cookie.clear(http.req, http.res);
    },
    getMe: async ({ context }) => presentUser(orNotFound(await loadUser(context.db, context.actor.id))),
  };
}

function accountHandlers(deps: AuthDeps): AccountHandlers {
  return {
    changePassword: ({ context, body, http }) =>
      changePassword(context, deps, { ...body, ipAddress: http.req.ip ?? null }),
    listSessions: ({ context, query }) =>
      listLiveSessions(context.db, { userId: context.actor.id, currentId: context.actor.sessionId }, query),
    endSession: ({ context, params }) => endOwnSession(context, { sessionId: params.id }),
    endAllSessions: async ({ context, http }) => {
      await endOwnSessions(context);
      deps.cookie.clear(http.req, http.res);
    },
    createPasswordReset: ({ context, params }) =>
      createPasswordReset(context, { userId: params.id, publicUrl: deps.publicUrl }),
    resetPassword: ({ context, body }) => resetPassword(context, body),
  };
}

const browserOf = (req: Request): Browser => ({
  userAgent: req.get("User-Agent")?.slice(0, 300) ?? null,
  ipAddress: req.ip ?? null,
});
