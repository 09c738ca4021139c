import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { buildId } from "../build.ts";
import { loadSurely } from "../load-surely.ts";
import { useIsConnected } from "../realtime/index.ts";
import { onSuspicion } from "./suspicion.ts";
import type { TakeVersion } from "./watch-version.ts";

const lookEveryMs = 200;
const restsWithinMs = 5000;

/** Runs once the page has what it shows, and the browser nothing better to do. The answer calls that off. */
function atRest(isFetching: () => boolean, run: () => void): () => void {
  const latest = performance.now() + restsWithinMs;
  let timer: ReturnType<typeof setTimeout>;
  let idle: number | null = null;
  const look = () => {
    if (isFetching() && performance.now() < latest) timer = setTimeout(look, lookEveryMs);
    else if (typeof requestIdleCallback === "undefined") run();
    else idle = requestIdleCallback(run, { timeout: restsWithinMs });
  };
  timer = setTimeout(look, lookEveryMs);
  return () => {
    clearTimeout(timer);
    if (idle !== null) cancelIdleCallback(idle);
  };
}

/** How to take the new version when there is one. The files for times without a network come when the page is at rest. */
export function useNewVersion(): TakeVersion | null {
  const queryClient = useQueryClient();
  const [take, setTake] = useState<{ readonly run: TakeVersion } | null>(null);
  const [check, setCheck] = useState<{ readonly run: () => void } | null>(null);
  const isConnected = useIsConnected();
  useEffect(() => {
    if (buildId === "development") return;
    let end: (() => void) | null = null;
    let isOver = false;
    const start = async () => {
      const module = await loadSurely(
        () => import("./watch-version.ts"),
        () => !isOver,
      );
      const watch = await module?.watchVersion((run) => setTake({ run }));
      if (watch === undefined) return;
      if (isOver) return watch.end();
      ({ end } = watch);
      setCheck({ run: watch.check });
    };
    const callOff = atRest(
      () => queryClient.isFetching() > 0,
      () => void start(),
    );
    return () => {
      isOver = true;
      callOff();
      end?.();
    };
  }, [queryClient]);
  // A new version comes with a start of the server, which breaks the line.
  useEffect(() => {
    if (isConnected) check?.run();
  }, [isConnected, check]);
  useEffect(() => (check === null ? undefined : onSuspicion(check.run)), [check]);
  return take?.run ?? null;
}
