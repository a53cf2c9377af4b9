import { AGE_GROUPS } from "../../core/age.ts";
import { PHOTO_LIMITS } from "../../core/budgets.ts";
import { TERMS_VERSION } from "../person.ts";
import { type Answer, problem } from "./answer.ts";
import { BodyRefused } from "./body-refused.ts";

/** Problems the API answers with, for people who write programs: in English, each with what to do. */
export const PROBLEMS = {
  "not-found": [404, "Nothing here", "GET /openapi.json lists what there is; a result's link expires."],
  "method-not-allowed": [405, "Wrong method", "The Allow header names the methods of this path."],
  "foreign-origin": [
    403,
    "Sent from another site",
    "Call the API from a program, not from another site's page.",
  ],
  "terms-not-agreed": [
    403,
    "The terms have not been agreed to",
    `Read GET /api/terms and send terms=${TERMS_VERSION} as a field or in the query: a photo is read only after agreement.`,
  ],
  "wrong-age": [
    400,
    "There is no such age",
    `Send age=${AGE_GROUPS.join(", ")}, or leave it out: a photo is then read as an adult's, and the reply says so.`,
  ],
  "invitation-needed": [
    401,
    "This service is open to invited people",
    "Send your invitation code as 'Authorization: Bearer CODE'.",
  ],
  "wrong-invitation": [
    403,
    "The invitation code is not valid",
    "Ask whoever runs the service for a new one.",
  ],
  "too-many-codes": [429, "Too many wrong invitation codes", "Try again in an hour."],
  "rate-limited": [
    429,
    "Too many photos within the hour",
    "Send it again after the Retry-After header's seconds.",
  ],
  "too-many-looks": [
    429,
    "Too many requests within the minute",
    "Ask again after the Retry-After header's seconds.",
  ],
  "photo-missing": [400, "No photo", "Send the photo as the field 'file' of a form, or as the body itself."],
  broken: [400, "The body did not arrive whole", "Send it again."],
  "wrong-type": [
    415,
    "Unknown kind of body",
    "Send multipart/form-data with a 'file', or image/* or application/dicom with the photo as the body.",
  ],
  "too-much": [
    413,
    "Too many or too long fields",
    "Send 'file', 'terms', 'language' and 'age', nothing else.",
  ],
  "too-large": [413, "The photo is too large", `Send at most ${PHOTO_LIMITS.bytes} bytes.`],
  busy: [503, "Too many uploads at this moment", "Send it again after the Retry-After header's seconds."],
  unavailable: [503, "The service is away for a moment", "Nothing was taken in. Send it again in a minute."],
} as const;

export type ProblemName = keyof typeof PROBLEMS;

export function problemOf(name: ProblemName, headers: Record<string, string> = {}): Answer {
  const [status, title, detail] = PROBLEMS[name];
  return problem({ status, name, title, detail, headers });
}

/** The problem about a body that was not read; anything else is thrown on. */
export function bodyProblem(error: unknown): Answer {
  if (!(error instanceof BodyRefused)) throw error;
  return problemOf(error.reason, error.reason === "busy" ? { "retry-after": "30" } : {});
}
