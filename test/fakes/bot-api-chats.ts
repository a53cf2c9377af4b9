/** A button below a message, as the Bot API writes it. */
export type FakeButton = { text: string; callback_data: string };

/** Whether a result's picture is offered by a button; those for feedback stand there anyhow. */
export function offersPicture(buttons: readonly (readonly FakeButton[])[]): boolean {
  return buttons.flat().some(({ callback_data }) => callback_data.startsWith("picture:"));
}

export type FakeMessage = {
  id: number;
  chat: number;
  from: "person" | "bot";
  /** Milliseconds since 1970. */
  at: number;
  text?: string;
  photo?: Buffer;
  caption?: string;
  replyTo?: number;
  buttons: FakeButton[][];
  deleted: boolean;
  edits: number;
};

/** What a person can do in their chat with the bot. */
export type FakePerson = {
  readonly chat: number;
  text(text: string): number;
  /** As Telegram does, the bot sees several sizes; the largest is last. */
  photo(bytes: Buffer, options?: { caption?: string; album?: string; forwarded?: boolean }): number;
  document(bytes: Buffer, name: string, options?: { album?: string; caption?: string }): number;
  album(photos: readonly Buffer[]): number[];
  /** Any other content, such as `{ sticker: {...} }`. */
  other(content: Record<string, unknown>): number;
  /** Presses the button with this label (or data) below the newest message that has one. */
  press(labelOrData: string): void;
  block(): void;
};

type Update = { update_id: number } & Record<string, unknown>;

export type Chats = ReturnType<typeof createChats>;

/** The state behind the fake server: chats, messages, files and the updates that wait for the bot. */
export function createChats({ onUpdate }: { onUpdate: () => void }) {
  const messages: FakeMessage[] = [];
  const files = new Map<string, { bytes: Buffer; path: string; gone: boolean }>();
  const languages = new Map<number, string>();
  const blocked = new Set<number>();
  const vanished = new Set<number>();
  let updates: Update[] = [];
  let latest: Update | undefined;
  let nextUpdate = 1_000;
  let nextMessage = 1;
  let nextFile = 1;
  let nextAlbum = 1;

  const push = (content: Record<string, unknown>) => {
    nextUpdate += 1;
    const update = { update_id: nextUpdate, ...content };
    updates.push(update);
    latest = update;
    onUpdate();
    return update;
  };

  function store(message: Omit<FakeMessage, "id" | "at" | "deleted" | "edits">): FakeMessage {
    const stored = { ...message, id: nextMessage, at: Date.now(), deleted: false, edits: 0 };
    nextMessage += 1;
    messages.push(stored);
    return stored;
  }

  function addFile(bytes: Buffer): string {
    const id = `file-${nextFile}-${"x".repeat(60)}`;
    files.set(id, { bytes, path: `photos/file_${nextFile}.jpg`, gone: false });
    nextFile += 1;
    return id;
  }

  const sender = (chat: number) => ({
    id: chat,
    is_bot: false,
    first_name: "Amina",
    last_name: "Secretname",
    ...(languages.has(chat) ? { language_code: languages.get(chat) } : {}),
  });

  function receive(chat: number, content: Record<string, unknown>, shown: Partial<FakeMessage>): number {
    const message = store({ chat, from: "person", buttons: [], ...shown });
    push({
      message: {
        message_id: message.id,
        date: Math.floor(message.at / 1000),
        chat: { id: chat, type: "private", first_name: "Amina" },
        from: sender(chat),
        ...content,
      },
    });
    return message.id;
  }

  function person(chat: number, language?: string): FakePerson {
    if (language !== undefined) languages.set(chat, language);
    blocked.delete(chat);
    const withAlbum = (album?: string) => (album === undefined ? {} : { media_group_id: album });
    const self: FakePerson = {
      chat,
      text: (text) => receive(chat, { text }, { text }),
      photo(bytes, { caption, album, forwarded } = {}) {
        const sizes = [90, 320, 1280].map((side, place) => ({
          file_id: place === 2 ? addFile(bytes) : addFile(bytes.subarray(0, 10)),
          file_unique_id: `u${nextFile}`,
          width: side,
          height: side,
          file_size: bytes.byteLength,
        }));
        const forward = forwarded
          ? { forward_origin: { type: "hidden_user", sender_user_name: "X", date: 1 } }
          : {};
        const content = { photo: sizes, ...withAlbum(album), ...forward, ...(caption ? { caption } : {}) };
        return receive(chat, content, { photo: bytes });
      },
      document(bytes, name, { album, caption } = {}) {
        const file = {
          file_id: addFile(bytes),
          file_unique_id: `u${nextFile}`,
          file_name: name,
          file_size: bytes.byteLength,
        };
        const content = { document: file, ...withAlbum(album), ...(caption ? { caption } : {}) };
        return receive(chat, content, { photo: bytes });
      },
      album(photos) {
        const album = `album${nextAlbum}`;
        nextAlbum += 1;
        return photos.map((bytes) => self.photo(bytes, { album }));
      },
      other: (content) => receive(chat, content, {}),
      press(wanted) {
        const matches = ({ text, callback_data }: FakeButton) => text === wanted || callback_data === wanted;
        const message = messages.findLast(
          (one) => one.chat === chat && !one.deleted && one.buttons.flat().some(matches),
        );
        const button = message?.buttons.flat().find(matches);
        if (!message || !button) throw new Error(`no button '${wanted}' in chat ${chat}`);
        push({
          callback_query: {
            id: `press-${nextUpdate}`,
            chat_instance: "1",
            from: sender(chat),
            data: button.callback_data,
            message: {
              message_id: message.id,
              date: Math.floor(message.at / 1000),
              chat: { id: chat, type: "private" },
              text: message.text,
            },
          },
        });
      },
      block: () => void blocked.add(chat),
    };
    return self;
  }

  return {
    messages,
    files,
    blocked,
    vanished,
    person,
    store,
    push,
    /** Updates from `offset` on; those before it are confirmed and forgotten. */
    take(offset: number, limit: number): Update[] {
      updates = updates.filter(({ update_id }) => update_id >= offset);
      return updates.slice(0, limit);
    },
    /** What the person did last. */
    latest: (): Update | undefined => latest,
    /** Updates that the bot has not confirmed. */
    unconfirmed: () => updates.length,
    /** The same update once more, as after a lost confirmation. */
    repeat(update: Update): void {
      updates.push(update);
      onUpdate();
    },
    find: (chat: number, id: number) =>
      messages.find((message) => message.chat === chat && message.id === id && !message.deleted),
    knows: (chat: number) => messages.some((message) => message.chat === chat && message.from === "person"),
    /** The chat as the person sees it now. */
    transcript(chat: number): string {
      return messages
        .filter((message) => message.chat === chat && !message.deleted)
        .map(({ id, from, text, photo, caption, replyTo, buttons }) => {
          const head = `${from === "bot" ? "BOT" : "   "} #${id}${replyTo ? ` (reply to #${replyTo})` : ""}`;
          const body = photo ? `[picture, ${photo.byteLength} bytes] ${caption ?? ""}` : (text ?? "[other]");
          const rows = buttons.map((row) => `  ${row.map((button) => `[${button.text}]`).join(" ")}`);
          return [`${head}`, body, ...rows].join("\n");
        })
        .join("\n\n");
    },
  };
}
