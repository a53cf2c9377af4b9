import { createServer } from "node:http";
import { expect, it } from "vitest";
import { renderChart } from "../../../src/learning/charts/render-chart.ts";

const bars = (labels: readonly string[]) => ({
  data: { values: labels.map((label, place) => ({ label, count: place + 1 })) },
  mark: "bar" as const,
  encoding: {
    x: { field: "count", type: "quantitative" as const },
    y: { field: "label", type: "nominal" as const },
  },
});

it("draws a chart as SVG without a browser, with every label in it", async () => {
  const svg = await renderChart(bars(["Hernia", "Pleural_Thickening"]));
  expect(svg).toMatch(/^<svg /);
  expect(svg).toContain(">Hernia<");
  expect(svg).toContain(">Pleural_Thickening<");
});

it("fetches nothing, whatever a description asks for", async () => {
  const asked: (string | undefined)[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url);
    response.end("label,count\na,1\n");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" ? address?.port : undefined;
  try {
    await renderChart({ ...bars([]), data: { url: `http://127.0.0.1:${port}/data.csv` } }).catch(String);
    expect(asked).toEqual([]);
  } finally {
    server.close();
  }
});
