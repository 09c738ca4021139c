import type { CloudApiConnection, CloudApiConnections } from "./cloud-api-webhook.ts";

/**
 * Webhooks that come at the same moment for the same numbers share one look into the database. What one of them sees is as
 * old as that query, never older: nothing is kept.
 */
export function shareLookups(connections: CloudApiConnections): CloudApiConnections {
  const running = new Map<string, Promise<readonly CloudApiConnection[]>>();
  return {
    list: () => connections.list(),
    find: (phoneNumberIds) => {
      const key = phoneNumberIds.join();
      const known = running.get(key);
      if (known !== undefined) return known;
      const lookup = connections.find(phoneNumberIds).finally(() => running.delete(key));
      running.set(key, lookup);
      return lookup;
    },
  };
}
