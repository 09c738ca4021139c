import { mkdir, mkdtemp, readdir, rm } from "node:fs/promises";
import path from "node:path";

/** The browser's profile of one connection, in which its session lives, and a place for files on their way. */
export class Profile {
  readonly root: string;
  readonly #folder: string;

  constructor(dataDir: string, connectionId: string) {
    this.root = path.join(dataDir, "whatsapp-web", connectionId);
    this.#folder = path.join(this.root, "session");
  }

  /** A browser that was killed leaves its lock behind, and in a new container it names a machine that is no more. */
  async prepare(): Promise<void> {
    await mkdir(this.#folder, { recursive: true, mode: 0o700 });
    const names = await readdir(this.#folder);
    const locks = names.filter((name) => name.startsWith("Singleton"));
    await Promise.all(locks.map((name) => rm(path.join(this.#folder, name), { force: true })));
    await rm(path.join(this.root, "files"), { recursive: true, force: true });
  }

  /** A new folder for one file. */
  async fileFolder(): Promise<string> {
    const files = path.join(this.root, "files");
    await mkdir(files, { recursive: true, mode: 0o700 });
    return mkdtemp(path.join(files, "file-"));
  }

  async exists(): Promise<boolean> {
    return (await readdir(this.#folder).catch(() => [])).length > 0;
  }

  async delete(): Promise<void> {
    await rm(this.root, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}
