/* global window */
// WhatsApp Web's own way with modules: each is defined under a name and made when it is first asked for. Names that begin
// with "fake/" are this page's own and cannot be asked for from outside.
(() => {
  const { removedModules } = window.fakeWhatsApp;
  const factories = new Map();
  const made = new Map();
  const unknown = [];

  const use = (name) => {
    if (!made.has(name)) made.set(name, factories.get(name)(use));
    return made.get(name);
  };
  window.define = (name, factory) => factories.set(name, factory);
  window.require = (name) => {
    if (name.startsWith("fake/") || removedModules.includes(name) || !factories.has(name)) {
      unknown.push(name);
      use("fake/line").say("unknown-module", { name });
      throw new Error(`Requiring unknown module "${name}"`);
    }
    return use(name);
  };
  window.startFakeWhatsApp = () => use("fake/boot").start();
})();
