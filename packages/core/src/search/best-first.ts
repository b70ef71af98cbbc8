import { createRoom } from "./room.ts";

/** Positions are told by so many bits: 16 million. */
const BITS = 24;
const MASK = 2 ** BITS - 1;

const roomForKeys = createRoom();

/**
 * The positions 0, 1, ... that `among` holds, by falling score, and rising where scores are the same. Scores are 0 or more. Numbers
 * are sorted natively, many times as fast as objects: each is a score whose last 24 of 52 bits are the position's.
 */
export function bestFirst(among: ArrayLike<number>, scores: Float64Array): Int32Array {
  const keys = roomForKeys(among.length);
  // Machines that run this have the low word first.
  const words = new Uint32Array(keys.buffer, 0, 2 * keys.length);
  for (let at = 0; at < keys.length; at++) {
    const position = among[at] as number;
    keys[at] = scores[position] as number;
    words[2 * at] = (((words[2 * at] as number) & ~MASK) | (MASK - position)) >>> 0;
  }
  keys.sort();
  const order = new Int32Array(keys.length);
  for (let at = 0; at < order.length; at++) {
    order[at] = MASK - ((words[2 * (order.length - 1 - at)] as number) & MASK);
  }
  return order;
}
