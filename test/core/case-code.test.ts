import { expect, test } from "vitest";
import { caseCodeOf } from "../../src/core/case-code.ts";

test("a study always has the same code, easy to read out", () => {
  const code = caseCodeOf("telegram-00ff17a2b3c4d5e6f7081920");
  expect(code).toMatch(/^[2-9A-HJKMNP-TV-Z]{3}-[2-9A-HJKMNP-TV-Z]{4}$/);
  expect(caseCodeOf("telegram-00ff17a2b3c4d5e6f7081920")).toBe(code);
});

test("studies that differ in one digit have different codes", () => {
  const codes = Array.from({ length: 256 }, (_, i) =>
    caseCodeOf(`telegram-00ff17a2b3c4d5e6f70819${i.toString(16).padStart(2, "0")}`),
  );
  expect(new Set(codes).size).toBe(256);
});

test("what is not a study id has no code", () =>
  expect(() => caseCodeOf("telegram-chat-12")).toThrow(/not a study id/));
