import type { FindingsReading, UnsureReading } from "../core/reading.ts";

/** Most letters of a model's name and version that are shown. */
const MODEL_CHARACTERS = 40;

/** Which model read a photo, as people see it: name and version, cut where they are long. */
export function modelOf({ model }: FindingsReading | UnsureReading, most = MODEL_CHARACTERS): string {
  const whole = `${model.name} ${model.version}`;
  return whole.length > most ? `${whole.slice(0, most - 1)}…` : whole;
}
