// What WhatsApp Web's own models offer to whatsapp-web.js: events on a model reach its collection too.

export class Emitter {
  #handlers = new Map();

  on(names, handler) {
    for (const name of names.split(" ")) {
      if (!this.#handlers.has(name)) this.#handlers.set(name, new Set());
      this.#handlers.get(name).add(handler);
    }
    return this;
  }

  off(names, handler) {
    for (const name of names.split(" ")) this.#handlers.get(name)?.delete(handler);
    return this;
  }

  once(name, handler) {
    const wrapped = (...values) => {
      this.off(name, wrapped);
      handler(...values);
    };
    return this.on(name, wrapped);
  }

  trigger(name, ...values) {
    for (const handler of [...(this.#handlers.get(name) ?? [])]) handler(...values);
  }

  listens(name) {
    return (this.#handlers.get(name)?.size ?? 0) > 0;
  }
}

export class Model extends Emitter {
  constructor(fields = {}) {
    super();
    Object.assign(this, fields);
  }

  serialize() {
    return JSON.parse(JSON.stringify({ ...this }));
  }

  toJSON() {
    return { ...this };
  }

  set(name, value) {
    const fields = typeof name === "object" ? name : { [name]: value };
    const collection = this.collectionOf?.();
    for (const [key, next] of Object.entries(fields)) {
      const before = this[key];
      this[key] = next;
      if (before === next) continue;
      this.trigger(`change:${key}`, this, next, before);
      collection?.trigger(`change:${key}`, this, next, before);
    }
    collection?.trigger("change", this);
  }
}

const keyOf = (thing) => (typeof thing === "string" ? thing : (thing?._serialized ?? String(thing)));

export class Collection extends Emitter {
  #models = new Map();

  get(id) {
    return this.#models.get(keyOf(id));
  }

  /** Adds without anybody hearing of it, as what was there before the page was loaded. */
  put(model) {
    Object.defineProperty(model, "collectionOf", {
      value: () => this,
      enumerable: false,
      configurable: true,
    });
    this.#models.set(keyOf(model.id), model);
    return model;
  }

  add(model) {
    this.put(model);
    this.trigger("add", model);
    return model;
  }

  async find(id) {
    return this.get(id);
  }

  async getMessagesById(ids) {
    return { messages: ids.map((id) => this.get(id)).filter(Boolean) };
  }

  getModelsArray() {
    return [...this.#models.values()];
  }
}

export class Wid {
  constructor(text) {
    const [user, server] = text.split("@");
    if (!user || !server) throw new Error(`wid error: invalid wid ${text}`);
    this.server = server;
    this.user = user;
    this._serialized = text;
  }

  isLid() {
    return this.server === "lid";
  }

  isGroup() {
    return this.server === "g.us";
  }

  isStatus() {
    return this._serialized === "status@broadcast";
  }

  toString() {
    return this._serialized;
  }

  toJid() {
    return this._serialized;
  }
}

export const wid = (thing) => (thing instanceof Wid ? thing : new Wid(keyOf(thing)));

export function randomHex(bytes) {
  const values = [...crypto.getRandomValues(new Uint8Array(bytes))];
  return values
    .map((value) => value.toString(16).padStart(2, "0"))
    .join("")
    .toUpperCase();
}

export class MsgKey {
  constructor({ from, to, id, participant, selfDir }) {
    this.fromMe = selfDir === "out";
    this.remote = wid(this.fromMe ? to : from);
    this.id = id;
    if (participant) this.participant = wid(participant);
    const author = participant ? `_${participant}` : "";
    this._serialized = `${this.fromMe}_${this.remote}_${id}${author}`;
  }

  static async newId() {
    return `3EB0${randomHex(9)}`;
  }

  toString() {
    return this._serialized;
  }
}
