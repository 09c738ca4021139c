/* global define, btoa, crypto, localStorage */
define("fake/pairing", () => {
  const bytesOf = (name) => {
    const stored = localStorage.getItem(name);
    if (stored !== null) return Uint8Array.from(JSON.parse(stored));
    const fresh = crypto.getRandomValues(new Uint8Array(32));
    localStorage.setItem(name, JSON.stringify([...fresh]));
    return fresh;
  };
  const encodeB64 = (bytes) => btoa(String.fromCharCode(...bytes));
  /** Made on the first visit; WhatsApp's side knows the browser by it, as long as its storage lasts. */
  const deviceId = () => {
    const stored = localStorage.getItem("fake.device") ?? crypto.randomUUID();
    localStorage.setItem("fake.device", stored);
    return stored;
  };
  return { bytesOf, encodeB64, deviceId };
});

define("WABase64", (use) => ({ encodeB64: use("fake/pairing").encodeB64 }));
define("WAWebCompanionRegClientUtils", () => ({ DEVICE_PLATFORM: "1" }));
define("WAWebAdvSignatureApi", () => ({}));
define("WAWebUserPrefsInfoStore", (use) => ({
  waNoiseInfo: { get: async () => ({ staticKeyPair: { pubKey: use("fake/pairing").bytesOf("fake.noise") } }) },
}));
define("WAWebSignalStoreApi", (use) => ({
  waSignalStore: {
    getRegistrationInfo: async () => ({ identityKeyPair: { pubKey: use("fake/pairing").bytesOf("fake.identity") } }),
  },
}));
define("WAWebUserPrefsMultiDevice", (use) => {
  const { bytesOf, encodeB64 } = use("fake/pairing");
  return { getADVSecretKey: () => encodeB64(bytesOf("fake.adv")) };
});
define("WAWebLaunchSocketUtils", (use) => ({ refreshQR: () => use("fake/session").Cmd.refreshQR() }));
define("WAWebAltDeviceLinkingApi", (use) => {
  const line = use("fake/line");
  let pairingType = "QR";
  return {
    setPairingType: (type) => (pairingType = type),
    initializeAltDeviceLinking: async () => {},
    startAltLinkingFlow: async (phone) => {
      if (pairingType !== "ALT_DEVICE_LINKING") throw new Error("startAltLinkingFlow: wrong pairing type");
      return (await line.ask("pairing-code", { phone })).code;
    },
    initializeQRLinking: async () => {
      pairingType = "QR";
    },
  };
});
