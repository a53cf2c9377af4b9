import { isLabel, LABELS, type Label } from "../core/label.ts";
import { UserError } from "../core/user-error.ts";
import { METHODS, type Method } from "../networks/explain/explanation-graph.ts";

/** How each method's picture is called. */
export const TITLES: Record<Method, string> = {
  "grad-cam": "Grad-CAM",
  "guided-backprop": "Guided backpropagation",
  "guided-grad-cam": "Guided Grad-CAM",
  activations: "Activations",
};

/** How the picture is to be read. */
export const LEGENDS: Record<Method, string> = {
  "grad-cam": "Colours show where the program looked, not where the disease is.",
  "guided-backprop": "Light: more brightness here raises the program's answer. Dark: it lowers it.",
  "guided-grad-cam":
    "Light: more brightness here raises the program's answer; dark: it lowers it; shown where the program looked.",
  activations:
    "Channels of this layer that answer most, by number; each from its least to its greatest value.",
};

/** @throws {UserError} (exit status 2) for a name that is no finding */
export function findingOption(name: string | undefined): Label {
  if (name === undefined) {
    throw new UserError(`explain: name the finding, such as --finding ${LABELS[1]}`, { exitCode: 2 });
  }
  const wanted = name
    .trim()
    .replaceAll(/[\s-]+/g, "_")
    .toLowerCase();
  const label = LABELS.find((each) => each.toLowerCase() === wanted);
  if (label && isLabel(label)) return label;
  throw new UserError(`--finding ${name}: not one of ${LABELS.join(", ")}`, { exitCode: 2 });
}

/** @throws {UserError} (exit status 2) for a name that is no method */
export function methodOption(name: string): Method {
  const method = METHODS.find((each) => each === name);
  if (method) return method;
  throw new UserError(`--method ${name}: not one of ${METHODS.join(", ")}`, { exitCode: 2 });
}
