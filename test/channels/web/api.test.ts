import { once } from "node:events";
import { createServer } from "node:http";
import { Validator } from "@seriousme/openapi-schema-validator";
import { describe, expect, it } from "vitest";
import { TERMS_VERSION } from "../../../src/channels/person.ts";
import type { Api } from "../../../src/channels/web/api.ts";
import type { House } from "../../../src/channels/web/house.ts";
import { OPEN_API } from "../../../src/channels/web/open-api.ts";
import { createRoutes } from "../../../src/channels/web/routes.ts";
import { LABELS } from "../../../src/core/label.ts";
import { createInvites } from "../../../src/queue/invites.ts";
import { phantomPng } from "../../../src/vision/phantom/phantom-png.ts";
import { openProducer, openRedis, vault } from "../../queue/redis-fixture.ts";
import { testHouse, until } from "../../runtime/owned.ts";
import { answerStudies, finding, PICTURE, reading } from "../bot-fixture.ts";
import { fileHouse } from "./file-house.ts";
import { startWeb } from "./web-fixture.ts";

const shared = fileHouse();
const house = testHouse();
const { url } = await openRedis(shared);
const web = await startWeb(shared, url, { RATE_LIMIT_PER_HOUR: "100000" });
const PHOTO = new Uint8Array(await phantomPng({ size: 256, seed: 1 }));

type Json = Record<string, unknown> & {
  findings: { label: string }[];
  pictures: { file: string; bytes: number }[];
};

async function call(path: string, init: RequestInit = {}, root = web.root) {
  const response = await fetch(`${root}${path}`, init);
  const type = response.headers.get("content-type") ?? "";
  return { status: response.status, type, headers: response.headers, body: (await response.json()) as Json };
}

function asForm(fields: Record<string, string> = { terms: String(TERMS_VERSION) }): RequestInit {
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) body.set(name, value);
  body.set("file", new Blob([PHOTO], { type: "image/png" }), "film.png");
  return { method: "POST", body };
}

describe("the API", { timeout: 120_000 }, () => {
  it("answers a photo in a form as 'analyze --json' would, with its picture", async () => {
    await answerStudies(house, url);
    const { status, type, body } = await call(
      "/api/classify",
      asForm({ terms: String(TERMS_VERSION), language: "fr" }),
    );
    expect([status, type]).toEqual([200, "application/json"]);
    expect(body).toMatchObject({
      outcome: "findings",
      quality: { grade: "good", notes: [] },
      findings: [
        {
          label: "Effusion",
          probability: 0.9,
          threshold: 0.5,
          score: 0.9,
          band: "likely",
          evidence: "strong",
        },
      ],
      notAssessed: [],
      language: "fr",
      model: { name: "test-model", sha256: "0".repeat(64) },
      milliseconds: { total: expect.any(Number) },
    });
    expect(body["text"]).toContain("Épanchement pleural");
    const [picture] = body.pictures;
    const jpeg = await fetch(`${web.root}${picture?.file}`);
    expect([jpeg.headers.get("content-type"), await jpeg.text()]).toEqual(["image/jpeg", "jpeg of the maps"]);
    const again = await call(String(body["file"]).replace("/r/", "/api/results/"));
    expect(again.body).toEqual(body);
  });

  it("takes a photo as the body itself, and shows a picture that a person would only be offered", async () => {
    await answerStudies(house, url, () => ({
      reading: reading(finding("Effusion", 0.1)),
      pictures: [PICTURE],
    }));
    const init = {
      method: "POST",
      body: PHOTO,
      headers: { "content-type": "image/png", "accept-language": "sw" },
    };
    const { status, body } = await call(`/api/classify?terms=${TERMS_VERSION}`, init);
    expect([status, body["language"]]).toEqual([200, "sw"]);
    const jpeg = await fetch(`${web.root}${body.pictures[0]?.file}`);
    expect(await jpeg.text()).toBe("jpeg of the maps");
  });

  it("warns before the answer where the patient is a child, and knows no other ages than it lists", async () => {
    await answerStudies(house, url);
    const text = async (fields: Record<string, string>) =>
      String((await call("/api/classify", asForm({ terms: String(TERMS_VERSION), ...fields }))).body["text"]);
    expect(await text({ age: "under-5" })).toMatch(/^⚠️ CHILD/);
    expect(await text({ age: "adult" })).not.toMatch(/child/i);
    const wrong = await call(`/api/classify?terms=${TERMS_VERSION}&age=7`, asForm({}));
    expect([wrong.status, wrong.body["type"]]).toEqual([400, "urn:roentgram:problem:wrong-age"]);
    expect(wrong.body["detail"]).toContain("under-5, 5-14, adult");
  });

  it("answers a photo that is not read as a problem with its refusal", async () => {
    await answerStudies(house, url, () => ({
      reading: { outcome: "refused", refusal: "not-a-chest-xray", detail: {} },
    }));
    const { status, type, body } = await call("/api/classify", asForm());
    expect([status, type]).toEqual([422, "application/problem+json"]);
    expect(body).toMatchObject({
      type: "urn:roentgram:problem:not-a-chest-xray",
      status: 422,
      outcome: "refused",
      refusal: "not-a-chest-xray",
    });
    expect(body["text"]).toContain("This does not look like a chest X-ray");
  });

  it("answers with a link when no worker answers in time, and at the link when one has", async () => {
    const begun = Date.now();
    const { status, headers, body } = await call("/api/classify", {
      ...asForm(),
      headers: { prefer: "wait=1" },
    });
    expect(status).toBe(202);
    expect(Date.now() - begun).toBeGreaterThan(1_000);
    expect(body).toMatchObject({ state: "waiting", ahead: 0, link: headers.get("location") });
    expect(Number(headers.get("retry-after"))).toBeGreaterThan(0);
    await answerStudies(house, url);
    await until(async () => (await call(String(body["link"]))).status === 200, 40_000);
  });

  it("reads nothing before the terms are agreed to, and says where they stand", async () => {
    const { status, type, body } = await call("/api/classify", asForm({}));
    expect([status, type, body["type"]]).toEqual([
      403,
      "application/problem+json",
      "urn:roentgram:problem:terms-not-agreed",
    ]);
    const terms = await call("/api/terms?language=ar");
    expect(terms.body).toMatchObject({ version: TERMS_VERSION, language: "ar" });
    expect(terms.body["text"]).toContain("هل توافق؟");
  });

  it("refuses what it cannot take, each with its problem", async () => {
    const problem = async (init: RequestInit) => {
      const { status, type, body } = await call(`/api/classify?terms=${TERMS_VERSION}`, {
        method: "POST",
        ...init,
      });
      expect(type).toBe("application/problem+json");
      expect(body["detail"]).toMatch(/\w{3,}/);
      return [status, String(body["type"]).split(":").at(-1)];
    };
    const empty = new FormData();
    empty.set("terms", String(TERMS_VERSION));
    const typed = (type: string) => ({ "content-type": type });
    expect(await problem({ body: empty })).toEqual([400, "photo-missing"]);
    expect(await problem({ body: "{}", headers: typed("application/json") })).toEqual([415, "wrong-type"]);
    expect(await problem({ body: "--", headers: typed("multipart/form-data") })).toEqual([400, "broken"]);
    expect(await problem({ body: new Uint8Array(21 << 20), headers: typed("image/png") })).toEqual([
      413,
      "too-large",
    ]);
    expect(
      await problem({ body: PHOTO, headers: { ...typed("image/png"), origin: "https://evil.example" } }),
    ).toEqual([403, "foreign-origin"]);
    expect((await call("/api/classify")).body).toMatchObject({ status: 405 });
    expect((await call("/api/results/0000")).body).toMatchObject({ status: 404 });
  });

  it("fetches no address that a stranger gives", async () => {
    let asked = 0;
    const server = createServer((_, response) => {
      asked += 1;
      response.end();
    }).listen(0, "127.0.0.1");
    await once(server, "listening");
    house.own("bait", server, (it) => void it.close());
    const bait = `http://127.0.0.1:${(server.address() as { port: number }).port}/film.png`;
    for (const [path, init] of [
      [`/api/classify?terms=${TERMS_VERSION}&url=${bait}`, { method: "POST" }],
      ["/api/classify", asForm({ terms: String(TERMS_VERSION), url: bait, link: bait, image: bait })],
    ] as const) {
      const { status } = await call(path, { ...init, headers: { prefer: "wait=0" } });
      expect([202, 415]).toContain(status);
    }
    expect(asked).toBe(0);
  });

  it("asks for an invitation code where one is needed, and takes it for a key", async () => {
    const own = await startWeb(house, url, { ACCESS: "invite" });
    const { redis } = await openProducer(house, url);
    const code = await createInvites({ redis, vault }).create({ uses: 1, days: 1 });
    await answerStudies(house, url);
    const as = async (key: string | undefined) => {
      const headers = key === undefined ? {} : { authorization: `Bearer ${key}` };
      return (await call("/api/classify", { ...asForm(), headers }, own.root)).status;
    };
    expect([await as(undefined), await as("WRONGCODE22"), await as(code), await as(code)]).toEqual([
      401, 403, 200, 200,
    ]);
  });

  it("lists the classes and answers a ping, as the paper's app did", async () => {
    expect((await call("/api/classes")).body).toEqual(LABELS);
    expect(await (await fetch(`${web.root}/ping`)).text()).toBe("pong");
  });
});

describe("the API's description", () => {
  it("is valid OpenAPI and served as it is", async () => {
    const { body } = await call("/openapi.json");
    expect(body).toEqual(JSON.parse(JSON.stringify(OPEN_API)));
    const result = await new Validator().validate(body);
    expect(result.errors ?? []).toEqual([]);
    expect(result.valid).toBe(true);
  });

  it("describes every route that is no page, and no other", () => {
    const { list } = createRoutes({ settings: {}, log: house.log } as unknown as House, {} as Api);
    const described = Object.entries(OPEN_API.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => ({
        method: method.toUpperCase(),
        path: path.replace("{token}", "0".repeat(32)).replace("{kind}", "sheet"),
      })),
    );
    const matches = described.map(
      ({ method, path }) => list.filter((it) => it.method === method && it.pattern.test(path)).length,
    );
    expect(matches).toEqual(described.map(() => 1));
    const apiRoutes = list.filter(({ pattern }) =>
      /^\^\/(api|ping|openapi)/.test(pattern.source.replaceAll("\\", "")),
    );
    expect(apiRoutes).toHaveLength(described.length);
  });
});
