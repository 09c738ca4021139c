import type { InboundEventInput } from "../../driver.ts";
import { isObject, type JsonObject, millisecondsOf, objectsOf, textOf } from "./json.ts";
import { groupOf, identitiesOf } from "./parties.ts";

const MAX_NAME = 500;

type Told = { readonly value: JsonObject };

/**
 * The owner's address book on the phone, in coexistence. A contact removed from it remains the company's customer.
 * https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/reference/smb_app_state_sync
 */
export function readAddressBook({ value }: Told, receivedAt: number): InboundEventInput[] {
  return objectsOf(value["state_sync"]).flatMap((entry) => {
    const contact = isObject(entry["contact"]) ? entry["contact"] : {};
    const name = textOf(contact["full_name"], MAX_NAME) ?? textOf(contact["first_name"], MAX_NAME);
    const identities = identitiesOf({
      parent: contact["parent_user_id"],
      user: contact["user_id"],
      phone: contact["phone_number"],
    });
    if (entry["action"] === "remove" || identities.length === 0 || name === null) return [];
    const metadata = isObject(entry["metadata"]) ? entry["metadata"] : {};
    const timestamp = millisecondsOf(metadata["timestamp"], receivedAt);
    return [{ kind: "contact", party: { identities, name }, timestamp }];
  });
}

/** A group was made, or has a new subject. */
export function readGroupNames({ value }: Told, receivedAt: number): InboundEventInput[] {
  return objectsOf(value["groups"]).flatMap((group) => {
    const changed = isObject(group["group_subject"]) ? group["group_subject"] : {};
    const groupId = textOf(group["group_id"], 200);
    const name = textOf(group["subject"], MAX_NAME) ?? textOf(changed["text"], MAX_NAME);
    if (groupId === null || name === null || changed["update_successful"] === false) return [];
    const timestamp = millisecondsOf(group["timestamp"], receivedAt);
    return [{ kind: "contact", party: groupOf(groupId, name), timestamp }];
  });
}
