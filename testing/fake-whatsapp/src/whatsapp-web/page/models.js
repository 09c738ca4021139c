/* global define */
define("fake/models", () => {
  /** Backbone's events, as WhatsApp Web has them: names may be several, parted by spaces. */
  class Emitter {
    constructor() {
      Object.defineProperty(this, "handlers", { value: new Map(), enumerable: false });
    }
    on(names, handler) {
      for (const name of names.split(" ")) this.handlers.set(name, [...(this.handlers.get(name) ?? []), handler]);
      return this;
    }
    off(names, handler) {
      for (const name of names.split(" ")) {
        const left = (this.handlers.get(name) ?? []).filter((each) => each !== handler && each.wraps !== handler);
        this.handlers.set(name, left);
      }
      return this;
    }
    once(name, handler) {
      const wrapper = (...args) => {
        this.off(name, wrapper);
        handler(...args);
      };
      wrapper.wraps = handler;
      return this.on(name, wrapper);
    }
    trigger(name, ...args) {
      for (const handler of this.handlers.get(name) ?? []) handler(...args);
    }
    hasListener(name) {
      return (this.handlers.get(name) ?? []).length > 0;
    }
  }

  /** Attributes are own properties; a change is told on the model and on its collection. */
  class Model extends Emitter {
    constructor(attributes = {}) {
      super();
      Object.defineProperty(this, "collection", { value: null, enumerable: false, writable: true });
      Object.assign(this, attributes);
    }
    /** All is set before anything is told. */
    set(nameOrAttributes, value) {
      const attributes = typeof nameOrAttributes === "string" ? { [nameOrAttributes]: value } : nameOrAttributes;
      const changed = Object.entries(attributes)
        .filter(([name, next]) => this[name] !== next)
        .map(([name, next]) => ({ name, next, previous: this[name] }));
      for (const { name, next } of changed) this[name] = next;
      for (const { name, next, previous } of changed) this.tell(`change:${name}`, next, previous);
      if (changed.length > 0) this.tell("change");
    }
    tell(name, ...args) {
      this.trigger(name, this, ...args);
      this.collection?.trigger(name, this, ...args);
    }
    serialize() {
      const serialized = ([name, value]) => [name, value instanceof Model ? value.serialize() : value];
      return Object.fromEntries(
        Object.entries(this)
          .filter(([, value]) => typeof value !== "function")
          .map(serialized),
      );
    }
  }

  /** Models by the text of their ids; a missing id finds nothing. */
  class Collection extends Emitter {
    constructor(modelClass = Model) {
      super();
      this.modelClass = modelClass;
      Object.defineProperty(this, "byId", { value: new Map(), enumerable: false });
    }
    get(id) {
      return id === undefined || id === null ? undefined : this.byId.get(textOf(id));
    }
    async find(id) {
      return this.get(id);
    }
    add(model, { isSilent = false } = {}) {
      this.keep(model);
      model.collection = this;
      if (!isSilent) this.trigger("add", model);
      return model;
    }
    /** Holds it without owning it: its changes are told elsewhere. */
    keep(model) {
      this.byId.set(textOf(model.id), model);
    }
    forget(id) {
      this.byId.delete(textOf(id));
    }
    remove(model) {
      this.forget(model.id);
      this.trigger("remove", model);
    }
    getModelsArray() {
      return [...this.byId.values()];
    }
    serialize() {
      return this.getModelsArray().map((model) => model.serialize());
    }
  }

  const textOf = (id) => (typeof id === "string" ? id : (id._serialized ?? id.toString()));

  return { Emitter, Model, Collection };
});
