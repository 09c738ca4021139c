import type { EndpointResponse, systemEndpoints } from "@whatskovi/contract";
import type { Db } from "../../platform/db/db.ts";
import { AppError } from "../../platform/errors/app-error.ts";

type Readiness = EndpointResponse<typeof systemEndpoints.getReady>;
type Check = Readiness["checks"][string];

/** What this process depends on beside the database, by name: each number, for example. */
export type DependencyChecks = () => Promise<Record<string, Check>>;

const databaseWithinMs = 3000;

/** Throws `unavailable` when the database does not answer in time; a number that is offline only degrades. */
export async function checkReadiness(db: Pick<Db, "query">, checkDependencies: DependencyChecks): Promise<Readiness> {
  const database = await answersInTime(db);
  if (!database) throw new AppError("unavailable", { detail: "The database does not answer." });
  const checks: Record<string, Check> = { database: { status: "ok" }, ...(await checkDependencies()) };
  const isAllWell = Object.values(checks).every((check) => check.status === "ok");
  return { status: isAllWell ? "ok" : "degraded", checks };
}

async function answersInTime(db: Pick<Db, "query">): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), databaseWithinMs);
  });
  const answer = db.query(`SELECT 1 AS "answer"`).then(
    () => true,
    () => false,
  );
  return Promise.race([answer, late]).finally(() => clearTimeout(timer));
}
