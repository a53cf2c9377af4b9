import { buildTrainingNetwork, type TrainingNetwork } from "../../networks/training/training-network.ts";
import { encodeGraph } from "../../onnx/encode.ts";
import { openSession, type SessionOptions, type Tensor } from "../../onnx/session.ts";
import type { BatchSource } from "../batch.ts";
import { rocAuc } from "../metrics/roc-auc.ts";
import type { Arena } from "./arena.ts";
import { batchFeeds } from "./learner.ts";

/** How a network did on films it does not learn from. */
type Judgement = {
  readonly loss: number;
  /** Area under the ROC curve per finding; `null` without films of both kinds. */
  readonly aucs: readonly (number | null)[];
  /** Mean of those there are. */
  readonly auc: number | null;
};

export type Judge = {
  judge(network: Arena, films: BatchSource, onBatch?: (done: number) => void): Promise<Judgement>;
  release(): Promise<void>;
};

/** Scores per finding and film: logits, or where outputs exclude each other how far the finding's lies above the rest's. */
function scoresOf(rows: readonly Float32Array[], width: number, exclusive: boolean): Float64Array[] {
  const films = rows.flatMap((row) =>
    Array.from({ length: row.length / width }, (_, film) => row.subarray(film * width, (film + 1) * width)),
  );
  if (exclusive) return [Float64Array.from(films, (film) => (film[1] ?? 0) - (film[0] ?? 0))];
  return Array.from({ length: width }, (_, output) => Float64Array.from(films, (film) => film[output] ?? 0));
}

/** Opens what judges a network during training: the same graph without dropout, norms on their running statistics. */
export async function openJudge(
  options: SessionOptions & { network: TrainingNetwork; size: number; labelWeights: Float32Array },
): Promise<Judge> {
  const { network, size, labelWeights } = options;
  const session = await openSession(encodeGraph(buildTrainingNetwork(network, "nothing", size)), options);
  const { outputs } = network.head;
  return {
    async judge({ tensors }, films, onBatch = () => {}) {
      const logits: Float32Array[] = [];
      const targets: Float32Array[] = [];
      let [loss, seen] = [0, 0];
      for await (const batch of films.batches(0)) {
        const results = {
          loss: { dims: [], data: new Float32Array(1) } satisfies Tensor,
          logits: {
            dims: [batch.size, outputs],
            data: new Float32Array(batch.size * outputs),
          } satisfies Tensor,
        };
        await session.runInto({ ...batchFeeds(network, size, labelWeights, batch), ...tensors }, results);
        logits.push(results.logits.data);
        targets.push(batch.targets);
        loss += (results.loss.data[0] ?? 0) * batch.size;
        seen += batch.size;
        onBatch(batch.size);
      }
      const exclusive = network.loss === "cross-entropy";
      const truths = scoresOf(targets, outputs, exclusive);
      const aucs = scoresOf(logits, outputs, exclusive).map((scores, place) =>
        rocAuc(
          scores,
          Array.from(truths[place] ?? [], (truth) => truth > 0),
        ),
      );
      const known = aucs.filter((auc) => auc !== null);
      const auc = known.length > 0 ? known.reduce((sum, each) => sum + each, 0) / known.length : null;
      return { loss: seen > 0 ? loss / seen : Number.NaN, aucs, auc };
    },
    release: () => session.release(),
  };
}
