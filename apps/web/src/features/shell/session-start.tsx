"use client";

import { useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useCallback, useEffect, useState } from "react";
import { ErrorState } from "../../components/ui/index.ts";
import { resumeSession } from "../../lib/api/index.ts";
import { dropAllQueries, keepQueries, restoreQueries } from "../../lib/query/kept/index.ts";
import { lastPerson } from "../../stores/last-person.ts";
import { resumeLast, useSession } from "../../stores/session.ts";

/** A disk that is slower than this is not waited for. */
const restoreWithinMs = 1000;

/** Brings back the last state of who was signed in here, to be shown while the server is asked how things are. */
function useLastState(): boolean {
  const queryClient = useQueryClient();
  const [isTried, setTried] = useState(false);
  useEffect(() => {
    const person = lastPerson();
    if (person === null) {
      dropAllQueries();
      setTried(true);
      return;
    }
    let isLate = false;
    const isWanted = () => {
      const { status, user } = useSession.getState();
      return !isLate && (status === "unknown" || user?.id === person.user.id);
    };
    const restored = restoreQueries(queryClient, person.user.id, isWanted).catch(() => false);
    const late = new Promise<boolean>((resolve) => setTimeout(resolve, restoreWithinMs, false));
    void Promise.race([restored, late]).then((hasInbox) => {
      if (isLate) return;
      if (!isWanted()) {
        dropAllQueries();
        queryClient.clear();
      } else if (hasInbox && useSession.getState().status === "unknown") resumeLast(person.user);
      setTried(true);
    });
    return () => {
      isLate = true;
    };
  }, [queryClient]);
  return isTried;
}

/**
 * Another person signs in where somebody was: the page begins anew, so that nothing that it holds for the one, such as files about
 * to be sent, is there for the other.
 */
function usePageOfOne(): void {
  useEffect(() => {
    let shownTo = useSession.getState().user?.id ?? null;
    return useSession.subscribe(({ user }) => {
      if (user === null) return;
      if (shownTo !== null && shownTo !== user.id) window.location.reload();
      shownTo = user.id;
    });
  }, []);
}

/** Keeps what is seen while somebody is signed in; with the session it leaves this browser. */
function useKeptState(): void {
  const queryClient = useQueryClient();
  const userId = useSession((session) => session.user?.id ?? null);
  useEffect(() => (userId === null ? undefined : keepQueries(queryClient, userId)), [queryClient, userId]);
  useEffect(
    () =>
      useSession.subscribe((session, before) => {
        if (session.status === "signed-out") dropAllQueries();
        if (before.user === null || session.user?.id === before.user.id) return;
        dropAllQueries();
        queryClient.clear();
      }),
    [queryClient],
  );
}

/**
 * Tries the refresh cookie and shows the last state meanwhile, or while the server cannot be reached. Forgets what was loaded when
 * somebody else signs in.
 */
export function SessionStart({ children }: { children: ReactNode }) {
  const isKnown = useSession((session) => session.status !== "unknown");
  const [error, setError] = useState<unknown>(null);
  const isTried = useLastState();
  const start = useCallback(() => {
    setError(null);
    resumeSession().catch(setError);
  }, []);

  useKeptState();
  usePageOfOne();
  useEffect(start, [start]);

  if (!isKnown && isTried && error !== null) return <ErrorState error={error} onRetry={start} className="h-dvh" />;
  return isKnown && isTried ? children : null;
}
