import { parse, View } from "vega";
import { compile, type TopLevelSpec } from "vega-lite";

const FONT = "Noto Sans, sans-serif";

/**
 * Draws a chart without a browser.
 *
 * @param spec a Vega-Lite description that carries its data (`data.values`); nothing is fetched
 * @returns an SVG document
 * @throws Error where Vega-Lite finds the description wanting
 */
export async function renderChart(spec: TopLevelSpec): Promise<string> {
  const { spec: compiled } = compile({ background: "white", ...spec }, { config: { font: FONT } });
  const view = new View(parse(compiled), { renderer: "none", loader: noLoader });
  try {
    return await view.toSVG();
  } finally {
    view.finalize();
  }
}

const refuse = (uri: string) =>
  Promise.reject(new Error(`a chart carries its data; it may not fetch ${uri}`));
const noLoader = { load: refuse, sanitize: refuse, http: refuse, file: refuse };
