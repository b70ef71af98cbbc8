import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startS3Vectors, vector } from "./testing.ts";

const cloud = await startS3Vectors();
afterAll(() => cloud.stop());

const films = {
  alien: { genre: ["horror", "science"], year: 1979, seen: true, title: "Alien" },
  brazil: { genre: "science", year: 1985, seen: false },
  casablanca: { genre: ["drama"], year: 1942, seen: true },
  duel: { year: "1971" },
  empty: {},
};

beforeAll(async () => {
  await cloud.create({ metadataConfiguration: { nonFilterableMetadataKeys: ["title"] } });
  await cloud.put(...Object.entries(films).map(([key, metadata], index) => vector(key, [1, index, 0], metadata)));
  await cloud.put(vector("without metadata", [1, 9, 0]));
});

const found = async (filter: object) =>
  (await cloud.query([1, 0, 0], { filter: filter as never })).map(({ key }) => key);

describe("a filter", () => {
  it.each([
    ["a value alone means $eq", { genre: "drama" }, ["casablanca"]],
    ["$eq is fulfilled by one entry of a list", { genre: { $eq: "science" } }, ["alien", "brazil"]],
    ["$eq tells types apart", { year: { $eq: "1971" } }, ["duel"]],
    ["$eq of a boolean", { seen: false }, ["brazil"]],
    ["$ne is the opposite of $eq", { genre: { $ne: "science" } }, ["casablanca", "duel", "empty", "without metadata"]],
    ["$gt", { year: { $gt: 1979 } }, ["brazil"]],
    ["$gte", { year: { $gte: 1979 } }, ["alien", "brazil"]],
    ["$lt", { year: { $lt: 1979 } }, ["casablanca"]],
    ["$lte, and a text is no number", { year: { $lte: 1979 } }, ["alien", "casablanca"]],
    ["operators of one key all have to hold", { year: { $gte: 1940, $lt: 1980 } }, ["alien", "casablanca"]],
    ["keys of one object all have to hold", { genre: "science", seen: true }, ["alien"]],
    ["$in", { genre: { $in: ["horror", "drama"] } }, ["alien", "casablanca"]],
    ["$nin", { genre: { $nin: ["horror", "drama"] } }, ["brazil", "duel", "empty", "without metadata"]],
    ["$exists", { seen: { $exists: true } }, ["alien", "brazil", "casablanca"]],
    ["$exists false", { year: { $exists: false } }, ["empty", "without metadata"]],
    ["$and", { $and: [{ genre: "science" }, { year: { $gt: 1980 } }] }, ["brazil"]],
    [
      "$or within $and",
      { $and: [{ seen: true }, { $or: [{ year: 1942 }, { genre: "horror" }] }] },
      ["alien", "casablanca"],
    ],
    ["what nothing has", { director: "Scott" }, []],
  ])("%s", async (_what, filter, keys) => {
    expect((await found(filter)).sort()).toEqual(keys);
  });

  it.each([
    ["nothing", {}, "filter"],
    ["an operator that there is not", { year: { $near: 3 } }, "filter.year.$near"],
    ["an operator where conditions are joined", { $not: [] }, "filter.$not"],
    ["$and of nothing", { $and: [] }, "filter.$and"],
    ["$in of nothing", { genre: { $in: [] } }, "filter.genre.$in"],
    ["$in of objects", { genre: { $in: [{}] } }, "filter.genre.$in[0]"],
    ["a list for $eq", { genre: ["drama"] }, "filter.genre"],
    ["a text for $gt", { year: { $gt: "1979" } }, "filter.year.$gt"],
    ["a number for $exists", { year: { $exists: 1 } }, "filter.year.$exists"],
    ["a key that cannot be filtered by", { title: "Alien" }, "filter.title"],
  ])("is refused for %s, with the place", async (_what, filter, path) => {
    await expect(found(filter)).rejects.toMatchObject({ name: "ValidationException", fieldList: [{ path }] });
  });
});
