import { useEffect, useState } from "react";
import { buildId } from "../build.ts";
import { useIsConnected } from "../realtime/index.ts";
import type { TakeVersion } from "./watch-version.ts";

const afterStartMs = 5000;

/** How to take the new version when there is one. The files for times without a network come when the page is at rest. */
export function useNewVersion(): TakeVersion | null {
  const [take, setTake] = useState<{ readonly run: TakeVersion } | null>(null);
  const [check, setCheck] = useState<{ readonly run: () => void } | null>(null);
  const isConnected = useIsConnected();
  useEffect(() => {
    if (buildId === "development") return;
    let end: (() => void) | null = null;
    let isOver = false;
    const start = async () => {
      const { watchVersion } = await import("./watch-version.ts");
      const watch = await watchVersion((run) => setTake({ run }));
      if (isOver) return watch.end();
      ({ end } = watch);
      setCheck({ run: watch.check });
    };
    const timer = setTimeout(() => void start(), afterStartMs);
    return () => {
      isOver = true;
      clearTimeout(timer);
      end?.();
    };
  }, []);
  // A new version comes with a start of the server, which breaks the line.
  useEffect(() => {
    if (isConnected) check?.run();
  }, [isConnected, check]);
  return take?.run ?? null;
}
