import { describe, expect, it } from "vitest";
import { caseCodeOf } from "../../src/core/case-code.ts";
import { UserError } from "../../src/core/user-error.ts";
import { createVault, parsePhotoKey, SealBroken } from "../../src/queue/vault.ts";

const KEY = Buffer.alloc(32, 1);
const vault = createVault(KEY);

describe("sealing", () => {
  it("gives back what was sealed, text and bytes, empty ones too", () => {
    for (const text of ["", "chat 42", "ক্লিনিক"]) expect(vault.open(vault.seal(text, "a"), "a")).toBe(text);
    const bytes = Buffer.from([0, 255, 1, 128]);
    expect(vault.openBytes(vault.sealBytes(bytes, "a"), "a")).toEqual(bytes);
  });

  it("never gives the same bytes twice", () => {
    expect(vault.seal("same", "a")).not.toBe(vault.seal("same", "a"));
  });

  it("opens only in its own place and with its own key", () => {
    const sealed = vault.seal("text", "photo:a");
    expect(() => vault.open(sealed, "photo:b")).toThrow(SealBroken);
    expect(() => createVault(Buffer.alloc(32, 2)).open(sealed, "photo:a")).toThrow(
      /another PHOTO_KEY, or damaged/,
    );
  });

  it("notices every single changed bit", () => {
    const sealed = vault.sealBytes(Buffer.from("photo"), "a");
    for (let bit = 0; bit < sealed.byteLength * 8; bit += 1) {
      const changed = Buffer.from(sealed);
      changed[bit >> 3]! ^= 1 << (bit & 7);
      expect(() => vault.openBytes(changed, "a"), `bit ${bit}`).toThrow(SealBroken);
    }
  });

  it.each([0, 1, 28, 40])("calls %d bytes of something else broken, not anything worse", (length) => {
    expect(() => vault.openBytes(Buffer.alloc(length, 1), "a")).toThrow(SealBroken);
  });
});

describe("names", () => {
  it("gives the same message the same study, and a case code can be made of it", () => {
    const study = vault.studyId("telegram", 123, 456);
    expect(study).toBe(vault.studyId("telegram", "123", "456"));
    expect(study).toMatch(/^telegram-[0-9a-f]{24}$/);
    expect(caseCodeOf(study)).toMatch(/^[0-9A-Z]{3}-[0-9A-Z]{4}$/);
  });

  it("tells messages, chats and channels apart, also where their digits run together", () => {
    const ids = [
      vault.studyId("telegram", 1, 23),
      vault.studyId("telegram", 12, 3),
      vault.studyId("whatsapp", 1, 23),
      createVault(Buffer.alloc(32, 2)).studyId("telegram", 1, 23),
    ];
    expect(new Set(ids.map((id) => id.split("-")[1])).size).toBe(ids.length);
  });

  it("hides the person behind a pseudonym that only the key's holder can make", () => {
    expect(vault.pseudonym("telegram", 5551234)).toMatch(/^[0-9a-f]{16}$/);
    expect(vault.pseudonym("telegram", 5551234)).not.toBe(
      createVault(Buffer.alloc(32, 2)).pseudonym("telegram", 5551234),
    );
  });
});

describe("PHOTO_KEY", () => {
  it("is 32 bytes in base64", () => {
    expect(parsePhotoKey(` ${KEY.toString("base64")}\n`)).toEqual(KEY);
  });

  it.each(["", "secret", Buffer.alloc(16).toString("base64"), "!".repeat(44)])(
    "'%s' is refused with the way to make a good one",
    (text) => {
      expect(() => parsePhotoKey(text)).toThrow(UserError);
      expect(() => parsePhotoKey(text)).toThrow(/openssl rand -base64 32/);
    },
  );
});
