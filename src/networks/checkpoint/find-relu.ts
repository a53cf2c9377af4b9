import type { ModuleFacts, Weights } from "./state-dict.ts";

type Modules = Weights["modules"];

/** Forward passes that are known to put a ReLU, which is no module, after the body. */
const WITH_RELU = new Set(["torchvision.models.densenet.DenseNet", "torchxrayvision.models.DenseNet"]);

const isSequential = ({ className }: ModuleFacts) => /(^|\.)Sequential$/.test(className);

function isReluFirst(path: string, modules: Modules): boolean | undefined {
  const module = modules.get(path);
  const name = module?.className.split(".").at(-1) ?? "";
  if (name === "ReLU") return true;
  if (/^(Dropout\w*|Identity)$/.test(name)) return undefined;
  if (module && isSequential(module)) return isReluAmong(module.parts, path, modules);
  return false;
}

/** Whether a ReLU is what acts first among parts in a row; undefined when nothing in it acts. */
function isReluAmong(parts: readonly string[], path: string, modules: Modules): boolean | undefined {
  for (const part of parts) {
    const found = isReluFirst(path === "" ? part : `${path}.${part}`, modules);
    if (found !== undefined) return found;
  }
  return undefined;
}

/**
 * Whether a ReLU follows the body's last norm, as the modules around it tell: parts in a row act one after another, and a
 * few classes' forward passes are known.
 *
 * @param prefix what stands before the body's names, such as `module.features.`
 * @returns undefined when the file holds no modules, or a class that is not known has the last word
 */
export function findRelu(modules: Modules, prefix: string): boolean | undefined {
  let path = prefix.replace(/\.$/, "");
  let last = "norm5";
  for (;;) {
    const module = modules.get(path);
    if (!module) return undefined;
    if (!isSequential(module)) return WITH_RELU.has(module.className) ? true : undefined;
    const found = isReluAmong(module.parts.slice(module.parts.indexOf(last) + 1), path, modules);
    if (found !== undefined || path === "") return found;
    last = path.slice(path.lastIndexOf(".") + 1);
    path = path.slice(0, Math.max(0, path.lastIndexOf(".")));
  }
}
