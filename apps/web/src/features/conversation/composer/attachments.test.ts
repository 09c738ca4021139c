import { driverCapabilities } from "@whatskovi/contract/capabilities";
import { beforeEach, expect, test } from "vitest";
import {
  attach,
  type Attached,
  changeAttached,
  detach,
  filesOf,
  maximumFiles,
  moveAttached,
  problemOf,
  useAttachments,
} from "./attachments.ts";

const ticketId = "t1";
const file = (name: string, type = "text/plain", size = 1) =>
  Object.defineProperty(new File(["x"], name, { type }), "size", { value: size });
const names = () => filesOf(ticketId)(useAttachments.getState()).map(({ file: { name } }) => name);
const idOf = (name: string) =>
  filesOf(ticketId)(useAttachments.getState()).find((one) => one.file.name === name)?.id ?? "";
const attached = (of: File, fields: Partial<Attached> = {}): Attached => ({
  id: "1",
  file: of,
  caption: "",
  sendsAs: null,
  ...fields,
});

beforeEach(() => useAttachments.setState({ files: {} }));

test("files keep their order, can change it, and leave one by one", () => {
  attach(ticketId, [file("a.txt"), file("b.txt"), file("c.txt")]);
  moveAttached(ticketId, idOf("c.txt"), -1);
  moveAttached(ticketId, idOf("a.txt"), -1);
  expect(names()).toEqual(["a.txt", "c.txt", "b.txt"]);
  detach(ticketId, idOf("c.txt"));
  expect(names()).toEqual(["a.txt", "b.txt"]);
  changeAttached(ticketId, idOf("b.txt"), { caption: "segunda" });
  expect(filesOf(ticketId)(useAttachments.getState())[1]?.caption).toBe("segunda");
});

test("more than may go at a time stay behind, and it is said", () => {
  const many = Array.from({ length: maximumFiles + 1 }, (_, index) => file(`${index}.txt`));
  expect(attach(ticketId, many)).toBe(false);
  expect(names()).toHaveLength(maximumFiles);
});

test("pasted pictures have names of their own", () => {
  attach(ticketId, [file("image.png", "image/png"), file("image.png", "image/png")], new Date(2026, 0, 2, 3, 4, 5));
  expect(names()).toEqual(["image-20260102030405-000.png", "image-20260102030405-001.png"]);
});

test("what a number does not take is told before it is uploaded", () => {
  const { "cloud-api": official, simulator } = driverCapabilities;
  const photo = attached(file("foto.jpg", "image/jpeg", 6 * 1024 * 1024));
  expect(problemOf(photo, official, false)).toEqual({ reason: "tooLarge", most: 5 * 1024 * 1024, asDocument: true });
  expect(problemOf({ ...photo, sendsAs: "DOCUMENT" }, official, false)).toBeNull();
  expect(problemOf(photo, simulator, false)).toBeNull();
  expect(problemOf(photo, official, true)).toBeNull();
  const huge = attached(file("tudo.zip", "application/zip", 101 * 1024 * 1024));
  expect(problemOf(huge, simulator, false)).toMatchObject({ reason: "tooLarge", asDocument: false });
  expect(problemOf(attached(file("nada.txt", "text/plain", 0)), simulator, false)).toEqual({ reason: "empty" });
});
