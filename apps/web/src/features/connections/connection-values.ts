import type { CloudApiSettings, Connection, DriverKind, SimulatorSettings } from "@whatskovi/contract";
import { api, endpoints } from "../../lib/api/index.ts";
import type { useRules } from "../../lib/form/index.ts";

/** What the form of a number holds: the fields of all kinds, of which the chosen one's are sent. */
export type ConnectionValues = {
  name: string;
  driver: DriverKind;
  queueId: string | null;
  isDefault: boolean;
  phoneNumberId: string;
  businessAccountId: string;
  accessToken: string;
  appSecret: string;
  verifyToken: string;
  graphBaseUrl: string;
  graphVersion: string;
  phoneNumber: string;
  pairing: SimulatorSettings["pairing"];
};

const textOf = (settings: Record<string, unknown>, name: string, usual = "") => {
  const value = settings[name];
  return typeof value === "string" ? value : usual;
};

export function initialValues(connection: Connection | null): ConnectionValues {
  const settings = connection?.settings ?? {};
  return {
    name: connection?.name ?? "",
    driver: connection?.driver ?? "simulator",
    queueId: connection?.queueId ?? null,
    isDefault: connection?.isDefault ?? false,
    phoneNumberId: textOf(settings, "phoneNumberId"),
    businessAccountId: textOf(settings, "businessAccountId"),
    accessToken: "",
    appSecret: "",
    verifyToken: "",
    graphBaseUrl: textOf(settings, "graphBaseUrl", "https://graph.facebook.com"),
    graphVersion: textOf(settings, "graphVersion", "v26.0"),
    phoneNumber: textOf(settings, "phoneNumber", "+5511900000000"),
    pairing: textOf(settings, "pairing", "none") as ConnectionValues["pairing"],
  };
}

export function useConnectionRules(rules: ReturnType<typeof useRules>, isNew: boolean) {
  const onlyFor =
    <Value>(driver: DriverKind, rule: (value: Value) => string | null) =>
    (value: Value, values: ConnectionValues) =>
      values.driver === driver ? rule(value) : null;
  const secret = onlyFor("cloud-api", (value: string) => (isNew ? rules.required(value) : null));
  return {
    name: rules.required,
    phoneNumberId: onlyFor("cloud-api", rules.digits),
    businessAccountId: onlyFor("cloud-api", (value: string) => (value.trim() === "" ? null : rules.digits(value))),
    accessToken: secret,
    appSecret: secret,
    verifyToken: secret,
    phoneNumber: onlyFor("simulator", rules.phone),
  };
}

const e164 = (phone: string) => `+${phone.replace(/\D/g, "")}`;

/** Only what was written: a secret left blank stays as it is. */
function cloudApiSettings(values: ConnectionValues): CloudApiSettings {
  const { phoneNumberId, businessAccountId, accessToken, appSecret, verifyToken, graphBaseUrl, graphVersion } = values;
  const written = Object.entries({
    phoneNumberId,
    businessAccountId,
    accessToken,
    appSecret,
    verifyToken,
    graphBaseUrl,
    graphVersion,
  })
    .map(([name, value]) => [name, value.trim()] as const)
    .filter(([, value]) => value !== "");
  return Object.fromEntries(written) as CloudApiSettings;
}

const simulatorSettings = ({ pairing, phoneNumber }: ConnectionValues) => ({ pairing, phoneNumber: e164(phoneNumber) });

function createConnection(values: ConnectionValues): Promise<Connection> {
  const { name, queueId, isDefault, driver } = values;
  const common = { name, queueId, isDefault };
  if (driver === "cloud-api")
    return api.call(endpoints.createConnection, { body: { ...common, driver, settings: cloudApiSettings(values) } });
  if (driver === "simulator")
    return api.call(endpoints.createConnection, { body: { ...common, driver, settings: simulatorSettings(values) } });
  return api.call(endpoints.createConnection, { body: { ...common, driver } });
}

/** New settings restart a connection, so they are sent only when something of them has changed. */
function changedSettings(connection: Connection, values: ConnectionValues): Record<string, unknown> | null {
  const wanted: Record<string, unknown> =
    values.driver === "cloud-api"
      ? cloudApiSettings(values)
      : values.driver === "simulator"
        ? simulatorSettings(values)
        : {};
  const changed = Object.entries(wanted).filter(([name, value]) => connection.settings[name] !== value);
  return changed.length === 0 ? null : Object.fromEntries(changed);
}

export function saveConnection(connection: Connection | null, values: ConnectionValues): Promise<Connection> {
  if (connection === null) return createConnection(values);
  const settings = changedSettings(connection, values);
  const body = { name: values.name, queueId: values.queueId, ...(settings !== null && { settings }) };
  return api.call(endpoints.updateConnection, { params: { id: connection.id }, body });
}
