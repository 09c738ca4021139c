import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, it } from "vitest";
import { type ApiClient, createApiClient } from "./api-client.ts";
import { createTestDatabase } from "./database.ts";
import { until } from "./kill/kill-world.ts";
import { freePort, startServer } from "./server-process.ts";

const administrator = { name: "Ana Prado", email: "ana@example.com", password: "correct horse battery" };
const rows = 50_000;

/** Every hundredth row has no phone, every thousandth repeats the first one. */
function line(number: number): string {
  if (number % 100 === 0) return `Sem telefone ${number};;lote`;
  const phone = number % 1000 === 1 ? 1 : number;
  return `Cliente ${number};+55 11 9${String(80_000_000 + phone)};lote`;
}

async function signedIn(url: string): Promise<ApiClient> {
  const { email, password } = administrator;
  const { accessToken } = await createApiClient(url).login({ body: { email, password } });
  return createApiClient(url, accessToken);
}

/** The most memory that a process has had, in megabytes. */
async function peakMegabytes(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, "utf8");
  return Number(/VmHWM:\s+(\d+)/.exec(status)?.[1]) / 1024;
}

it("imports fifty thousand rows, each once, although it is killed on the way", { timeout: 180_000 }, async () => {
  const { url: databaseUrl, database, drop } = await createTestDatabase();
  const dataDir = await mkdtemp(path.join(tmpdir(), "whatskovi-import-"));
  const options = { databaseUrl, dataDir, port: await freePort() };
  let server = await startServer(options);
  try {
    await createApiClient(server.url).setUp({ body: administrator });
    let api = await signedIn(server.url);
    const text = ["Nome;Telefone;Etiquetas", ...Array.from({ length: rows }, (_, index) => line(index + 1))].join("\n");
    const form = new FormData();
    form.set("file", new Blob([text]), "muitos.csv");
    const { id, settings } = await api.createContactImport({ body: form as never });
    const params = { id };
    const begun = Date.now();
    await api.startContactImport({ params, body: settings });
    const done = async () => (await api.getContactImport({ params })).doneRows;
    for (const share of [0.1, 0.3, 0.6]) {
      await until(`${share * 100} per cent are done`, async () => (await done()) >= rows * share);
      await server.kill();
      server = await startServer(options);
      api = await signedIn(server.url);
    }
    await until("it is done", async () => (await api.getContactImport({ params })).status === "DONE");
    const seconds = (Date.now() - begun) / 1000;
    expect(await api.getContactImport({ params })).toMatchObject({
      totalRows: rows,
      doneRows: rows,
      created: rows - rows / 100 - rows / 1000 + 1,
      updated: rows / 1000 - 1,
      skipped: 0,
      rejected: rows / 100,
    });
    const contacts = await database.query<{ all: number; tagged: number; rejections: number }>(
      `SELECT (SELECT count(*) FROM "Contact") AS "all", (SELECT count(*) FROM "ContactTag") AS "tagged",
              (SELECT count(*) FROM "ContactImportRejection") AS "rejections"`,
    );
    const stored = rows - rows / 100 - rows / 1000 + 1;
    expect(contacts).toEqual([{ all: stored, tagged: stored, rejections: rows / 100 }]);
    expect(seconds).toBeLessThan(120);
    expect(await peakMegabytes(server.pid)).toBeLessThan(600);
  } finally {
    await server.stop();
    await drop();
    await rm(dataDir, { recursive: true, force: true });
  }
});
