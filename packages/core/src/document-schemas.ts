import * as z from "zod";
import { AccessDocument } from "./access/access-document.ts";
import { Manifest } from "./asset/manifest.schema.ts";
import { Brief } from "./brief/brief.schema.ts";
import { CutDocument } from "./cut/cut.schema.ts";
import { Verdict } from "./cut/gate.schema.ts";
import { VariantSpec } from "./cut/variant-spec.schema.ts";
import { Checks } from "./defect/defect.schema.ts";
import { RunDocument } from "./run/document.schema.ts";
import { SearchesDocument } from "./saved-search/saved-search.schema.ts";
import { Scenes } from "./scene/scene.schema.ts";
import { Embeddings } from "./search/embedding.schema.ts";
import { Segment } from "./search/segment.schema.ts";
import { SettingsDocument } from "./setting/setting.schema.ts";
import { Transcript } from "./transcript/transcript.schema.ts";
import { Samples, Shots, Vision } from "./vision/vision.schema.ts";
import { WebhooksDocument } from "./webhook/webhooks-document.ts";

/** Every kind of JSON document that lies in the media or output bucket, by the name of its file. */
const DOCUMENTS = {
  manifest: Manifest,
  transcript: Transcript,
  shots: Shots,
  samples: Samples,
  vision: Vision,
  defects: Checks,
  scenes: Scenes,
  brief: Brief,
  embeddings: Embeddings,
  segment: Segment,
  run: RunDocument,
  settings: SettingsDocument,
  searches: SearchesDocument,
  access: AccessDocument,
  webhooks: WebhooksDocument,
  cut: CutDocument,
  spec: VariantSpec,
  gates: Verdict,
} as const;

export const DocumentName = z.enum(Object.keys(DOCUMENTS) as [keyof typeof DOCUMENTS, ...(keyof typeof DOCUMENTS)[]]);
export type DocumentName = z.infer<typeof DocumentName>;

/** The JSON Schema (draft 2020-12) of a kind of document. */
export const schemaOf = (name: DocumentName): Record<string, unknown> => ({
  title: `${name}.json`,
  ...z.toJSONSchema(DOCUMENTS[name], { io: "output" }),
});
