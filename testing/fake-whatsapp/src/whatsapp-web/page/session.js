/* global define, localStorage, location, setTimeout */
define("fake/session", (use) => {
  const { Emitter, Model } = use("fake/models");
  const line = use("fake/line");
  const session = { me: null, progress: 0 };

  const Cmd = Object.assign(new Emitter(), {
    refreshQR: async () => Conn.set("ref", (await line.ask("refresh-qr")).ref),
  });
  const Conn = new Model({ ref: undefined, pushname: undefined, platform: "android", battery: undefined });
  const Socket = new Model({
    state: "OPENING",
    stream: "DISCONNECTED",
    hasSynced: false,
    logout: () => {
      line.say("logout");
      leave();
    },
    takeover: () => {
      line.say("takeover");
      Socket.set("state", "CONNECTED");
    },
    reconnect: () => line.say("reconnect"),
  });

  /** The account is no longer linked here: everything of it goes, and the page starts anew. */
  const leave = () => {
    localStorage.clear();
    session.me = null;
    Cmd.trigger("logout");
    setTimeout(() => (location.href = "https://web.whatsapp.com/?post_logout=1"), 50);
  };
  const report = (percent) => {
    session.progress = percent;
    Cmd.trigger("offline_progress_update_from_bridge");
  };
  return { session, Cmd, Conn, Socket, leave, report };
});

define("WAWebSocketModel", (use) => ({ Socket: use("fake/session").Socket }));
define("WAWebConnModel", (use) => ({ Conn: use("fake/session").Conn }));
define("WAWebStreamModel", () => ({ Stream: { markAvailable() {}, markUnavailable() {} } }));
define("WAWebOfflineHandler", (use) => ({
  OfflineMessageHandler: { getOfflineDeliveryProgress: () => use("fake/session").session.progress },
}));
define("WAWebUserPrefsMeUser", (use) => ({
  getMaybeMePnUser: () => use("fake/session").session.me?.phone,
  getMaybeMeLidUser: () => use("fake/session").session.me?.lid,
}));
define("WAWebSyncGatingUtils", () => ({ isPlaceholderMessageResendEnabled: () => false }));
define("WAWebMiscBrowserUtils", () => ({ info: () => ({ os: "Linux", name: "Chrome", version: [1, 0, 0] }) }));
