"use client";

import { useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useCallback, useEffect, useState } from "react";
import { ErrorState } from "../../components/ui/index.ts";
import { resumeSession } from "../../lib/api/index.ts";
import { useSession } from "../../stores/session.ts";

/** Tries the refresh cookie before anything is shown, and forgets what was loaded when somebody else signs in. */
export function SessionStart({ children }: { children: ReactNode }) {
  const queryClient = useQueryClient();
  const isKnown = useSession((session) => session.status !== "unknown");
  const [error, setError] = useState<unknown>(null);
  const start = useCallback(() => {
    setError(null);
    resumeSession().catch(setError);
  }, []);

  useEffect(start, [start]);
  useEffect(
    () =>
      useSession.subscribe((session, before) => {
        if (before.user !== null && session.user?.id !== before.user.id) queryClient.clear();
      }),
    [queryClient],
  );

  if (!isKnown && error !== null) return <ErrorState error={error} onRetry={start} className="h-dvh" />;
  return isKnown ? children : null;
}
