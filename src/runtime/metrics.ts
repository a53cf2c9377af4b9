import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import { createHouseMetrics, type HouseFigures } from "./house-metrics.ts";

const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 900];

/** What the queue looks like at one moment. */
export type QueueSnapshot = {
  readonly queue: string;
  /** Jobs by state: `waiting`, `active`, `delayed`, `failed`. */
  readonly counts: Readonly<Record<string, number>>;
  /** Age of the oldest job that is not finished, in seconds; 0 when there is none. */
  readonly oldestSeconds: number;
};

type ComputingFigures = {
  readonly asked: string;
  readonly uses: string;
  readonly probe?: { readonly apart: { readonly logits: number }; readonly milliseconds: number };
};

export type Metrics = {
  readonly contentType: string;
  text(): Promise<string>;
  /** Where the depths come from; asked whenever somebody reads the metrics. */
  observeQueues(look: () => Promise<readonly QueueSnapshot[]>): void;
  /** Where the state of the house comes from; asked likewise. */
  observeHouse(look: () => Promise<HouseFigures>): void;
  /** @param stage such as `decode`, `network`, `draw`, `fetch`, `deliver`, `total` */
  stage(stage: string, milliseconds: number): void;
  refused(refusal: string): void;
  /** @param outcome such as `findings`, `refused`, `blocked` */
  outcome(outcome: string): void;
  batch(size: number): void;
  /** What computes, told once at the start; `probe` where an accelerator was compared with the CPU. */
  computing(told: ComputingFigures): void;
  /** Anything else worth counting; `name` is a label, so keep to a short closed list. */
  event(name: string): void;
};

/** The process's instruments, all labels of low cardinality. */
export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  let look: (() => Promise<readonly QueueSnapshot[]>) | undefined;
  let lookAtHouse: (() => Promise<HouseFigures>) | undefined;

  const depth = new Gauge({
    name: "roentgram_queue_jobs",
    help: "Jobs by queue and state",
    labelNames: ["queue", "state"],
    registers,
  });
  const oldest = new Gauge({
    name: "roentgram_queue_oldest_seconds",
    help: "Age of the oldest unfinished job",
    labelNames: ["queue"],
    registers,
  });
  const stages = new Histogram({
    name: "roentgram_stage_seconds",
    help: "Duration of each stage of a study",
    labelNames: ["stage"],
    buckets: SECONDS,
    registers,
  });
  const refusals = new Counter({
    name: "roentgram_refusals_total",
    help: "Photos not read, by reason",
    labelNames: ["refusal"],
    registers,
  });
  const outcomes = new Counter({
    name: "roentgram_outcomes_total",
    help: "Studies ended, by outcome",
    labelNames: ["outcome"],
    registers,
  });
  const batches = new Histogram({
    name: "roentgram_batch_size",
    help: "Studies in one run of the network",
    buckets: [1, 2, 4, 8, 16, 32, 64],
    registers,
  });
  const provider = new Gauge({
    name: "roentgram_execution_provider_info",
    help: "1 for what computes, with what was asked for",
    labelNames: ["asked", "provider"],
    registers,
  });
  const events = new Counter({
    name: "roentgram_events_total",
    help: "Other events",
    labelNames: ["event"],
    registers,
  });

  const showHouse = createHouseMetrics(registry);

  async function refreshHouse(): Promise<void> {
    try {
      showHouse(await lookAtHouse?.());
    } catch {
      showHouse(undefined);
      events.inc({ event: "house-look-failed" });
    }
  }

  async function refreshQueues(): Promise<void> {
    if (!look) return;
    const snapshots = await look();
    depth.reset();
    oldest.reset();
    for (const { queue, counts, oldestSeconds } of snapshots) {
      for (const [state, jobs] of Object.entries(counts)) depth.set({ queue, state }, jobs);
      oldest.set({ queue }, oldestSeconds);
    }
  }

  return {
    contentType: registry.contentType,
    async text() {
      // With Redis away the process's own numbers are still worth reading.
      await Promise.all([
        refreshQueues().catch(() => events.inc({ event: "queue-snapshot-failed" })),
        refreshHouse(),
      ]);
      return registry.metrics();
    },
    observeQueues(source) {
      look = source;
    },
    observeHouse(source) {
      lookAtHouse = source;
    },
    stage: (stage, milliseconds) => stages.observe({ stage }, milliseconds / 1000),
    refused: (refusal) => refusals.inc({ refusal }),
    outcome: (outcome) => outcomes.inc({ outcome }),
    batch: (size) => batches.observe(size),
    computing({ asked, uses, probe }) {
      provider.set({ asked, provider: uses }, 1);
      if (!probe) return;
      const labelNames = ["provider"] as const;
      new Gauge({
        name: "roentgram_execution_probe_logit_difference",
        help: "Largest difference of a logit from the CPU's in the probe at the start",
        labelNames,
        registers,
      }).set({ provider: uses }, probe.apart.logits);
      new Gauge({
        name: "roentgram_execution_probe_seconds",
        help: "Duration of one run of the probe",
        labelNames,
        registers,
      }).set({ provider: uses }, probe.milliseconds / 1_000);
    },
    event: (event) => events.inc({ event }),
  };
}
