import * as z from "zod";
import { AssetId } from "../asset/asset.schema.ts";
import * as Assets from "../asset/asset.ts";
import { placeOf } from "../bucket.ts";
import * as Derivatives from "../derivative/derivative.ts";
import { readDocument } from "../document.ts";
import { fn } from "../fn.ts";
import { decodeCursor, encodeCursor } from "../search/cursor.ts";
import { several } from "../several.ts";
import { normalWord } from "../text/words.ts";
import { Scene, Scenes } from "./scene.schema.ts";

/** What an asset's scenes are narrowed down by; all of it must hold. */
export const SceneQuery = z.object({
  /** Stands in what is said, what is read in the picture, or the description: in any case and accent. */
  text: several(z.string().trim().min(1)).optional(),
  /** Is seen, by the name of a label. */
  label: several(z.string().trim().min(1)).optional(),
  /** Has at least so many people in one picture. */
  people: z.coerce.number().int().nonnegative().optional(),
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});

/** Scenes in their order; `total` is how many there are that fit. */
export const ScenePage = z
  .object({ items: z.array(Scene), cursor: z.string().nullable(), total: z.int().nonnegative() })
  .meta({ id: "ScenePage" });
export type ScenePage = z.infer<typeof ScenePage>;

/**
 * The scenes of an asset, or of the one that it is a copy of, page by page. Throws `not_found` for an asset that is not understood yet,
 * and `invalid` for a cursor that none of these pages gave.
 */
export const scenesOf = fn(
  SceneQuery.extend({ assetId: AssetId }),
  async ({ assetId, cursor, limit, ...query }): Promise<ScenePage> => {
    const { linkedTo } = await Assets.get(assetId);
    const { uri } = await Derivatives.get(linkedTo ?? assetId, "scenes");
    const { scenes } = await readDocument(placeOf(uri), Scenes);
    const found = scenes.filter(fits(query));
    const from = cursor ? decodeCursor(cursor) : 0;
    const next = from + limit;
    return {
      items: found.slice(from, next),
      cursor: next < found.length ? encodeCursor(next) : null,
      total: found.length,
    };
  },
);

function fits({ text = [], label = [], people = 0 }: Pick<z.output<typeof SceneQuery>, "text" | "label" | "people">) {
  const [texts, labels] = [text.map(normal), label.map(normal)];
  return (scene: Scene): boolean => {
    const said = [scene.description, scene.speech?.text ?? "", ...scene.texts].map(normal);
    const seen = scene.labels.map(({ name }) => normal(name));
    return (
      scene.people >= people &&
      texts.every((one) => said.some((line) => line.includes(one))) &&
      labels.every((one) => seen.includes(one))
    );
  };
}

const normal = (text: string): string => text.split(/\s+/).map(normalWord).join(" ");
