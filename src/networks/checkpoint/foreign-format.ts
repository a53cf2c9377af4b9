const startsWith = (file: Buffer, text: string) => file.subarray(0, text.length).toString("latin1") === text;

/**
 * TensorFlow's SavedModel begins as an ONNX file may: version 1, then field 2. There this is a graph, which begins with its
 * own field 1; in ONNX it is a name.
 */
function isSavedModel(file: Buffer): boolean {
  if (file[0] !== 0x08 || file[1] !== 0x01 || file[2] !== 0x12) return false;
  let at = 3;
  while (at < 13 && (file[at] ?? 0) >= 0x80) at += 1;
  return file[at + 1] === 0x0a;
}

/**
 * What a file that PyTorch did not write seems to be, for an error that helps; undefined when nothing is known of it.
 */
export function foreignFormat(file: Buffer): string | undefined {
  const head = file.subarray(0, 4096).toString("latin1");
  // Pages may begin with a byte order mark and comments.
  const markup = head.replace(/^\xef\xbb\xbf/, "").replace(/^(\s*<!--[\s\S]*?-->)+/, "");
  if (file.length === 0) return "it is empty";
  if (/^\s*<(!--|!doctype|html|\?xml|head|body|error)/i.test(markup)) {
    return "it is a web page: the download gave a page instead of the file, open its address in a browser to see why";
  }
  if (startsWith(file, "version https://git-lfs")) {
    return "it is a Git LFS pointer, not the file it points to; fetch it with: git lfs pull";
  }
  if (startsWith(file, "\x89HDF")) return "it is an HDF5 file, as Keras writes";
  if (startsWith(file, "\x1f\x8b")) return "it is packed with gzip; unpack it first";
  if (file.subarray(257, 262).toString("latin1") === "ustar") return "it is a tar archive; unpack it first";
  if (file.length > 9 && file[8] === 0x7b && file.readBigUInt64LE(0) < BigInt(file.length)) {
    return "it is a safetensors file";
  }
  if (/^\s*[{[]\s*["}\]{]/.test(markup)) {
    return "it is a text in JSON, such as a server's refusal: open its address in a browser to see why";
  }
  if (isSavedModel(file)) return "it is a TensorFlow file";
  // ModelProto begins with ir_version (field 1, a small number), then names its producer, operators or graph.
  if (file[0] === 0x08 && (file[1] ?? 255) < 32 && [0x12, 0x1a, 0x3a, 0x42].includes(file[2] ?? 0)) {
    return "it is an ONNX file";
  }
  if (file[0] === 0x0a && /saved_model|tensorflow|Const|Placeholder/.test(head))
    return "it is a TensorFlow file";
  return undefined;
}
