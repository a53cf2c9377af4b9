// The page's state: connection, chats and messages, and the line to the test's server.
import { Collection, Emitter, Model, MsgKey, randomHex, Wid, wid } from "./models.js";

export const ME = new Wid("31600000000@c.us");
/** How long a text may be changed. */
const EDIT_SECONDS = 900;

export async function post(path, body, type = "application/json") {
  const answer = await fetch(path, {
    method: "POST",
    headers: { "content-type": type },
    body: body instanceof Blob ? body : JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  return answer.json();
}

/** The link is kept where WhatsApp keeps it: IndexedDB survives a killed browser. */
function database(mode, work) {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open("link", 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore("link");
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
      const transaction = opening.result.transaction("link", mode, { durability: "strict" });
      const request = work(transaction.objectStore("link"));
      transaction.oncomplete = () => {
        opening.result.close();
        resolve(request.result);
      };
    };
  });
}
export const isLinked = () => database("readonly", (store) => store.get("linked"));
export const setLinked = (linked) => database("readwrite", (store) => store.put(linked, "linked"));

export const Socket = new Model({ state: "OPENING", hasSynced: false });
export const Conn = new Model({
  ref: `2@${randomHex(20)}`,
  pushname: "Clinic",
  platform: "android",
  wid: ME,
});
export const Cmd = new Emitter();
export const Msg = new Collection();
export const Chat = new Collection();
export const Contact = new Collection();

export function endLink() {
  return setLinked(false).then(() => {
    Cmd.trigger("logout");
    setTimeout(() => location.replace("/?post_logout=1"), 50);
  });
}
Socket.logout = endLink;
Socket.takeover = () => Socket.set("state", "CONNECTED");
Cmd.refreshQR = () => Conn.set("ref", `2@${randomHex(20)}`);
Cmd.sendRevokeMsgs = async (_chat, { list }) => {
  for (const message of list) {
    await post("/x/revoke", { id: message.id._serialized });
    message.set("type", "revoked");
  }
};

export class Message extends Model {
  unsafe() {
    return this;
  }

  msgContextInfo() {
    return { quotedStanzaID: this.id.id, quotedParticipant: this.author ?? this.from };
  }

  canEdit() {
    const seconds = Date.now() / 1000 - this.t;
    return this.id.fromMe && this.type === "chat" && seconds < EDIT_SECONDS;
  }

  async downloadMedia() {
    this.mediaData.mediaStage = "FETCHING";
    const answer = await fetch(`/media${this.directPath}`, { method: "HEAD" });
    this.mediaData.mediaStage = answer.ok ? "RESOLVED" : "ERROR_MISSING";
  }
}

export function ensureChat(id) {
  const key = wid(id);
  const known = Chat.get(key);
  if (known) return known;
  const chat = new Model({
    id: key,
    formattedTitle: key.user,
    unreadCount: 0,
    t: 0,
    mute: { expiration: 0 },
  });
  Object.defineProperty(chat, "msgs", { value: new Collection(), enumerable: false });
  Contact.put(new Model({ id: key, name: key.user, pushname: key.user }));
  return Chat.put(chat);
}

/** A message as the server tells of it. */
export function toMessage(record) {
  const { id, fromMe, chat, author, media, ...rest } = record;
  const key = new MsgKey({
    from: chat,
    to: fromMe ? chat : ME,
    id,
    participant: author,
    selfDir: fromMe ? "out" : "in",
  });
  const fields = media
    ? {
        ...media,
        encFilehash: media.filehash,
        mediaKey: "a2V5",
        mediaKeyTimestamp: 1,
        mediaData: { mediaStage: "INIT" },
      }
    : {};
  return new Message({
    id: key,
    from: fromMe ? ME : wid(chat),
    to: fromMe ? wid(chat) : ME,
    author: author ? wid(author) : undefined,
    ack: 1,
    links: [],
    mentionedJidList: [],
    ...rest,
    ...fields,
  });
}

/** Notes a message in its chat; `live` ones are heard of. */
export function enter(message, live) {
  if (Msg.get(message.id)) return;
  const chat = ensureChat(message.id.remote);
  chat.t = Math.max(chat.t, message.t);
  chat.msgs.put(message);
  message.isNewMsg = live;
  if (live) Msg.add(message);
  else Msg.put(message);
}

/** Tells of a message although it is known, as the page does after some reloads. */
export function hear(message) {
  message.isNewMsg = true;
  Msg.add(message);
}
