import { expect, test } from "vitest";
import { foreignFormat } from "../../src/networks/checkpoint/foreign-format.ts";
import { hostileName } from "../../src/networks/checkpoint/hostile-names.ts";

test.each([
  ["a page behind a byte order mark", "\xef\xbb\xbf<!DOCTYPE html><html>", /web page/],
  ["a page behind a comment", "\n\n<!-- hi -->\n<html><body>Sign in</body></html>", /web page/],
  ["a store's refusal", "<Error><Code>NoSuchKey</Code></Error>", /web page/],
  ["a refusal in JSON", '{"message":"Not Found"}', /JSON/],
  ["TensorFlow's saved model", "\x08\x01\x12\xd4\x10\n\xa4\x05\x12\x05serve*\x062.11.02", /TensorFlow/],
  ["ONNX", "\x08\x08\x12\x07pytorch\x1a\x041.13", /ONNX/],
])("%s is told", (_, text, what) => {
  expect(foreignFormat(Buffer.from(text, "latin1"))).toMatch(what);
});

test("paths and settings kept beside weights are no attack, calls that act are", () => {
  expect(["pathlib.PosixPath", "signal.Signals", "argparse.Namespace"].filter(hostileName)).toEqual([]);
  const acting = ["pathlib.Path.unlink", "os.system", "subprocess.Popen", "builtins.exec"];
  expect(acting.filter(hostileName)).toEqual(acting);
});
