/**
 * Room for as many numbers as are asked for, all 0, which the next who asks gets as well: a search of a hundred thousand scenes
 * would leave megabytes to be collected, and the index with them to be gone through. Nothing of it may be kept beyond a turn of the
 * event loop.
 */
export function createRoom(): (length: number) => Float64Array {
  let room = new Float64Array(0);
  return (length) => {
    if (room.length < length) room = new Float64Array(Math.ceil(length * 1.25));
    return room.subarray(0, length).fill(0);
  };
}
