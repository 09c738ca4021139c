import { QueryClient } from "@tanstack/react-query";
import { isApiError } from "../lib/api/index.ts";

const isPassing = (error: unknown) => isApiError(error, "network") || isApiError(error, "unavailable");

/** Events keep what is on the screen right, so neither focus nor time fetches it again. */
export const createQueryClient = (): QueryClient =>
  new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 30_000,
        refetchOnWindowFocus: false,
        refetchOnReconnect: false,
        networkMode: "always",
        retry: (failures, error) => failures < 2 && isPassing(error),
      },
      mutations: { networkMode: "always", retry: false },
    },
  });
