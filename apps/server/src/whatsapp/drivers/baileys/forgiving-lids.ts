import type { SignalRepositoryWithLIDStore } from "@whiskeysockets/baileys";
import type { DriverLog } from "../../driver.ts";

/**
 * The library refuses a message for good when it cannot look up or note who wrote it, though it can read it all the same. So a
 * person whose other address could not be looked up has none, and what could not be noted is noted with their next message.
 */
export function withForgivingLids(repository: SignalRepositoryWithLIDStore, log: DriverLog) {
  const { lidMapping } = repository;
  const orElse =
    <Args extends unknown[], Result>(work: (...args: Args) => Promise<Result>, fallback: Result) =>
    (...args: Args): Promise<Result> =>
      work(...args).catch((error: unknown) => {
        log.warn({ err: error }, "it could not be looked up who somebody is");
        return fallback;
      });
  lidMapping.getLIDForPN = orElse(lidMapping.getLIDForPN.bind(lidMapping), null);
  lidMapping.getPNForLID = orElse(lidMapping.getPNForLID.bind(lidMapping), null);
  lidMapping.storeLIDPNMappings = orElse(lidMapping.storeLIDPNMappings.bind(lidMapping), undefined);
  const nothing = { migrated: 0, skipped: 0, total: 0 };
  repository.migrateSession = orElse(repository.migrateSession.bind(repository), nothing);
  return repository;
}
