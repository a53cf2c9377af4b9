import { expect, it } from "vitest";
import { checkWeb } from "../../src/cli/doctor-web.ts";
import { readStartConfig } from "../../src/config/start-config.ts";
import { LANGUAGES } from "../../src/i18n/languages.ts";

it.each([
  [{}, "ok", "on this machine only"],
  [{ WEB_HOST: "0.0.0.0" }, "warning", "without https"],
  [{ WEB_PUBLIC_URL: "http://xray.example" }, "warning", "without https"],
  [{ WEB_PUBLIC_URL: "https://xray.example" }, "warning", "everybody counts as one address"],
  [{ WEB_PUBLIC_URL: "https://xray.example", WEB_TRUST_PROXY: "1" }, "ok", "as https://xray.example"],
])("the page with %o is %s: %s", (env, state, detail) => {
  const [check] = checkWeb(readStartConfig({ WEB_PORT: "8080", ...env }, LANGUAGES));
  expect(check?.state).toBe(state);
  expect(check?.detail).toContain(detail);
  expect(check?.fix === undefined).toBe(state === "ok");
});

it("there is nothing to look at where no page is wanted", () => {
  expect(checkWeb(readStartConfig({}, LANGUAGES))).toEqual([]);
});
