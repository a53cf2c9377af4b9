import type { Random } from "../../core/random.ts";
import type { Arena } from "./arena.ts";

/**
 * Fills a network's tensors as torchvision does: kernels normal with variance 2 / inputs (He et al. 2015), norms 1 and 0,
 * matrices and their biases as PyTorch's `Linear` has them, but a bias of torchvision's classifier 0.
 */
export function fillInitial({ tensors }: Arena, random: Random): void {
  for (const [name, { dims, data }] of Object.entries(tensors)) {
    const inputs = dims.slice(1).reduce((product, size) => product * size, 1);
    if (dims.length === 4) {
      const deviation = Math.sqrt(2 / inputs);
      for (let at = 0; at < data.length; at += 1) data[at] = random.normal() * deviation;
    } else if (dims.length === 2) {
      const bound = 1 / Math.sqrt(inputs);
      for (let at = 0; at < data.length; at += 1) data[at] = (2 * random.next() - 1) * bound;
    } else {
      data.fill(/norm\d*\.weight$|running_var$/.test(name) ? 1 : 0);
    }
  }
}
