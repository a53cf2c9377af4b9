import { describe, expect, it } from "vitest";
import { type FlightLog, openFlightLog } from "../../src/queue/flight-log.ts";
import { testHouse } from "../runtime/owned.ts";
import { openEye, openRedis } from "./redis-fixture.ts";

const house = testHouse();

async function open() {
  const { url } = await openRedis(house);
  const redis = openEye(house, url);
  const board = async (worker: string): Promise<FlightLog> =>
    house.own("flight log", await openFlightLog({ redis, worker }), (it) => it.close());
  /** What a killed worker leaves: its flights, and no sign of life once that has expired. */
  const kill = async (flights: FlightLog) => flights.close();
  return { redis, board, kill };
}

describe("the flight log", () => {
  it("reads a new study together with others, and keeps nothing of one that arrived", async () => {
    const { redis, board } = await open();
    const worker = await board("one");
    expect(await worker.plan("s")).toBe("together");
    await worker.depart("s", "together");
    await worker.arrive("s");
    expect(await redis.keys("flight:*")).toEqual([]);
  });

  it("reads a study alone after a death beside others, and does not charge it", async () => {
    const { board, kill } = await open();
    for (let death = 0; death < 5; death += 1) {
      const worker = await board(`worker ${death}`);
      await worker.depart("s", "together");
      await kill(worker);
    }
    const last = await board("last");
    expect(await last.plan("s")).toBe("alone");
    expect(await last.plan("other")).toBe("together");
  });

  it("gives a study up after three deaths alone, not after two", async () => {
    const { board, kill } = await open();
    const plans = [];
    for (let death = 0; death < 4; death += 1) {
      const worker = await board(`worker ${death}`);
      plans.push(await worker.plan("s"));
      await worker.depart("s", death === 0 ? "together" : "alone");
      await kill(worker);
    }
    const last = await board("last");
    plans.push(await last.plan("s"));
    expect(plans).toEqual(["together", "alone", "alone", "alone", "give-up"]);
  });

  it("counts a death once, however often it is asked", async () => {
    const { board, kill } = await open();
    const worker = await board("one");
    await worker.depart("s", "alone");
    await kill(worker);
    const other = await board("two");
    for (let count = 0; count < 5; count += 1) expect(await other.plan("s")).toBe("alone");
  });

  it("takes a study that came twice for what it is while its first worker lives", async () => {
    const { board } = await open();
    const first = await board("one");
    await first.depart("s", "together");
    const second = await board("two");
    expect(await second.plan("s")).toBe("together");
  });

  it("charges unexpected failures like deaths, and nothing for a study put back untouched", async () => {
    const { board } = await open();
    const worker = await board("one");
    await worker.depart("s", "together");
    await worker.stumble("s", "together");
    expect(await worker.plan("s")).toBe("alone");
    for (let failure = 0; failure < 2; failure += 1) {
      await worker.depart("s", "alone");
      await worker.stumble("s", "alone");
    }
    await worker.depart("s", "alone");
    await worker.cancel("s");
    expect(await worker.plan("s")).toBe("alone");
    await worker.depart("s", "alone");
    await worker.stumble("s", "alone");
    expect(await worker.plan("s")).toBe("give-up");
  });
});
