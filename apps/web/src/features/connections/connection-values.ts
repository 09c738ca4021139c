import type { CloudApiSettings, Connection, DriverKind, Pacing, SimulatorSettings } from "@whatskovi/contract";
import { api, endpoints } from "../../lib/api/index.ts";
import type { useRules } from "../../lib/form/index.ts";
import { useT } from "../../lib/i18n/index.ts";

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
  sendsReadReceipts: boolean;
  groupsEnabled: boolean;
  /** Seconds, as written. */
  gapFrom: string;
  gapTo: string;
  /** Empty is no limit. */
  newPerDay: string;
  warmUp: boolean;
};

const textOf = (settings: Record<string, unknown>, name: string, usual = "") => {
  const value = settings[name];
  return typeof value === "string" ? value : usual;
};

const secondsOf = (milliseconds: number): string => String(milliseconds / 1000);
const longestGap = 600;
const millisecondsOf = (seconds: string): number => Math.round(Number(seconds.replace(",", ".")) * 1000);

const isGap = (seconds: string): boolean => {
  const milliseconds = millisecondsOf(seconds);
  return seconds.trim() !== "" && milliseconds >= 0 && milliseconds <= longestGap * 1000;
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
    sendsReadReceipts: connection?.sendsReadReceipts ?? true,
    groupsEnabled: connection?.groupsEnabled ?? true,
    gapFrom: secondsOf(connection?.pacing.gapMs[0] ?? 0),
    gapTo: secondsOf(connection?.pacing.gapMs[1] ?? 0),
    newPerDay: connection?.pacing.newConversationsPerDay?.toString() ?? "",
    warmUp: connection?.pacing.warmUp ?? false,
  };
}

export function useConnectionRules(rules: ReturnType<typeof useRules>, isNew: boolean) {
  const t = useT("connections.sending");
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
    gapFrom: (value: string) => (isGap(value) ? null : t("gapWrong")),
    gapTo: (value: string, values: ConnectionValues) => {
      if (!isGap(value)) return t("gapWrong");
      return millisecondsOf(value) < millisecondsOf(values.gapFrom) ? t("gapReversed") : null;
    },
    newPerDay: (value: string) => (/^\d{0,5}$/.test(value.trim()) ? null : t("newPerDayWrong")),
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

const pacingOf = ({ gapFrom, gapTo, newPerDay, warmUp }: ConnectionValues): Pacing => ({
  gapMs: [millisecondsOf(gapFrom), millisecondsOf(gapTo)],
  newConversationsPerDay: newPerDay.trim() === "" ? null : Number(newPerDay),
  warmUp,
});

/** Left as it is, it goes on following the kind's own pacing. */
const isPacingChanged = ({ pacing }: Connection, values: ConnectionValues): boolean =>
  JSON.stringify(pacingOf(values)) !==
  JSON.stringify({ gapMs: pacing.gapMs, newConversationsPerDay: pacing.newConversationsPerDay, warmUp: pacing.warmUp });

export function saveConnection(connection: Connection | null, values: ConnectionValues): Promise<Connection> {
  if (connection === null) return createConnection(values);
  const settings = changedSettings(connection, values);
  const { name, queueId, sendsReadReceipts, groupsEnabled } = values;
  const body = {
    name,
    queueId,
    sendsReadReceipts,
    groupsEnabled,
    ...(settings !== null && { settings }),
    ...(isPacingChanged(connection, values) && { pacing: pacingOf(values) }),
  };
  return api.call(endpoints.updateConnection, { params: { id: connection.id }, body });
}
