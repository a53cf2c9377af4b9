import { readFile } from "node:fs/promises";
import { request } from "node:http";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { WEB_ASSETS_DIR } from "../../../src/config/paths.ts";
import { LANGUAGES } from "../../../src/i18n/languages.ts";
import { openRedis } from "../../queue/redis-fixture.ts";
import { fileHouse } from "./file-house.ts";
import { onboard, startWeb } from "./web-fixture.ts";

const shared = fileHouse();
const { url } = await openRedis(shared);
const web = await startWeb(shared, url);
const MOST_BYTES = 14 * 1024;

/** All bytes of one answer, headers included, as they come over the line. */
function bytesOf(headers: Record<string, string>): Promise<number> {
  return new Promise((resolve, reject) => {
    request(web.root, { headers, agent: false }, (response) => {
      const { socket } = response;
      response.resume().on("end", () => resolve(socket.bytesRead));
    })
      .on("error", reject)
      .end();
  });
}

describe("the page", () => {
  it.each(LANGUAGES)(
    "in %s takes at most 14 KB, the first time and where photos are sent, packed either way",
    async (language) => {
      const { cookie } = await onboard(web.root, language);
      for (const encoding of ["gzip", "br"]) {
        const common = { "accept-language": language, "accept-encoding": encoding };
        expect(await bytesOf(common)).toBeLessThan(MOST_BYTES);
        expect(await bytesOf({ ...common, cookie: cookie() })).toBeLessThan(MOST_BYTES);
      }
    },
  );

  /** Relative luminance of sRGB (WCAG 2.2). */
  function luminance(colour: string): number {
    const hex = colour.length === 4 ? colour.replace(/[0-9a-f]/gi, "$&$&") : colour;
    const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
      const share = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  }

  it("has the contrast that tired eyes need, by day and by night", async () => {
    const css = await readFile(join(WEB_ASSETS_DIR, "page.css"), "utf8");
    const themes = [...css.matchAll(/:root \{([^}]+)\}/g)].map(([, body = ""]) =>
      Object.fromEntries(
        [...body.matchAll(/--([\w-]+): (#[0-9a-f]+)/g)].map(([, name, value]) => [name, value ?? ""]),
      ),
    );
    expect(themes).toHaveLength(2);
    for (const theme of themes) {
      const contrast = (one: string, other: string) => {
        const [dark = 0, light = 0] = [luminance(theme[one] ?? ""), luminance(theme[other] ?? "")].sort(
          (a, b) => a - b,
        );
        return (light + 0.05) / (dark + 0.05);
      };
      for (const [ink, paper] of [
        ["ink", "paper"],
        ["ink", "soft"],
        ["brand", "paper"],
        ["brand", "soft"],
        ["on-brand", "brand"],
      ] as const) {
        expect([ink, paper, contrast(ink, paper) >= 7]).toEqual([ink, paper, true]);
      }
      expect(contrast("line", "paper")).toBeGreaterThan(3);
    }
  });
});
