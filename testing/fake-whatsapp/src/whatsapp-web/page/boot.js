/* global window, define, setTimeout */
define("fake/boot", (use) => {
  const { version } = window.fakeWhatsApp;
  const line = use("fake/line");
  const { session, Conn, Socket, leave, report } = use("fake/session");
  const { createWid } = use("fake/keys");
  const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

  /** An old page may be slower than its visitor: whoever listens for the end of the sync is waited for, unless told not to. */
  const untilHeard = async () => {
    const giveUpAt = Date.now() + 20_000;
    while (!Socket.hasListener("change:hasSynced") && Date.now() < giveUpAt) await pause(10);
  };

  const enter = async ({ me, chats, people, syncsEarly }) => {
    session.me = { phone: createWid(`${me.phone}@c.us`), lid: createWid(`${me.lid}@lid`) };
    Conn.set({ pushname: me.name, wid: session.me.phone });
    use("fake/people").learn(people);
    for (const chat of chats) use("fake/receiving").restore(chat);
    if (syncsEarly) {
      Socket.hasSynced = true;
      Socket.set("state", "CONNECTED");
      return;
    }
    Socket.set("state", "CONNECTED");
    await untilHeard();
    report(50);
    report(100);
    Socket.set("hasSynced", true);
  };

  line.hear("paired", async (account) => {
    Socket.set("state", "PAIRING");
    await enter(account);
  });
  line.hear("qr", ({ ref }) => Conn.set("ref", ref));
  line.hear("state", ({ state }) => Socket.set("state", state));
  line.hear("unlinked", leave);
  line.hear("freeze", ({ milliseconds }) => {
    const end = Date.now() + milliseconds;
    while (Date.now() < end);
  });
  line.onClose(() => Socket.set("state", "OPENING"));

  return {
    start: async () => {
      use("fake/receiving");
      window.Debug = { VERSION: version };
      const account = await line.ask("hello", { device: use("fake/pairing").deviceId() });
      if (account.me !== undefined) return enter(account);
      Conn.ref = account.ref;
      Socket.set("state", "UNPAIRED");
    },
  };
});
