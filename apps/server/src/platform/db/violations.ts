/** Whether a statement failed because the value exists already. Works for models and for SQL. */
export const isUniqueViolation = (error: unknown): boolean => violates(error, "23505", "P2002");

/** Whether a statement failed because it names a row that does not exist, or deletes one that is still named. */
export const isForeignKeyViolation = (error: unknown): boolean => violates(error, "23503", "P2003");

/** pg throws PostgreSQL's code; Prisma its own for models, and PostgreSQL's inside P2010 for SQL. */
function violates(error: unknown, sqlState: string, prismaCode: string): boolean {
  if (typeof error !== "object" || error === null || !("code" in error)) return false;
  if (error.code === sqlState || error.code === prismaCode) return true;
  return error.code === "P2010" && "meta" in error && sqlStateIn(error.meta) === sqlState;
}

function sqlStateIn(meta: unknown): unknown {
  const { driverAdapterError } = (meta ?? {}) as { driverAdapterError?: { cause?: { originalCode?: unknown } } };
  return driverAdapterError?.cause?.originalCode;
}
