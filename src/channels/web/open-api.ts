import { AGE_GROUPS } from "../../core/age.ts";
import { PHOTO_LIMITS } from "../../core/budgets.ts";
import { LABELS } from "../../core/label.ts";
import { PICTURE_KINDS } from "../../core/picture.ts";
import { LANGUAGES } from "../../i18n/languages.ts";
import { TERMS_VERSION } from "../person.ts";
import { oneOf, record, ref, SCHEMAS, text } from "./open-api-schemas.ts";
import { PROBLEMS, type ProblemName } from "./problems.ts";

const ofJson = (schema: object) => ({ "application/json": { schema } });
const jpeg = { "image/jpeg": { schema: { type: "string", format: "binary" } } };

function problems(...names: readonly ProblemName[]): Record<string, object> {
  const statuses = [...new Set(names.map((name) => PROBLEMS[name][0]))];
  return Object.fromEntries(
    statuses.map((status) => [
      String(status),
      {
        description: names
          .filter((name) => PROBLEMS[name][0] === status)
          .map((name) => `${name}: ${PROBLEMS[name][1]}`)
          .join("; "),
        content: { "application/problem+json": { schema: ref("Problem") } },
      },
    ]),
  );
}

const RESULTS = {
  "200": {
    description: "What the network sees, or that it is not sure, as 'roentgram analyze --json' prints it",
    content: ofJson({ oneOf: [ref("Findings"), ref("Unsure")] }),
  },
  "202": { description: "Not read yet: ask again at the link", content: ofJson(ref("Waiting")) },
  "422": {
    description: "The photo is not read; 'refusal' says why, 'text' how to do better",
    content: { "application/problem+json": { schema: ref("Refused") } },
  },
};

const fields = {
  file: { type: "string", format: "binary", description: `At most ${PHOTO_LIMITS.bytes} bytes` },
  terms: { type: "string", description: `${TERMS_VERSION}: I have read GET /api/terms and agree` },
  language: { ...oneOf(LANGUAGES), description: "Of the text; else as Accept-Language says" },
  age: {
    ...oneOf(AGE_GROUPS),
    description: "Of the patient; left out, it counts as adult, and the text says so",
  },
};
const query = (name: "terms" | "language" | "age") => ({ name, in: "query", schema: fields[name] });
const PREFER = {
  name: "Prefer",
  in: "header",
  schema: text,
  description: "wait=N: wait at most so many seconds, 0 to 20, then answer with a link (202)",
};
const inPath = (name: string, schema: object) => ({ name, in: "path", required: true, schema });
const token = inPath("token", { type: "string", pattern: "^[0-9a-f]{32}$" });

/** The API's description, served as it is; a test holds it against the routes. */
export const OPEN_API = {
  openapi: "3.1.0",
  info: {
    title: "Roentgram",
    version: "1.0.0",
    license: { name: "Apache-2.0", identifier: "Apache-2.0" },
    description:
      "Reads photographed chest X-rays: 14 findings with where the network looked. Not a medical device; a trained clinician must confirm every answer. Photos are sent as bytes: no address is ever fetched.",
  },
  servers: [{ url: "/" }],
  security: [{}, { invitation: [] }],
  paths: {
    "/ping": {
      get: {
        operationId: "ping",
        summary: "Is anybody there",
        responses: { "200": { description: "pong", content: { "text/plain": { schema: text } } } },
      },
    },
    "/api/classes": {
      get: {
        operationId: "classes",
        summary: "The 14 findings, in the order of NIH ChestX-ray14",
        responses: {
          "200": { description: "Labels", content: ofJson({ type: "array", items: oneOf(LABELS) }) },
        },
      },
    },
    "/api/terms": {
      get: {
        operationId: "terms",
        summary: "The terms to agree to, with their version",
        parameters: [query("language")],
        responses: {
          "200": {
            description: "Terms",
            content: ofJson(record({ version: { type: "integer" }, language: text, text })),
          },
        },
      },
    },
    "/api/classify": {
      post: {
        operationId: "classify",
        summary: "Read one photo; waits up to 20 seconds for the outcome",
        parameters: [query("terms"), query("language"), query("age"), PREFER],
        requestBody: {
          required: true,
          content: {
            "multipart/form-data": { schema: record(fields, ["terms", "language", "age"]) },
            "image/*": { schema: fields.file },
            "application/dicom": { schema: fields.file },
            "application/octet-stream": { schema: fields.file },
          },
        },
        responses: {
          ...RESULTS,
          ...problems(
            "photo-missing",
            "broken",
            "invitation-needed",
            "wrong-invitation",
            "foreign-origin",
            "terms-not-agreed",
            "wrong-age",
            "too-large",
            "too-much",
            "wrong-type",
            "too-many-codes",
            "rate-limited",
            "busy",
            "unavailable",
          ),
        },
      },
    },
    "/api/results/{token}": {
      get: {
        operationId: "result",
        summary: "A photo's outcome, or how far it has come",
        parameters: [token],
        responses: { ...RESULTS, ...problems("not-found", "unavailable") },
      },
    },
    "/api/results/{token}/{kind}.jpg": {
      get: {
        operationId: "picture",
        summary: "A picture of where the network looked",
        parameters: [token, inPath("kind", oneOf(PICTURE_KINDS))],
        responses: { "200": { description: "JPEG", content: jpeg }, ...problems("not-found", "unavailable") },
      },
    },
    "/openapi.json": {
      get: {
        operationId: "description",
        summary: "This document",
        responses: { "200": { description: "OpenAPI 3.1", content: ofJson({ type: "object" }) } },
      },
    },
  },
  components: {
    securitySchemes: {
      invitation: { type: "http", scheme: "bearer", description: "An invitation code, where ACCESS=invite" },
    },
    schemas: SCHEMAS,
  },
};
