// Removes ONNX Runtime's libraries for other platforms: the package ships them all, some 240 MB. For images only.
import { existsSync, readdirSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const binaries = join(root, "node_modules/onnxruntime-node/bin");
for (const api of readdirSync(binaries)) {
  for (const platform of readdirSync(join(binaries, api))) {
    for (const arch of readdirSync(join(binaries, api, platform))) {
      const folder = join(binaries, api, platform, arch);
      if (platform !== process.platform || arch !== process.arch) rmSync(folder, { recursive: true });
    }
  }
  if (!existsSync(join(binaries, api, process.platform, process.arch))) {
    process.stderr.write(`onnxruntime-node has no library for ${process.platform}/${process.arch}\n`);
    process.exit(1);
  }
}
