// @vitest-environment node
import { QueryClient } from "@tanstack/react-query";
import { expect, it } from "vitest";
import { applyToCache, watchFetches } from "./replay-into-fetches.ts";

const key = ["numbers"];
const add = (value: number) => (queryClient: QueryClient) =>
  queryClient.setQueryData<number[]>(key, (numbers) =>
    numbers === undefined || numbers.includes(value) ? numbers : [...numbers, value],
  );

function watched(): QueryClient {
  const queryClient = new QueryClient();
  watchFetches(queryClient);
  queryClient.setQueryData(key, [1]);
  return queryClient;
}

it("keeps an event that arrives while an older state is being fetched", async () => {
  const queryClient = watched();
  const answer = Promise.withResolvers<number[]>();
  const fetched = queryClient.fetchQuery({ queryKey: key, queryFn: () => answer.promise });
  applyToCache(queryClient, add(2));
  answer.resolve([1]);
  await fetched;
  expect(queryClient.getQueryData(key)).toEqual([1, 2]);
});

it("keeps an event that arrives before the first answer", async () => {
  const queryClient = new QueryClient();
  watchFetches(queryClient);
  const answer = Promise.withResolvers<number[]>();
  const fetched = queryClient.fetchQuery({ queryKey: key, queryFn: () => answer.promise });
  applyToCache(queryClient, add(2));
  answer.resolve([1]);
  await fetched;
  expect(queryClient.getQueryData(key)).toEqual([1, 2]);
});

it("replays nothing that was there before the fetch", async () => {
  const queryClient = watched();
  applyToCache(queryClient, add(2));
  await queryClient.fetchQuery({ queryKey: key, queryFn: () => Promise.resolve([1]) });
  expect(queryClient.getQueryData(key)).toEqual([1]);
});
