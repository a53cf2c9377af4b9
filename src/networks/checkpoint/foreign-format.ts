const startsWith = (file: Buffer, text: string) => file.subarray(0, text.length).toString("latin1") === text;

/**
 * What a file that PyTorch did not write seems to be, for an error that helps; undefined when nothing is known of it.
 */
export function foreignFormat(file: Buffer): string | undefined {
  const head = file.subarray(0, 512).toString("latin1");
  if (file.length === 0) return "it is empty";
  if (/^\s*<(!doctype|html|\?xml|head|body)/i.test(head)) {
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
  // ModelProto begins with ir_version (field 1, a small number), then names its producer, operators or graph.
  if (file[0] === 0x08 && (file[1] ?? 255) < 32 && [0x12, 0x1a, 0x3a, 0x42].includes(file[2] ?? 0)) {
    return "it is an ONNX file";
  }
  if (file[0] === 0x0a && /saved_model|tensorflow|Const|Placeholder/.test(head))
    return "it is a TensorFlow file";
  return undefined;
}
