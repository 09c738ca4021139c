/* global window, define, WebSocket */
define("fake/line", () => {
  const waiting = new Map();
  const unsent = [];
  const hearers = new Map();
  const socket = new WebSocket(window.fakeWhatsApp.controlUrl);
  let lastNumber = 0;

  const post = (parcel) => {
    const text = JSON.stringify(parcel);
    if (socket.readyState === WebSocket.OPEN) socket.send(text);
    else unsent.push(text);
  };
  const settle = ({ number, error, answer }) => {
    const { resolve, reject } = waiting.get(number);
    waiting.delete(number);
    if (error === undefined) resolve(answer);
    else reject(Object.assign(new Error(error.message), error));
  };
  socket.addEventListener("open", () => {
    for (const text of unsent.splice(0)) socket.send(text);
  });
  socket.addEventListener("message", ({ data }) => {
    const parcel = JSON.parse(data);
    if (parcel.number === undefined) hearers.get(parcel.tell)(parcel.about);
    else settle(parcel);
  });

  return {
    /** Asks WhatsApp's side; rejects with its error. May never be answered. */
    ask: (what, about = {}) =>
      new Promise((resolve, reject) => {
        waiting.set(++lastNumber, { resolve, reject });
        post({ number: lastNumber, ask: what, about });
      }),
    /** Tells WhatsApp's side something that has no answer. */
    say: (what, about = {}) => post({ ask: what, about }),
    /** What to do when WhatsApp's side tells it. */
    hear: (what, hearer) => hearers.set(what, hearer),
    onClose: (hearer) => socket.addEventListener("close", hearer),
  };
});
