// The import rule of docs/architecture.md: imports point down the list, each heavy package has one home.
const layers = {
  core: [],
  config: ["core"],
  runtime: ["core"],
  onnx: ["core"],
  networks: ["core", "config", "runtime", "onnx"],
  queue: ["core", "config", "runtime"],
  i18n: ["core", "config", "runtime"],
  dicom: ["core", "runtime"],
  vision: ["core", "config", "runtime", "onnx", "networks", "dicom"],
  learning: ["core", "config", "runtime", "onnx", "networks", "queue", "i18n", "vision", "dicom"],
  channels: ["core", "config", "runtime", "queue", "i18n", "dicom"],
  admin: ["core", "config", "runtime", "queue", "i18n"],
};
const owners = {
  grammy: "src/channels/telegram",
  "@grammyjs": "src/channels/telegram",
  "@fastify": "src/channels/web",
  "whatsapp-web.js": "src/channels/whatsapp",
  puppeteer: "src/channels/whatsapp",
  qrcode: "(src/channels/whatsapp|src/admin)",
  bullmq: "src/queue",
  ioredis: "src/queue",
  "onnxruntime-node": "src/onnx",
  protobufjs: "src/onnx",
  sharp: "src/vision",
  "dcmjs-codecs": "src/vision/dicom",
  vega: "src/learning/charts",
  "vega-lite": "src/learning/charts",
  pino: "src/runtime",
  "prom-client": "src/runtime",
  "@fluent": "src/i18n",
};
const dir = (name) => `^src/${name}/`;
const error = (name, from, to) => ({ name, severity: "error", from, to });

module.exports = {
  forbidden: [
    ...Object.entries(layers).map(([layer, allowed]) =>
      error(
        `${layer}-stays-in-its-layer`,
        { path: dir(layer) },
        { path: "^(src|workers|bench|test)/", pathNot: [layer, ...allowed].map(dir) },
      ),
    ),
    ...Object.entries(owners).map(([name, home]) =>
      error(
        `${name.replace("@", "")}-stays-in-its-adapter`,
        { pathNot: `^(${home}|test|bench)/` },
        { path: `node_modules/${name}/` },
      ),
    ),
    error("core-is-pure", { path: dir("core") }, { dependencyTypes: ["npm", "core"] }),
    error(
      "channels-are-strangers",
      { path: "^src/channels/(telegram|whatsapp|web|console)/" },
      { path: "^src/channels/(telegram|whatsapp|web|console)/", pathNot: "^src/channels/$1/" },
    ),
    error("workers-know-no-channel", { path: "^workers/" }, { path: "^src/(channels|cli)/" }),
    error(
      "nobody-knows-a-composition-root",
      { path: "^src/(?!cli/)" },
      { path: "^(src/cli|workers|bench|test)/" },
    ),
    error("src-never-imports-workers", { path: "^src/" }, { path: "^workers/" }),
    error("no-cycles", {}, { circular: true }),
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    doNotFollow: { path: "node_modules" },
  },
};
