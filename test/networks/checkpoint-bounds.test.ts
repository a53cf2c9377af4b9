import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { UserError } from "../../src/core/user-error.ts";
import { probeGraph } from "../../src/networks/check-graph.ts";
import { importCheckpoint } from "../../src/networks/import-checkpoint.ts";
import { encodeGraph } from "../../src/onnx/encode.ts";
import { createGraphBuilder } from "../../src/onnx/graph-builder.ts";
import { tensorData } from "../../src/onnx/tensor-data.ts";
import { options, withFolder } from "./agreement.ts";
import { global, pickle, stateDict, tensor, text, torchFile } from "./hostile-file.ts";
import { type Made, madeCheckpoint, texts } from "./made-checkpoint.ts";

/** How a file's import is refused: one line that names the file, within a time. */
async function refusal(file: Buffer, more = {}): Promise<string> {
  return withFolder(async (folder) => {
    const path = join(folder, "a.pth");
    writeFileSync(path, file);
    const error = await importCheckpoint(options(path, folder, more)).then(
      () => new Error("the file was accepted"),
      (error: unknown) => error,
    );
    if (!(error instanceof UserError)) throw error;
    expect(error.message).not.toMatch(/\p{Cc}/u);
    expect(error.message.length).toBeLessThan(700);
    return error.message.replace(`${path}: `, "");
  });
}

const MAKE_PIPE = "mkfifo";
const uint32 = (value: number) => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
};
const put = (slot: number) => pickle("r", uint32(slot));
const get = (slot: number) => pickle("j", uint32(slot));
const LENGTH = 50_000;
const number = (value: number) => pickle("J", uint32(value));
const numbers = (of: (value: number) => Buffer) =>
  Buffer.concat(Array.from({ length: LENGTH }, (_, value) => of(value)));
const calls = (maker: Buffer) =>
  Buffer.concat([
    maker,
    put(1),
    pickle("0]("),
    ...Array.from({ length: 2000 }, () => pickle(get(1), get(0), 0x85, "R")),
  ]);
const LIST = pickle("]", put(0), "(", numbers(number), "e0");
const PAIRS = pickle(
  "]",
  put(0),
  "(",
  numbers((value) => pickle(number(value), number(value), 0x86)),
  "e0",
);
const DICT = pickle(
  "}",
  put(0),
  "(",
  numbers((value) => pickle(number(value), number(value))),
  "u0",
);

describe("a small file cannot make much of itself", () => {
  test.each([
    ["sets of a list", LIST, global("builtins", "set")],
    ["frozen sets of a list", LIST, global("builtins", "frozenset")],
    ["ordered dicts of pairs", PAIRS, global("collections", "OrderedDict")],
    ["dicts of a dict", DICT, global("builtins", "dict")],
  ])("%s, copied two thousand times", async (_, value, maker) => {
    expect(await refusal(torchFile(pickle(0x80, 2, value, calls(maker), "e.")))).toMatch(
      /more than 2000000 objects/,
    );
  });

  test("a pair that is a long list, met again and again", async () => {
    const lists = pickle("](", ...Array.from({ length: 2000 }, () => get(0)), "e");
    const file = pickle(0x80, 2, LIST, global("collections", "OrderedDict"), lists, 0x85, "R.");
    expect(await refusal(torchFile(file))).toMatch(/no pairs/);
  });

  const one = tensor({ elements: 1n, shape: [1n], strides: [1n] });
  /** Modules in each other, under one name. */
  function nested(depth: number, name: string): Buffer {
    let inner: Buffer = Buffer.alloc(0);
    for (let level = 0; level < depth; level += 1) {
      const part = inner.length > 0 ? pickle("}", get(0), inner, "s") : pickle("}");
      const state = [
        text("_parameters"),
        pickle("}", text("weight"), one, "s"),
        text("_buffers"),
        pickle("}"),
      ];
      inner = pickle(global("m", "M"), ")", 0x81, "}(", ...state, text("_modules"), part, "ub");
    }
    return torchFile(pickle(0x80, 2, text(name), put(0), "0", inner, "."), { "0": Buffer.alloc(4) });
  }

  test("modules nested deep, or under long names", async () => {
    expect(await refusal(nested(100, "n"))).toMatch(/nested more than 32 deep \(n\.n\.n/);
    expect(await refusal(nested(20, "n".repeat(500_000)))).toMatch(/name of more than 1000 characters/);
  });

  test("integers of kilobytes", async () => {
    expect(await refusal(torchFile(pickle(0x80, 2, 0x8a, 200, Buffer.alloc(200, 0x7f), ".")))).toMatch(
      /too long/,
    );
    expect(await refusal(torchFile(pickle(0x80, 2, `I${"9".repeat(1000)}\n.`)))).toMatch(
      /integer that is none/,
    );
  });

  test("a network too deep to run", async () => {
    const deep = madeCheckpoint({ blocks: [200, 200, 101], growth: 1, bottleneck: 1, initialWidth: 1 });
    expect(await refusal(deep)).toMatch(/more than 500 dense layers/);
  });

  test.skipIf(process.platform === "win32")("a pipe is not waited for", () =>
    withFolder(async (folder) => {
      const path = join(folder, "pipe");
      execFileSync(MAKE_PIPE, [path]);
      await expect(importCheckpoint(options(path, folder))).rejects.toThrow(/pipe: not a file/);
    }),
  );
});

describe("weights that no network computes with are refused by name", () => {
  test.each<[string, Made, RegExp]>([
    [
      "a negative variance",
      { fill: (name) => (name === "features.norm5.running_var" ? -1 : undefined) },
      /features\.norm5\.running_var holds negative numbers/,
    ],
    [
      "logits beyond float32",
      { fill: (name) => (name === "classifier.weight" ? 3e38 : 1) },
      /gives logits that are not finite/,
    ],
    ["no width", { initialWidth: 0 }, /conv0\.weight has the shape \[0, 3, 7, 7\]: it holds nothing/],
    ["no outputs", { outputs: 0 }, /classifier\.weight has the shape \[0, \d+\]; expected \[outputs, \d+\]/],
    ["four channels", { channels: 4 }, /takes 4 channels; expected 1 or 3: films are grey/],
  ])("%s", async (_, made, reason) => {
    expect(await refusal(madeCheckpoint(made))).toMatch(reason);
  });

  test("maps that are not finite where logits are", async () => {
    const builder = createGraphBuilder("probe");
    const image = builder.input("image", "float32", ["n", 1, 4, 4]);
    const pooled = builder.add("GlobalAveragePool", [image], {});
    builder.output(builder.add("Flatten", [pooled], { axis: 1 }, { name: "logits" }), "float32", ["n", 1]);
    const beyond = builder.constant("beyond", tensorData("float32", [1], Float32Array.of(Infinity)));
    builder.output(builder.add("Mul", [image, beyond], {}, { name: "maps" }), "float32", ["n", 1, 4, 4]);
    const graph = encodeGraph(builder.build());
    await expect(probeGraph(graph, [1, 4, 4])).rejects.toThrow(/gives maps that are not finite/);
    await expect(probeGraph(graph.subarray(0, 50), [1, 4, 4])).rejects.toThrow(/cannot be run here/);
  });
});

describe("what a file is called inside reaches no terminal", () => {
  const ESCAPE = "\u001b]0;owned\u0007\u001b[31mevil\nsecond line\u202e";

  test("names of tensors, of calls and of data are escaped, and cut", async () => {
    const one = tensor({ elements: 1n, shape: [1n], strides: [1n] });
    const named = (name: string) => torchFile(stateDict(one, name), { "0": Buffer.alloc(4) });
    expect(await refusal(named(ESCAPE))).toContain(
      "\\x1b]0;owned\\x07\\x1b[31mevil\\x0asecond line\\u{202e}",
    );
    const long = await refusal(named("k".repeat(900)));
    expect(long).toMatch(/there are k{38}\.\.\.k{38}, \.\.\./);
    const call = pickle(0x80, 2, global("os", "\u001b[31mx"), ")R.");
    expect(await refusal(torchFile(call))).toContain("would call os.\\x1b[31mx");
  });

  test("labels", () =>
    withFolder(async (folder) => {
      const path = join(folder, "a.pth");
      const names = ["Edema", ESCAPE, ...Array.from({ length: 12 }, (_, place) => `n${place}`)];
      writeFileSync(path, madeCheckpoint({ beside: [text("classes"), texts(...names)] }));
      const { manifest } = await importCheckpoint(options(path, folder));
      expect(manifest.dropped[0]).toMatch(/^\\x1b\]0;owned/);
      expect(JSON.stringify(manifest)).not.toMatch(/\\u001b/);
    }));

  test.each([
    [
      "twice",
      ["Edema", ...Array<string>(13).fill("Mass")],
      /the list in the file names Mass twice; .*--labels A,B/,
    ],
    [
      "of no finding",
      Array.from({ length: 14 }, (_, at) => `n${at}`),
      /\(n0, n1, n2, \.\.\.\).*--labels A,B/,
    ],
  ])("labels of the file %s: the option that helps is named", async (_, names, reason) => {
    expect(await refusal(madeCheckpoint({ beside: [text("classes"), texts(...names)] }))).toMatch(reason);
  });
});
