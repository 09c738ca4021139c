import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { type AdvisoryLock, takeLock } from "./advisory-lock.ts";
import { type Prisma, PrismaClient } from "./generated/client.ts";
import { closePool, openPool } from "./pool.ts";

/** The models, outside or inside a transaction. */
export type Models = Omit<PrismaClient, "$connect" | "$disconnect" | "$on" | "$transaction" | "$extends">;

/**
 * Runs one SQL statement. Cast every parameter (`$1::uuid`, `$2::jsonb`): inside a Prisma transaction they arrive untyped.
 * Rows come as objects; timestamps as Date, bigint as number, JSON parsed.
 */
export type Sql = {
  /** `prepared` names the statement, so that it is planned once a connection: for a constant text on the hot path. */
  query<Row extends object>(text: string, values?: readonly unknown[], prepared?: string): Promise<Row[]>;
  /** Runs after the commit, never when rolled back; at once outside a transaction. For wake-ups, never for work that must not be lost. */
  afterCommit(work: () => void): void;
};

/**
 * The handle by which every verb reaches the database. Transactions join: a verb that opens one inside another's runs in it.
 * `models` is Prisma; `query` is plain SQL, for read models and the hot path.
 */
export type Db = Sql & {
  readonly models: Models;
  /** Read committed. The work may be called once only: retries are the caller's. */
  transaction<Result>(work: (tx: Db) => Promise<Result>): Promise<Result>;
  /** A transaction without models, over a bare connection: three to five times cheaper, for the hot path. */
  sqlTransaction<Result>(work: (tx: Sql) => Promise<Result>, options?: SqlTransactionOptions): Promise<Result>;
};

export type SqlTransactionOptions = {
  /** Taken with the beginning, so that every statement of the work sees what the lock's last holder committed. */
  readonly lock?: AdvisoryLock;
  /**
   * Plans the prepared statements once for any parameters, by indexes wherever there are some: for large statements that find
   * few rows, whose planning would cost more than their execution.
   */
  readonly plansOnce?: boolean;
};

/** The database at the root, which also can be closed. */
export type Database = Db & {
  readonly pool: pg.Pool;
  close(): Promise<void>;
};

const types: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: "text" | "binary") =>
    oid === pg.types.builtins.INT8 ? Number : pg.types.getTypeParser(oid, format)) as typeof pg.types.getTypeParser,
};

/** Opens a pool on a PostgreSQL URL; connects when first used. */
export function openDatabase(url: string, options: { maxConnections: number }): Database {
  const pool = openPool({ connectionString: url, max: options.maxConnections, types });
  const prisma = new PrismaClient({ adapter: new PrismaPg(pool, { disposeExternalPool: false }) });
  const database: Database = {
    models: prisma,
    pool,
    query: async <Row extends object>(text: string, values: readonly unknown[] = [], prepared?: string) =>
      (await pool.query<Row>(statement(text, values, prepared))).rows,
    afterCommit: (work) => work(),
    transaction: (work) => runPrismaTransaction(prisma, work),
    sqlTransaction: (work, options) => runSqlTransaction(pool, work, options),
    close: async () => {
      await prisma.$disconnect();
      await closePool(pool);
    },
  };
  return database;
}

async function runPrismaTransaction<Result>(prisma: PrismaClient, work: (tx: Db) => Promise<Result>): Promise<Result> {
  const callbacks: (() => void)[] = [];
  const result = await prisma.$transaction(async (client) => work(joinedDb(client, callbacks)), {
    maxWait: 10_000,
    timeout: 30_000,
  });
  for (const callback of callbacks) callback();
  return result;
}

function joinedDb(client: Prisma.TransactionClient, callbacks: (() => void)[]): Db {
  const tx: Db = {
    models: client,
    query: async <Row extends object>(text: string, values: readonly unknown[] = []) =>
      (await client.$queryRawUnsafe<Row[]>(text, ...values)).map(withNumbers),
    afterCommit: (work) => {
      callbacks.push(work);
    },
    transaction: (work) => work(tx),
    sqlTransaction: async (work, options) => {
      if (options?.lock !== undefined) await client.$executeRawUnsafe(takeLock(options.lock));
      return work(tx);
    },
  };
  return tx;
}

async function runSqlTransaction<Result>(
  pool: pg.Pool,
  work: (tx: Sql) => Promise<Result>,
  options: SqlTransactionOptions = {},
): Promise<Result> {
  const client = await pool.connect();
  const callbacks: (() => void)[] = [];
  let broken: Error | undefined;
  try {
    await client.query(beginning(options));
    const result = await work({
      query: async <Row extends object>(text: string, values: readonly unknown[] = [], prepared?: string) =>
        (await client.query<Row>(statement(text, values, prepared))).rows,
      afterCommit: (callback) => {
        callbacks.push(callback);
      },
    });
    await client.query("COMMIT");
    for (const callback of callbacks) callback();
    return result;
  } catch (error) {
    await client.query("ROLLBACK").catch((rollbackError: Error) => {
      broken = rollbackError;
    });
    throw error;
  } finally {
    client.release(broken);
  }
}

function beginning({ lock, plansOnce = false }: SqlTransactionOptions): string {
  const statements = ["BEGIN"];
  if (plansOnce) statements.push("SET LOCAL plan_cache_mode = force_generic_plan", "SET LOCAL enable_seqscan = off");
  if (lock !== undefined) statements.push(takeLock(lock));
  return statements.join("; ");
}

const statement = (text: string, values: readonly unknown[], name: string | undefined): pg.QueryConfig => ({
  text,
  values: [...values],
  ...(name !== undefined && { name }),
});

function withNumbers<Row extends object>(row: Row): Row {
  for (const [key, value] of Object.entries(row)) {
    if (typeof value === "bigint") Object.assign(row, { [key]: Number(value) });
  }
  return row;
}
