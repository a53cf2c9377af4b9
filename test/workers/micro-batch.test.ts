import { describe, expect, it } from "vitest";
import { createMicroBatch } from "../../workers/micro-batch.ts";

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

function network(milliseconds = 0) {
  const batches: number[][] = [];
  let running = 0;
  let most = 0;
  return {
    batches,
    most: () => most,
    async read(films: readonly number[]) {
      running += 1;
      most = Math.max(most, running);
      batches.push([...films]);
      await pause(milliseconds);
      running -= 1;
      return films.map((film) => film * 10);
    },
  };
}

describe("a micro-batch", () => {
  it("runs a lone film at once, without waiting for company that nobody announced", async () => {
    const { read, batches } = network();
    const batch = createMicroBatch({ read, size: 8, waitMilliseconds: 60_000 });
    expect(await batch.take().read(1)).toBe(10);
    expect(batches).toEqual([[1]]);
  });

  it("waits for those who have taken a seat, and gives each its own reading", async () => {
    const { read, batches } = network();
    const batch = createMicroBatch({ read, size: 8, waitMilliseconds: 60_000 });
    const seats = [batch.take(), batch.take(), batch.take()];
    const readings = [];
    for (const [film, seat] of seats.entries()) {
      await pause(5);
      readings.push(seat.read(film));
    }
    expect(await Promise.all(readings)).toEqual([0, 10, 20]);
    expect(batches).toEqual([[0, 1, 2]]);
  });

  it("does not wait for those who leave, nor longer than it should", async () => {
    const { read, batches } = network();
    const batch = createMicroBatch({ read, size: 8, waitMilliseconds: 60_000 });
    const [reader, refused] = [batch.take(), batch.take()];
    const reading = reader.read(1);
    await pause(5);
    expect(batches).toEqual([]);
    refused.leave();
    refused.leave();
    expect(await reading).toBe(10);

    const hasty = createMicroBatch({ read, size: 8, waitMilliseconds: 20 });
    const late = hasty.take();
    expect(await hasty.take().read(2)).toBe(20);
    expect(await late.read(3)).toBe(30);
  });

  it("is never larger than its size, and never beside another", async () => {
    const { read, batches, most } = network(10);
    const batch = createMicroBatch({ read, size: 3, waitMilliseconds: 5 });
    const readings = await Promise.all(Array.from({ length: 10 }, (_, film) => batch.take().read(film)));
    expect(readings).toEqual(Array.from({ length: 10 }, (_, film) => film * 10));
    expect(Math.max(...batches.map(({ length }) => length))).toBe(3);
    expect(batches.flat()).toEqual(Array.from({ length: 10 }, (_, film) => film));
    expect(most()).toBe(1);
  });

  it("fails every film of a batch that fails, and goes on with the next", async () => {
    let broken = true;
    const batch = createMicroBatch({
      size: 2,
      waitMilliseconds: 5,
      read: async (films: readonly number[]) => {
        if (broken) throw new Error("out of memory");
        return films;
      },
    });
    const results = await Promise.allSettled([batch.take().read(1), batch.take().read(2)]);
    expect(results.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
    broken = false;
    expect(await batch.take().read(3)).toBe(3);
  });
});
