import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { CheckpointError } from "../../src/networks/checkpoint/checkpoint-error.ts";
import { parseCheckpoint } from "../../src/networks/checkpoint/read-checkpoint.ts";
import { readNetwork } from "../../src/networks/checkpoint/read-network.ts";
import { FIXTURES } from "./agreement.ts";
import { global, long, pickle, stateDict, tensor, text, torchFile, zip } from "./hostile-file.ts";

const fixture = (name: string) => readFileSync(join(FIXTURES, name));

/** Why a file is refused; fails the test when it is not, or when anything but a clear error is thrown. */
async function refusal(file: Buffer): Promise<string> {
  try {
    readNetwork(await parseCheckpoint(file));
  } catch (error) {
    if (error instanceof CheckpointError) return error.message;
    throw error;
  }
  throw new Error("the file was accepted");
}

const MARKER = "/tmp/roentgram-hostile-pickle-ran";
const system = pickle(global("posix", "system"), "(", text(`touch ${MARKER}`), "tR");
const protocol = (...parts: Parameters<typeof pickle>) => pickle(0x80, 2, ...parts);
const oneByOne = { shape: [1n], strides: [1n] };
const MAGIC = Buffer.from("8a0a6cfc9c46f9206aa850192e", "hex");
const VERSION = Buffer.from("80024de9032e", "hex");
const FACTS = protocol("}.");

const cases: [string, Buffer, RegExp][] = [
  ["a call of posix.system", torchFile(protocol(system, ".")), /would call posix\.system.*hostile/],
  [
    "a call of os.system by protocol 4",
    torchFile(pickle(0x80, 4, 0x8c, 2, "os", 0x8c, 6, "system", 0x93, 0x8c, 2, "id", 0x85, "R.")),
    /would call os\.system/,
  ],
  ["a call hidden in a state dict", torchFile(stateDict(system)), /would call posix\.system/],
  ["a call by INST", torchFile(protocol("(", text("id"), "ios\nsystem\n.")), /would call os\.system/],
  [
    "a call by OBJ",
    torchFile(protocol("(", global("os", "system"), text("id"), "o.")),
    /would call os\.system/,
  ],
  [
    "a call by NEWOBJ",
    torchFile(protocol(global("subprocess", "Popen"), text("id"), 0x85, 0x81, ".")),
    /would call subprocess\.Popen/,
  ],
  [
    "a call in Python 2's words",
    torchFile(protocol(global("__builtin__", "eval"), text("1"), 0x85, "R.")),
    /builtins\.eval/,
  ],
  ["a call in the legacy container's first pickle", protocol(system, "."), /would call posix\.system/],
  [
    "a tensor that claims 10 GB with a storage that does",
    torchFile(stateDict(tensor({ elements: 2_500_000_000n, shape: [2_500_000_000n], strides: [1n] })), {
      "0": Buffer.alloc(64),
    }),
    /features\.conv0\.weight: a tensor of shape \[2500000000\] claims 2500000000 numbers, the file holds 16/,
  ],
  [
    "a shape no memory could hold",
    torchFile(
      stateDict(tensor({ elements: 4n, shape: [4_000_000_000n, 4_000_000_000n], strides: [0n, 0n] })),
      {
        "0": Buffer.alloc(16),
      },
    ),
    /claims the shape/,
  ],
  [
    "a negative shape",
    torchFile(stateDict(tensor({ elements: 4n, shape: [-1n], strides: [1n] }))),
    /not a list of sizes/,
  ],
  ["a list that holds itself", torchFile(protocol("]q", 0, "h", 0, "a.")), /holds a list, but no state dict/],
  [
    "a dict that holds itself as its state dict",
    torchFile(protocol("}q", 0, text("state_dict"), "h", 0, "s.")),
    /holds a dict with state_dict, but no state dict/,
  ],
  [
    "a module that holds itself",
    torchFile(
      protocol(
        global("torch.nn", "Module"),
        ")R",
        "q",
        0,
        "}(",
        text("_parameters"),
        "}",
        text("_buffers"),
        "}",
        text("_modules"),
        "}",
        text("again"),
        "h",
        0,
        "su",
        "b.",
      ),
    ),
    /no state dict/,
  ],
  ["an empty stack", torchFile(protocol("R.")), /empty stack/],
  ["a mark never set", torchFile(protocol("t.")), /mark/],
  ["a value never kept", torchFile(protocol("h", 9, ".")), /never kept/],
  ["an unknown opcode", torchFile(protocol(0xff)), /unknown opcode 255/],
  ["an extension code", torchFile(protocol(0x82, 1, ".")), /extension/],
  [
    "a text longer than the file",
    torchFile(protocol("X", Buffer.from("ffffffff", "hex"), "abc")),
    /cut short/,
  ],
  ["bytes of 2^60", torchFile(protocol(0x8e, Buffer.from("0000000000000010", "hex"))), /claims a part/],
  ["items of what is no dict", torchFile(protocol("](K", 1, "K", 2, "u.")), /no dict/],
  [
    "a persistent id that is none",
    torchFile(protocol(text("storage"), "Q.")),
    /a way PyTorch does not write/,
  ],
  [
    "a legacy container with numbers of an unknown type, whose length nobody knows",
    Buffer.concat([
      protocol(MAGIC),
      VERSION,
      FACTS,
      protocol("(", text("storage"), global("torch", "OddStorage"), text("0"), text("cpu"), "K", 1, "tQ."),
    ]),
    /a type not supported here/,
  ],
  ["no pickle at all", torchFile(Buffer.alloc(0)), /cut short/],
  [
    "a zip file of something else",
    zip({ name: "word/document.xml", bytes: Buffer.from("x") }),
    /no data\.pkl/,
  ],
  [
    "a TorchScript archive",
    zip({ name: "a/data.pkl", bytes: protocol("}.") }, { name: "a/constants.pkl", bytes: protocol(").") }),
    /TorchScript/,
  ],
  [
    "a name that climbs out of the folder",
    zip({ name: "../data.pkl", bytes: protocol("}.") }),
    /damaged or incomplete/,
  ],
  [
    "two parts of one name",
    zip({ name: "a/data.pkl", bytes: protocol("}.") }, { name: "a/data.pkl", bytes: protocol("}.") }),
    /two parts/,
  ],
  ["a zip bomb", zip({ name: "a/data.pkl", bytes: Buffer.alloc(50_000_000), deflate: true }), /zip bomb/],
  [
    "a zip bomb that claims little",
    zip({ name: "a/data.pkl", bytes: Buffer.alloc(50_000_000), deflate: true, claimed: 100 }),
    /damaged or incomplete|checksum/,
  ],
  [
    "big-endian numbers",
    zip({ name: "a/data.pkl", bytes: protocol("}.") }, { name: "a/byteorder", bytes: Buffer.from("big") }),
    /big-endian/,
  ],
  ["a plain pickle", protocol("}."), /not one that PyTorch's torch\.save wrote/],
  [
    "a legacy container of another version",
    Buffer.concat([protocol(MAGIC), protocol("K", 7, ".")]),
    /version/,
  ],
  [
    "a legacy container that lists unknown data",
    Buffer.concat([protocol(MAGIC), VERSION, FACTS, FACTS, protocol("]", text("7"), "a."), Buffer.alloc(16)]),
    /nothing refers to/,
  ],
  [
    "a legacy container whose data claims 10 GB",
    Buffer.concat([
      protocol(MAGIC),
      VERSION,
      FACTS,
      stateDict(tensor({ elements: 2_500_000_000n, ...oneByOne })),
      protocol("]", text("0"), "a."),
      long(2_500_000_000n).subarray(2),
    ]),
    /cut short/,
  ],
  ["an empty file", Buffer.alloc(0), /empty/],
  ["a web page", Buffer.from("<!DOCTYPE html><html><body>Sign in</body></html>"), /web page/],
  ["a Git LFS pointer", Buffer.from("version https://git-lfs.github.com/spec/v1\noid sha256:0"), /Git LFS/],
  ["an HDF5 file", Buffer.from("\x89HDF\r\n\x1a\n0000", "latin1"), /HDF5/],
  ["gzip", Buffer.from("1f8b0800", "hex"), /gzip/],
  [
    "a safetensors file",
    Buffer.concat([Buffer.from("0200000000000000", "hex"), Buffer.from("{}      ")]),
    /safetensors/,
  ],
  ["a TensorFlow graph", Buffer.from("\n\x14\n\x05Const\x12\x05Const", "latin1"), /TensorFlow/],
  [
    "an ONNX file",
    readFileSync(join(import.meta.dirname, "../../models/densenet121-nih-starter/model.onnx")),
    /ONNX/,
  ],
  ["text", Buffer.from("hello"), /not a file that PyTorch/],
];

describe("a hostile or foreign file ends in one clear error", () => {
  test.each(cases)("%s", async (_, file, reason) => {
    const message = await refusal(file);
    expect(message).toMatch(reason);
    expect(message).not.toContain("\n");
    expect(existsSync(MARKER)).toBe(false);
  });

  test("the same pickle does run in Python, so the table tests something", () => {
    const marker = `${MARKER}-python`;
    const file = protocol(global("posix", "system"), "(", text(`touch ${marker}`), "tR.");
    try {
      execFileSync("python3", ["-c", "import pickle, sys; pickle.load(sys.stdin.buffer)"], { input: file });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "ENOENT") return;
      throw error;
    }
    expect(existsSync(marker)).toBe(true);
    execFileSync("rm", [marker]);
  });

  test("objects, steps and nesting are bounded", async () => {
    const lists = Buffer.alloc(2_100_000, "]");
    expect(await refusal(torchFile(protocol(lists, ".")))).toMatch(/more than 2000000 objects/);
    const marks = Buffer.alloc(2_100_000, "(");
    expect(await refusal(torchFile(protocol(marks, ".")))).toMatch(/more than 2000000 objects/);
    // A list of lists of lists, each holding the one before twice: 2^1000 ways through it.
    const doubled = Buffer.concat(
      Array.from({ length: 1000 }, (_, depth) => {
        const slot = Buffer.alloc(4);
        slot.writeUInt32LE(depth);
        return pickle(
          "]r",
          slot,
          depth === 0 ? "" : "(",
          ...(depth === 0 ? [] : [recall(depth - 1), recall(depth - 1), "e"]),
          "0",
        );
      }),
    );
    expect(await refusal(torchFile(protocol(doubled, recall(999), ".")))).toMatch(/no state dict/);
  });

  test.each(["state_dict_zip.pth", "state_dict_legacy.pth", "module.pth", "fastai.pth"])(
    "%s cut short anywhere",
    async (name) => {
      const file = fixture(name);
      for (let part = 0; part < 200; part += 1) {
        const length = Math.floor((file.length * part) / 200);
        expect(await refusal(file.subarray(0, length))).toBeTypeOf("string");
      }
      expect(await refusal(file.subarray(0, file.length - 1))).toBeTypeOf("string");
    },
  );

  test("a zip file with one bit turned in its weights is refused as damaged", async () => {
    const file = Buffer.from(fixture("state_dict_zip.pth"));
    const middle = Math.floor(file.length / 2);
    file[middle] = (file[middle] ?? 0) ^ 1;
    expect(await refusal(file)).toMatch(/damaged/);
  });

  test("files with random bytes changed are read or refused, never worse", async () => {
    const original = fixture("state_dict_legacy.pth");
    let seed = 1;
    const random = (end: number) => {
      seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
      return Math.floor((seed / 2 ** 32) * end);
    };
    for (let round = 0; round < 500; round += 1) {
      const file = Buffer.from(original);
      // The pickles stand first: that is where changes hurt.
      for (let change = 0; change < 3; change += 1) file[random(20_000)] = random(256);
      expect(await isClean(file)).toBe(true);
    }
  });
});

/** Whether a file is read, or refused by a clear error. */
async function isClean(file: Buffer): Promise<boolean> {
  try {
    readNetwork(await parseCheckpoint(file));
    return true;
  } catch (error) {
    if (error instanceof CheckpointError) return true;
    throw error;
  }
}

function recall(slot: number): Buffer {
  const bytes = Buffer.alloc(5);
  bytes[0] = 0x6a;
  bytes.writeUInt32LE(slot, 1);
  return bytes;
}

describe("what does not fit a DenseNet is named", () => {
  const floats = (count: number) => Buffer.alloc(count * 4);

  test("a network of another kind", async () => {
    const file = torchFile(stateDict(tensor({ elements: 1n, ...oneByOne }), "layer1.0.conv1.weight"), {
      "0": floats(1),
    });
    expect(await refusal(file)).toMatch(/none is called conv0\.weight; there are layer1\.0\.conv1\.weight/);
  });

  test("a key that is missing, with its shape", async () => {
    // The name is in the file once, in its pickle; the checksum is of no matter in the legacy container.
    const file = Buffer.from(fixture("state_dict_legacy.pth"));
    const at = file.indexOf("features.transition1.conv.weight");
    file.write("features.transition1.conv.WEIGHT", at, "latin1");
    expect(await refusal(file)).toMatch(
      /lacks features\.transition1\.conv\.weight, expected with the shape \[8, 16, 1, 1\]/,
    );
  });

  test("a shape that differs, with the one expected", async () => {
    const file = Buffer.from(fixture("state_dict_legacy.pth"));
    // features.norm0.weight: its size (8,) is the first BININT1 8 after the storage's description.
    const at = file.indexOf(Buffer.from([0x4b, 0x08, 0x85]), file.indexOf("features.norm0.weight"));
    file[at + 1] = 4;
    expect(await refusal(file)).toMatch(/features\.norm0\.weight has the shape \[4\]; expected \[8\]/);
  });

  test("weights that are not finite", async () => {
    const whole = fixture("state_dict_legacy.pth");
    const file = Buffer.from(whole);
    file.fill(0xff, file.length - 56, file.length);
    expect(await refusal(file)).toMatch(/not finite/);
  });

  test("a missing storage", async () => {
    const file = torchFile(stateDict(tensor({ elements: 1n, ...oneByOne })));
    expect(await refusal(file)).toMatch(/refers to data '0', which it does not hold/);
  });

  test("many views of one storage, which together would fill the memory", async () => {
    const one = tensor({ elements: 1000n, shape: [1000n], strides: [1n] });
    const many = Array.from({ length: 50 }, (_, place) => [text(`features.conv${place}.weight`), one]).flat();
    const file = torchFile(protocol("}(", ...many, "u."), { "0": floats(1000) });
    expect(await refusal(file)).toMatch(/claim 200000 bytes, the file holds 4000/);
  });
});
