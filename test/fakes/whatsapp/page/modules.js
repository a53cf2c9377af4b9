// The modules of WhatsApp Web that whatsapp-web.js 1.34.7 asks for, as little of each as it uses.
import { Collection, Model, MsgKey, wid } from "./models.js";
import { Chat, Cmd, Conn, Contact, ensureChat, enter, ME, Message, Msg, post, Socket } from "./store.js";

async function hashOf(blob) {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", await blob.arrayBuffer()));
  return btoa(String.fromCharCode(...digest));
}

class OpaqueData {
  static async createFromData(blob, type) {
    return Object.assign(new OpaqueData(), { blob, type });
  }

  url() {
    return URL.createObjectURL(this.blob);
  }

  autorelease() {}

  formData() {
    return this.blob;
  }
}

const mediaObjects = new Map();

function addAndSendMsgToChat(chat, fields) {
  const message = new Message(fields);
  enter(message, false);
  Msg.trigger("add", message);
  const sent = post("/x/sent", {
    id: message.id.id,
    chat: chat.id._serialized,
    type: message.type,
    body: message.directPath ? "" : message.body,
    caption: message.caption,
    directPath: message.directPath,
    quotedStanzaID: message.quotedStanzaID,
    t: message.t,
  }).then(
    () => {
      message.set("ack", 1);
      return { messageSendResult: "OK" };
    },
    () => {
      message.set("ack", -1);
      return { messageSendResult: "ERROR_UNKNOWN" };
    },
  );
  return [Promise.resolve(message), sent];
}

function prepRawMedia(opaque) {
  return {
    async waitForPrep() {
      const filehash = await hashOf(opaque.blob);
      const { size } = opaque.blob;
      const data = new Model({ type: "image", mimetype: opaque.type, filehash, size, preview: "preview" });
      Object.defineProperty(data, "mediaBlob", { value: opaque, writable: true, enumerable: false });
      const object = { filehash, size, type: "image", blob: opaque.blob, contentInfo: {}, consolidate() {} };
      mediaObjects.set(filehash, object);
      return data;
    },
  };
}

async function uploadMedia({ mimetype, mediaObject }) {
  const { directPath } = await post("/x/upload", mediaObject.blob, mimetype);
  const { filehash } = mediaObject;
  const mmsUrl = `https://mmg.whatsapp.net${directPath}`;
  return {
    mediaEntry: {
      mmsUrl,
      directPath,
      mediaKey: "a2V5",
      mediaKeyTimestamp: 1,
      encFilehash: filehash,
      uploadHash: filehash,
    },
  };
}

async function downloadAndMaybeDecrypt({ directPath }) {
  const answer = await fetch(`/media${directPath}`);
  if (!answer.ok) throw Object.assign(new Error("media"), { status: answer.status });
  return answer.arrayBuffer();
}

async function sendMessageEdit(message, body) {
  await post("/x/edit", { id: message.id._serialized, body });
  message.set("body", body);
}

const nothing = () => {};
const later = async () => {};
const bytes = (value) => new Uint8Array(32).fill(value);

export const modules = {
  // Linking
  WAWebSocketModel: { Socket },
  WAWebCmd: { Cmd },
  WAWebConnModel: { Conn },
  WAWebOfflineHandler: { OfflineMessageHandler: { getOfflineDeliveryProgress: () => 100 } },
  WAWebAltDeviceLinkingApi: {},
  WABase64: { encodeB64: (data) => btoa(String.fromCharCode(...data)) },
  WAWebCompanionRegClientUtils: { DEVICE_PLATFORM: "1" },
  WAWebAdvSignatureApi: {},
  WAWebUserPrefsInfoStore: { waNoiseInfo: { get: async () => ({ staticKeyPair: { pubKey: bytes(1) } }) } },
  WAWebSignalStoreApi: {
    waSignalStore: { getRegistrationInfo: async () => ({ identityKeyPair: { pubKey: bytes(2) } }) },
  },
  WAWebUserPrefsMultiDevice: { getADVSecretKey: () => "c2VjcmV0" },
  WAWebUserPrefsMeUser: { getMaybeMePnUser: () => ME, getMaybeMeLidUser: () => wid("100000000@lid") },
  WAWebMiscBrowserUtils: { info: () => ({ os: "Linux", name: "Chrome" }) },
  // Chats and messages
  WAWebCollections: { Msg, Chat, Contact, Blocklist: new Collection(), BusinessProfile: new Collection() },
  WAWebSyncGatingUtils: {},
  WAWebCallCollection: {},
  WAWebBackendJobsCommon: { mediaTypeFromProtobuf: nothing },
  WAWebE2EProtoUtils: { typeAttributeFromProtobuf: () => "text" },
  WAWebAddonReactionTableMode: { reactionTableMode: { bulkUpsert: later } },
  WAWebAddonPollVoteTableMode: { pollVoteTableMode: { bulkUpsert: later } },
  WAWebWidFactory: { createWid: wid, createWidFromWidLike: wid, asUserWidOrThrow: wid },
  WAWebFindChatAction: { findOrCreateLatestChat: async (id) => ({ chat: ensureChat(id) }) },
  WAWebChatLoadMessages: { loadEarlierMsgs: async () => [] },
  WAWebStreamModel: { Stream: { markAvailable: nothing, markUnavailable: nothing } },
  WAWebUpdateUnreadChatAction: { sendSeen: later },
  WAWebChatGetters: {
    getIsNewsletter: ({ id }) => id.server === "newsletter",
    getIsBroadcast: ({ id }) => id.server === "broadcast",
  },
  WALinkify: { findLinks: () => [], findLink: nothing },
  // Sending
  WAWebMsgReply: { canReplyMsg: () => true },
  WAWebMsgKey: MsgKey,
  WAWebGetEphemeralFieldsMsgActionsUtils: { getEphemeralFields: () => ({}) },
  WAWebSendMsgChatAction: { addAndSendMsgToChat },
  WAWebSendMessageEditAction: { sendMessageEdit },
  WAWebMsgActionCapability: {
    canSenderRevokeMsg: ({ id, type }) => id.fromMe && type !== "revoked",
    canAdminRevokeMsg: () => false,
    canEditText: (message) => message.canEdit(),
    canEditCaption: () => false,
  },
  // Media
  WAWebMediaOpaqueData: OpaqueData,
  WAWebPrepRawMedia: { prepRawMedia },
  WAWebMediaStorage: { getOrCreateMediaObject: (hash) => mediaObjects.get(hash) },
  WAWebMmsMediaTypes: { msgToMediaType: ({ type }) => type, castToV4: (type) => type },
  WAWebMediaDataUtils: { shouldUseMediaCache: () => false },
  WAWebMediaMmsV4Upload: { uploadMedia },
  WAWebDownloadManager: { downloadManager: { downloadAndMaybeDecrypt } },
};
