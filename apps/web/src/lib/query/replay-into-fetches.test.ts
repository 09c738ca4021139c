import { QueryClient } from "@tanstack/react-query";
import { expect, it } from "vitest";
import { replayIntoFetches } from "./replay-into-fetches.ts";

const key = ["numbers"];
const add = (value: number) => (queryClient: QueryClient) =>
  queryClient.setQueryData<number[]>(key, (numbers) => (numbers === undefined || numbers.includes(value) ? numbers : [...numbers, value]));

it("keeps an event that arrives while an older state is being fetched", async () => {
  const queryClient = new QueryClient();
  const replay = replayIntoFetches(queryClient);
  queryClient.setQueryData(key, [1]);
  const answer = Promise.withResolvers<number[]>();
  const fetched = queryClient.fetchQuery({ queryKey: key, queryFn: () => answer.promise });
  replay.apply(add(2));
  answer.resolve([1]);
  await fetched;
  expect(queryClient.getQueryData(key)).toEqual([1, 2]);
});

it("replays nothing that was there before the fetch", async () => {
  const queryClient = new QueryClient();
  const replay = replayIntoFetches(queryClient);
  queryClient.setQueryData(key, [1]);
  replay.apply(add(2));
  await queryClient.fetchQuery({ queryKey: key, queryFn: () => Promise.resolve([1]) });
  expect(queryClient.getQueryData(key)).toEqual([1]);
});
