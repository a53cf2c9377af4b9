import { decodeDamaged } from "./decode-damaged.ts";

// A process of its own, whose memory is bounded and whose end is noticed: its composition root.
const [seed, from, to] = process.argv.slice(2).map(Number);
await decodeDamaged(seed!, from!, to!, (decoded) => process.send!(decoded));
process.disconnect();
