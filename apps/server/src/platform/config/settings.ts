import { z } from "zod";
import {
  commaList,
  jsonTexts,
  optionalSetting,
  postgresUrl,
  setting,
  webOrigin,
  webSocketUrl,
  webUrl,
  wholeNumber,
  yesOrNo,
  type Setting,
} from "./setting.ts";

/** What a process does. One process does all by default. */
export const roles = ["api", "whatsapp", "jobs"] as const;

/** Every setting there is: the one list. `.env.example` and the table in OPERATIONS.md are written from it. */
export const settings = {
  environment: setting("NODE_ENV", z.enum(["production", "development", "test"]), {
    fallback: "production",
    expects: "production, development or test",
    description: "In production weak secrets are refused.",
  }),
  port: setting("PORT", wholeNumber(0, 65_535), {
    fallback: "3000",
    expects: "a whole number from 0 to 65535",
    description: "The port everything is served on. 0 takes any free one.",
  }),
  host: setting("HOST", z.string().min(1), {
    fallback: "0.0.0.0",
    expects: "an address of this machine",
    description: "The address to listen on. 127.0.0.1 lets only this machine in, as behind a reverse proxy.",
  }),
  publicUrl: optionalSetting("PUBLIC_URL", webUrl, {
    expects: "a web address such as https://help.example.com",
    description: "The address people type, used in links. Without it: http://localhost with the port.",
  }),
  corsOrigins: setting("CORS_ORIGINS", commaList(webOrigin), {
    fallback: "",
    expects: "web origins such as https://app.example.com, separated by commas",
    description: "Other sites whose pages may use the API, when the web app is served from elsewhere.",
  }),
  trustProxy: setting("TRUST_PROXY", wholeNumber(0, 10), {
    fallback: "0",
    expects: "the number of reverse proxies, from 0 to 10",
    description:
      "How many reverse proxies stand in front: they tell the visitor's address and whether it came by https.",
  }),
  databaseUrl: optionalSetting("DATABASE_URL", postgresUrl, {
    expects: "a PostgreSQL address such as postgresql://user:password@host:5432/name",
    description:
      "A PostgreSQL (15 or newer) of your own. Without it, one is brought along and runs in the data folder.",
    isSecret: true,
  }),
  databasePoolSize: setting("DATABASE_POOL_SIZE", wholeNumber(4, 200), {
    fallback: "20",
    expects: "a whole number from 4 to 200",
    description: "How many database connections this process may open.",
  }),
  dataDir: setting("DATA_DIR", z.string().min(1), {
    fallback: ".data",
    expects: "a folder",
    description: "Where the database, the files and the generated secrets are kept.",
  }),
  mediaDir: optionalSetting("MEDIA_DIR", z.string().min(1), {
    expects: "a folder",
    description: "Where pictures and documents are kept. Without it: the folder media in DATA_DIR.",
  }),
  maxUploadMb: setting("MAX_UPLOAD_MB", wholeNumber(1, 2_000), {
    fallback: "100",
    expects: "a whole number from 1 to 2000",
    description: "The largest file that may be sent, in megabytes. WhatsApp itself takes documents up to 100.",
  }),
  jwtSecret: optionalSetting("JWT_SECRET", z.string().min(1), {
    expects: "a long random text",
    description: "Signs access tokens. At least 32 characters. Without it, one is made and kept in the data folder.",
    isSecret: true,
  }),
  encryptionKey: optionalSetting("ENCRYPTION_KEY", z.string().min(1), {
    expects: "a long random text",
    description:
      "Encrypts the WhatsApp credentials in the database. At least 32 characters. Without it, one is made and kept in " +
      "the data folder. Credentials cannot be read with another key.",
    isSecret: true,
  }),
  accessTokenMinutes: setting("ACCESS_TOKEN_MINUTES", wholeNumber(1, 1_440), {
    fallback: "15",
    expects: "a whole number from 1 to 1440",
    description: "How long an access token is good for.",
  }),
  refreshTokenDays: setting("REFRESH_TOKEN_DAYS", wholeNumber(1, 365), {
    fallback: "30",
    expects: "a whole number from 1 to 365",
    description: "After how many days without use a person must sign in again.",
  }),
  requestsPerMinute: setting("REQUESTS_PER_MINUTE", wholeNumber(0, 10_000_000), {
    fallback: "30000",
    expects: "a whole number from 0 to 10000000",
    description:
      "How many requests one person may make in a minute, against programs run wild; who is not signed in, a tenth of it " +
      "for each address. 0 sets no limit.",
  }),
  deliveryUnknownAfterSeconds: setting("DELIVERY_UNKNOWN_AFTER_SECONDS", wholeNumber(1, 3_600), {
    fallback: "15",
    expects: "a whole number from 1 to 3600",
    description: "How long to wait, after a crash in the middle of a send, for WhatsApp to say whether it was sent.",
  }),
  roles: setting("ROLES", commaList(z.enum(roles)).pipe(z.array(z.enum(roles)).min(1)), {
    fallback: roles.join(","),
    expects: `one or more of ${roles.join(", ")}, separated by commas`,
    description: "What this process does.",
  }),
  isSimulatorEnabled: setting("SIMULATOR_ENABLED", yesOrNo, {
    fallback: "true",
    expects: "true or false",
    description: "Whether administrators may add simulated WhatsApp connections, to try things out.",
  }),
  whatsappWebBrowser: optionalSetting("WHATSAPP_WEB_BROWSER", z.string().min(1), {
    expects: "the path of Chrome, Chromium or Edge",
    description:
      "The browser that WhatsApp Web runs in. Without it: the one installed on this machine, else the one that comes by npm.",
  }),
  whatsappWebArgs: setting("WHATSAPP_WEB_ARGS", jsonTexts, {
    fallback: "[]",
    expects: 'a JSON list of texts such as ["--proxy-server=http://10.0.0.1:3128"]',
    description:
      "More arguments for that browser: a proxy, or a stand-in of web.whatsapp.com in tests and demonstrations.",
  }),
  baileysWebSocketUrl: optionalSetting("BAILEYS_WS_URL", webSocketUrl, {
    expects: "a WebSocket address such as ws://127.0.0.1:8090/ws/chat",
    description:
      "Where numbers linked by Baileys connect instead of WhatsApp: a stand-in, for tests and demonstrations. Whoever " +
      "answers there is trusted with messages and files.",
  }),
  logLevel: setting("LOG_LEVEL", z.enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"]), {
    fallback: "info",
    expects: "fatal, error, warn, info, debug, trace or silent",
    description: "How much is logged.",
  }),
  logFormat: setting("LOG_FORMAT", z.enum(["auto", "pretty", "json"]), {
    fallback: "auto",
    expects: "auto, pretty or json",
    description: "Lines for people (pretty) or for programs (json). auto: pretty on a terminal.",
  }),
} satisfies Record<string, Setting<unknown>>;

/** The settings as given, before secrets are made and a database is brought. */
export type Settings = { [Key in keyof typeof settings]: z.output<(typeof settings)[Key]["schema"]> };
