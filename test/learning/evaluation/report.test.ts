import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { launch } from "puppeteer-core";
import { expect, test } from "vitest";
import { LABELS, type Label } from "../../../src/core/label.ts";
import { createRandom } from "../../../src/core/random.ts";
import { comparePredictions } from "../../../src/learning/evaluation/compare-predictions.ts";
import { evaluatePredictions } from "../../../src/learning/evaluation/evaluate-predictions.ts";
import { renderReport } from "../../../src/learning/evaluation/report/render-report.ts";
import type { ReportInput } from "../../../src/learning/evaluation/report/report-input.ts";
import { withFolder } from "../../networks/agreement.ts";
import { predictionsOf, rowsOf } from "./labelled-films.ts";

const FILMS = 120;

/** A report on made-up predictions that know a little. */
async function report(
  labels: readonly Label[],
  { compared = false, more = {} as Partial<ReportInput> } = {},
) {
  const random = createRandom(8);
  const truth = labels.map((_, at) => Array.from({ length: FILMS }, () => random.next() < 0.4 / (at + 1)));
  const scores = () =>
    truth.map((films) => films.map((positive) => (positive ? 0.4 : 0) + 0.6 * random.next()));
  const sources = Array.from({ length: FILMS }, (_, film) => (film % 2 === 0 ? "one" : "two"));
  const rows = rowsOf(labels, truth, { sources, patients: 80 });
  const [a, b] = [predictionsOf(labels, scores()), predictionsOf(labels, scores())];
  return renderReport({
    ours: { origin: a.origin, ...evaluatePredictions(rows, a) },
    others: compared
      ? {
          origin: b.origin,
          ...evaluatePredictions(rows, b),
          comparison: comparePredictions(rows, a, b),
        }
      : undefined,
    labels: { file: "labels.csv", sha256: "1".repeat(64) },
    split: "test",
    sharedPatients: 0,
    unlabelled: 0,
    day: "2026-01-31",
    version: "1.2.3",
    ...more,
  });
}

/** What a person reads. */
const readable = (page: string) =>
  page
    .replaceAll(/<style>.*?<\/style>/gs, " ")
    .replaceAll(/<[^>]*>/g, " ")
    .replaceAll(/\s+/g, " ");

test("the report is one file that loads nothing and runs nothing", async () => {
  const page = await report(LABELS.slice(0, 3));
  expect(page).not.toMatch(/<script|<link|<img|<iframe|<object|\bsrc=|href=|@import|url\(|javascript:/i);
  // Namespaces are names, not addresses to load.
  expect(page.replaceAll(/xmlns(:\w+)?="[^"]*"/g, "")).not.toMatch(/https?:\/\//);
});

test("it says what was measured on what, how far to trust it, and has both of the paper's tables with its figures", async () => {
  const page = await report(["Effusion", "Hernia"], { more: { sharedPatients: 3, unlabelled: 1 } });
  const text = readable(page);
  expect(text).toContain("How far it may be trusted");
  expect(text).toContain("120 films of 80 patients");
  expect(text).toContain("0".repeat(64));
  expect(text).toContain("1".repeat(64));
  expect(text).toContain("3 patients of these films have films in other splits too");
  expect(text).toContain("1 prediction of films that the label file does not name");
  expect(text).toContain("patients are in both parts");
  // Effusion: the paper's AUC .83 and average precision .42, CheXNet's AUC .864.
  expect(text).toMatch(/Table 1\. AUC per finding .* Effusion 0\.83 0\.86 0\.\d\d \(0\.\d\d–0\.\d\d\)/);
  expect(text).toMatch(/Table 2\. Average precision per finding .* Effusion 0\.42 0\.\d\d \(0\.\d\d–/);
  for (const number of [7, 9, 10, 11, 12, 23]) expect(text).toContain(`Fig. ${number}. `);
  expect(text).not.toMatch(/diagnos|normal|healthy|NaN|undefined/i);
});

test("one finding alone is laid out as the paper's one against all, beside its F1s", async () => {
  const text = readable(await report(["Pneumothorax"]));
  expect(text).toMatch(/Pneumothorax against all others .* macro 0\.582 0\.\d{3}/);
  expect(text).toMatch(/binary 0\.384 0\.\d{3}/);
  expect(text).not.toContain("Fig. 10. ");
  expect(readable(await report(["Mass"]))).toMatch(/Mass against all others .* macro – 0\.\d{3}/);
});

test("a comparison has its table and both models' curves", async () => {
  const text = readable(await report(["Effusion", "Mass"], { compared: true }));
  expect(text).toMatch(/Mean AUC within source 0\.\d\d 0\.\d\d [+-]?0\.\d{3}/);
  expect(text).toContain("Precision-recall, B");
});

test("names from files cannot become markup", async () => {
  const page = await report(["Effusion"], {
    more: { labels: { file: '<img src=x onerror="alert(1)">', sha256: "1" } },
  });
  expect(page).not.toContain("<img");
  expect(page).toContain("&lt;img src=x onerror=&quot;alert(1)&quot;&gt;");
});

test(
  "in a browser nothing is asked of the network; a phone need not scroll sideways; dark is dark",
  () =>
    withFolder(async (folder) => {
      const path = join(folder, "evaluation.html");
      writeFileSync(path, await report(LABELS, { compared: true }));
      const browser = await launch({
        executablePath: "/usr/bin/chromium",
        pipe: true,
        args: ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"],
      });
      try {
        const page = await browser.newPage();
        const asked: string[] = [];
        page.on("request", (request) => asked.push(request.url()));
        await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: "dark" }]);
        await page.setViewport({ width: 360, height: 740 });
        await page.goto(`file://${path}`);
        expect(asked).toEqual([`file://${path}`]);
        const seen = (await page.evaluate(`({
        width: document.documentElement.scrollWidth,
        paper: getComputedStyle(document.body).backgroundColor,
        label: getComputedStyle(document.querySelector("svg text")).fill,
        charts: document.querySelectorAll("figure svg").length,
      })`)) as { width: number; paper: string; label: string; charts: number };
        expect(seen.width).toBe(360);
        expect(seen.paper).toBe("rgb(18, 23, 29)");
        // The pictures' letters are light on it.
        expect(Math.min(...(seen.label.match(/\d+/g) ?? ["0"]).map(Number))).toBeGreaterThan(140);
        expect(seen.charts).toBe(1 + 2 + 2 + 14 + 1 + 14 + 4 + 14);
      } finally {
        await browser.close();
      }
    }),
  120_000,
);
