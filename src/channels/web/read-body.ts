import type { IncomingMessage } from "node:http";
import { Busboy } from "@fastify/busboy";
import { PHOTO_LIMITS } from "../../core/budgets.ts";
import { BodyRefused } from "./body-refused.ts";
import { collectBytes } from "./collect-bytes.ts";
import type { Share } from "./upload-desk.ts";

const MOST_FIELDS = 16;
const FIELD_BYTES = 512;
const FORM_BYTES = 8 * 1024;
/** Boundaries, headers and fields around a photo. */
const AROUND_BYTES = 64 * 1024;
const MOST_UPLOAD = PHOTO_LIMITS.bytes + AROUND_BYTES;

export type Form = {
  readonly fields: ReadonlyMap<string, string>;
  readonly file?: { readonly name: string; readonly bytes: Buffer };
};

type Reading = {
  /** Takes what is read; its false ends the reading. */
  onBytes(bytes: number): boolean;
  limit: number;
  refusal: BodyRefused["reason"];
};

/** Whatever ends the reading early also ends the listening: nothing is kept of an upload that was broken off. */
async function readWhole(request: IncomingMessage, { onBytes, limit, refusal }: Reading): Promise<Buffer> {
  const announced = Number(request.headers["content-length"] ?? 0);
  // It has closed already, and will not say so again.
  if (request.destroyed) throw new BodyRefused("broken");
  if (announced > limit) throw new BodyRefused(refusal);
  const collected = collectBytes(announced);
  let total = 0;
  return new Promise<Buffer>((resolve, reject) => {
    const end = (outcome: Buffer | BodyRefused) => {
      request.off("data", take).off("end", finish).off("close", breakOff).off("error", breakOff);
      if (outcome instanceof BodyRefused) reject(outcome);
      else resolve(outcome);
    };
    const take = (chunk: Buffer) => {
      total += chunk.byteLength;
      if (total > limit) end(new BodyRefused(refusal));
      else if (onBytes(chunk.byteLength)) collected.add(chunk);
      else end(new BodyRefused("busy"));
    };
    const finish = () => end(collected.bytes());
    const breakOff = () => end(new BodyRefused("broken"));
    request.on("data", take).on("end", finish).on("close", breakOff).on("error", breakOff);
  });
}

/** Reads a small form without files. @throws {BodyRefused} */
export async function readForm(request: IncomingMessage): Promise<Form> {
  if (!/^application\/x-www-form-urlencoded\b/i.test(request.headers["content-type"] ?? "")) {
    throw new BodyRefused("wrong-type");
  }
  const body = await readWhole(request, { onBytes: () => true, limit: FORM_BYTES, refusal: "too-much" });
  const entries = [...new URLSearchParams(body.toString())];
  if (entries.length > MOST_FIELDS) throw new BodyRefused("too-much");
  return { fields: new Map(entries.map(([name, value]) => [name, value.slice(0, FIELD_BYTES)])) };
}

/** Reads a body that is one photo. @throws {BodyRefused} */
export async function readPhotoBody(request: IncomingMessage, share: Share): Promise<Buffer> {
  return readWhole(request, {
    onBytes: (n) => share.grow(n),
    limit: PHOTO_LIMITS.bytes,
    refusal: "too-large",
  });
}

/**
 * Reads a form with at most one file, whatever its part is called.
 *
 * @param share what the file's bytes are taken from; the caller releases it
 * @throws {BodyRefused}
 */
export async function readUpload(request: IncomingMessage, share: Share): Promise<Form> {
  const type = request.headers["content-type"] ?? "";
  if (!/^multipart\/form-data\b/i.test(type)) throw new BodyRefused("wrong-type");
  const announced = Number(request.headers["content-length"] ?? 0);
  if (request.destroyed) throw new BodyRefused("broken");
  if (announced > MOST_UPLOAD) throw new BodyRefused("too-large");
  const limits = {
    fields: MOST_FIELDS,
    files: 1,
    parts: MOST_FIELDS + 2,
    fieldNameSize: 64,
    fieldSize: FIELD_BYTES,
    fileSize: PHOTO_LIMITS.bytes,
    headerPairs: 16,
    headerSize: 8 * 1024,
  };
  const fields = new Map<string, string>();
  const collected = collectBytes(announced);
  let name: string | undefined;
  let total = 0;
  return new Promise<Form>((resolve, reject) => {
    let over = false;
    const parser = openParser();
    function end(outcome: Form | BodyRefused): void {
      if (over) return;
      over = true;
      request.unpipe(parser);
      request.off("data", count).off("close", onClose).off("error", breakOff);
      // Its own complaints come too late to matter.
      parser?.on("error", () => {});
      parser?.destroy();
      if (outcome instanceof BodyRefused) reject(outcome);
      else resolve(outcome);
    }
    function openParser() {
      try {
        return new Busboy({ headers: { ...request.headers, "content-type": type }, limits });
      } catch {
        // No boundary.
        return undefined;
      }
    }
    const refuse = (reason: BodyRefused["reason"]) => () => end(new BodyRefused(reason));
    const breakOff = refuse("broken");
    // A request that came whole closes too, perhaps before the parser is through.
    const onClose = () => request.complete || breakOff();
    const count = (chunk: Buffer) => {
      total += chunk.byteLength;
      if (total > MOST_UPLOAD) end(new BodyRefused("too-large"));
    };
    if (!parser) {
      breakOff();
      return;
    }
    parser.on("field", (field, value) => fields.set(field, value));
    parser.on("file", (field, stream) => {
      name = field;
      stream.on("limit", refuse("too-large"));
      stream.on("error", breakOff);
      stream.on("data", (chunk: Buffer) => {
        if (over) return;
        if (share.grow(chunk.byteLength)) collected.add(chunk);
        else end(new BodyRefused("busy"));
      });
    });
    parser.on("fieldsLimit", refuse("too-much"));
    parser.on("filesLimit", refuse("too-much"));
    parser.on("partsLimit", refuse("too-much"));
    parser.on("error", breakOff);
    parser.on("finish", () => {
      const bytes = collected.bytes();
      end({ fields, ...(name !== undefined && bytes.byteLength > 0 ? { file: { name, bytes } } : {}) });
    });
    request.on("data", count).on("close", onClose).on("error", breakOff);
    request.pipe(parser);
  });
}
