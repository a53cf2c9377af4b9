export type Part = { readonly bytes: Buffer; readonly isFile: boolean };

/** The parts of a `multipart/form-data` body by name. */
export function readMultipart(body: Buffer, contentType: string): Map<string, Part> {
  const boundary = /boundary="?([^";]+)"?/.exec(contentType)?.[1];
  if (!boundary) throw new Error("multipart without a boundary");
  const mark = Buffer.from(`--${boundary}`);
  const fields = new Map<string, Part>();
  let start = body.indexOf(mark);
  while (start >= 0) {
    const end = body.indexOf(mark, start + mark.length);
    if (end < 0) break;
    // Between marks: CRLF, headers, empty line, content, CRLF.
    const part = body.subarray(start + mark.length + 2, end - 2);
    const split = part.indexOf("\r\n\r\n");
    const head = part.subarray(0, split).toString();
    const name = /name="?([^";\r\n]+)"?/i.exec(head)?.[1];
    const isFile = /filename=/i.test(head);
    if (name) fields.set(name, { bytes: Buffer.from(part.subarray(split + 4)), isFile });
    start = end;
  }
  return fields;
}
