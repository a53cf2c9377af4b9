import { z } from "zod";

const Media = z.object({ id: z.string().min(1), sha256: z.string().optional() });
const Reply = z.object({ id: z.string() });
/** Seconds since 1970, as Meta writes them: text. */
const Seconds = z.coerce.number().int().positive();

const CloudMessage = z.object({
  id: z.string().min(1).max(512),
  from: z.string().min(1).max(128).optional(),
  /** Meta's own id of the person; alone where the person hides the number. */
  from_user_id: z.string().min(1).max(128).optional(),
  group_id: z.string().optional(),
  timestamp: Seconds,
  type: z.string(),
  text: z.object({ body: z.string() }).optional(),
  image: Media.optional(),
  document: Media.optional(),
  interactive: z.object({ button_reply: Reply.optional(), list_reply: Reply.optional() }).optional(),
  /** A quick reply of a template. */
  button: z.object({ payload: z.string().optional(), text: z.string().optional() }).optional(),
  context: z.object({ id: z.string().optional() }).optional(),
});
/** Something a person sent. */
export type CloudMessage = z.infer<typeof CloudMessage>;

const CloudStatus = z.object({
  id: z.string().min(1),
  status: z.string(),
  recipient_id: z.string().optional(),
  recipient_user_id: z.string().optional(),
  errors: z.array(z.object({ code: z.number() })).default([]),
});
/** What became of something we sent. */
export type CloudStatus = z.infer<typeof CloudStatus>;

const Change = z.object({
  field: z.string(),
  value: z.object({
    metadata: z.object({ phone_number_id: z.string() }).optional(),
    messages: z.array(z.unknown()).default([]),
    statuses: z.array(z.unknown()).default([]),
    errors: z.array(z.object({ code: z.number() })).default([]),
  }),
});
const Notification = z.object({
  object: z.string(),
  entry: z.array(z.object({ changes: z.array(z.unknown()).default([]) })),
});

/** Why a part of a notification is passed over. */
type Ignored = "object" | "field" | "change" | "other-number" | "message" | "status" | "group";

export type Delivered = {
  readonly messages: CloudMessage[];
  readonly statuses: CloudStatus[];
  /** Parts that are none of ours or that nobody understands, of which the log hears. */
  readonly ignored: Ignored[];
  /** Codes of troubles of the whole account. */
  readonly errors: number[];
};

/** Reads a notification part by part, so that one that nobody understands keeps no other back. */
export function readNotification(body: unknown, phoneId: string): Delivered {
  const read: Delivered = { messages: [], statuses: [], ignored: [], errors: [] };
  const notification = Notification.safeParse(body);
  if (!notification.success || notification.data.object !== "whatsapp_business_account") {
    read.ignored.push("object");
    return read;
  }
  for (const raw of notification.data.entry.flatMap(({ changes }) => changes)) {
    const change = Change.safeParse(raw);
    if (!change.success) {
      read.ignored.push("change");
      continue;
    }
    const { field, value } = change.data;
    if (field !== "messages") read.ignored.push("field");
    else if (value.metadata?.phone_number_id !== phoneId) read.ignored.push("other-number");
    else readValue(value, read);
  }
  return read;
}

function readValue(
  { messages, statuses, errors }: z.infer<typeof Change>["value"],
  read: Pick<Delivered, "messages" | "statuses" | "ignored" | "errors">,
): void {
  for (const raw of messages) {
    const message = CloudMessage.safeParse(raw);
    if (!message.success || (!message.data.from && !message.data.from_user_id)) read.ignored.push("message");
    else if (message.data.group_id !== undefined) read.ignored.push("group");
    else read.messages.push(message.data);
  }
  for (const raw of statuses) {
    const status = CloudStatus.safeParse(raw);
    if (status.success) read.statuses.push(status.data);
    else read.ignored.push("status");
  }
  read.errors.push(...errors.map(({ code }) => code));
}
