"use client";

import { useQuery } from "@tanstack/react-query";
import { usePathname, useRouter } from "next/navigation";
import { type ReactNode, useEffect } from "react";
import { ErrorState } from "../../components/ui/index.ts";
import { api, endpoints } from "../../lib/api/index.ts";
import { useSession } from "../../stores/session.ts";
import { placeAt } from "./places.ts";

/** Whether the first administrator is still to be made; asked only by whoever is not signed in. */
export function useSetupNeeded() {
  const isSignedOut = useSession((session) => session.status === "signed-out");
  return useQuery({
    queryKey: ["setup"],
    queryFn: ({ signal }) => api.call(endpoints.getSetup, {}, { signal }),
    enabled: isSignedOut,
    staleTime: 0,
    gcTime: 0,
  });
}

/** Where to go back after signing in. */
const returnAddress = () => `${window.location.pathname}${window.location.search}`;

/** Lets in whoever is signed in and may be here; the others go to set-up, sign-in or the inbox. */
export function Guard({ children }: { children: ReactNode }) {
  const router = useRouter();
  const pathname = usePathname();
  const { status, user } = useSession();
  const setup = useSetupNeeded();
  const isRefused = user !== null && placeAt(pathname)?.roles.includes(user.role) === false;

  useEffect(() => {
    if (isRefused) router.replace("/tickets");
    else if (status === "signed-out" && setup.data !== undefined) {
      router.replace(setup.data.isNeeded ? "/setup" : `/login?next=${encodeURIComponent(returnAddress())}`);
    }
  }, [isRefused, status, setup.data, router]);

  if (status === "signed-out" && setup.isError)
    return <ErrorState error={setup.error} onRetry={() => void setup.refetch()} className="h-dvh" />;
  return user === null || isRefused ? null : children;
}
