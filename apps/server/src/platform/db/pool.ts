import pg from "pg";

export type PoolOptions = {
  readonly connectionString: string;
  /** How many connections at most. */
  readonly max: number;
  readonly types?: pg.CustomTypesConfig;
};

/**
 * Opens a pool on a PostgreSQL URL; connects when first used. A connection that is lost, idle or in use, ends nothing: the pool
 * replaces it, and the next query tells if the database is gone.
 */
export function openPool(options: PoolOptions): pg.Pool {
  const pool = new pg.Pool({ ...options, application_name: "whatskovi" });
  const open = new Set<pg.PoolClient>();
  openClients.set(pool, open);
  pool.on("error", () => {});
  pool.on("connect", (client) => {
    open.add(client);
    client.on("error", () => {});
    client.once("end", () => open.delete(client));
  });
  return pool;
}

const openClients = new WeakMap<pg.Pool, ReadonlySet<pg.PoolClient>>();

/**
 * Resolves when every connection is closed. A pool's own `end` resolves when it has asked them to close: who drops the database or
 * stops PostgreSQL then still finds them.
 */
export async function closePool(pool: pg.Pool): Promise<void> {
  await pool.end();
  const open = [...(openClients.get(pool) ?? [])];
  await Promise.all(open.map((client) => new Promise<void>((resolve) => client.once("end", () => resolve()))));
}
