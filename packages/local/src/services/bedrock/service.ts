import * as control from "@aws-sdk/client-bedrock";
import * as runtime from "@aws-sdk/client-bedrock-runtime";
import type { Cloud } from "../../cloud.ts";
import { operation, type Service } from "../../service.ts";
import { restCodec } from "../../wire/rest.ts";
import { Embedder } from "./embedder/embedder.ts";
import { notServed, unknownModel } from "./errors.ts";
import { readRequest, SERVED, TITAN } from "./titan.ts";

/** Bedrock's runtime with one model, and of its control plane what tells about that model. Both sign as `bedrock`. */
export function createBedrock({ place }: Cloud): Service {
  const embedder = new Embedder();
  const arnOf = (model = "") =>
    model.startsWith("arn:") ? model : `arn:aws:bedrock:${place.region}::foundation-model/${model}`;
  const nameOf = (model = "") => model.split("foundation-model/").pop() ?? model;
  const may = (action: string, model: string | undefined) => [{ action: `bedrock:${action}`, resource: arnOf(model) }];
  const refused = (action: string) =>
    operation({
      permissions: ({ modelId }: { modelId?: string }) => may(action, modelId),
      run({ modelId = "" }: { modelId?: string }): never {
        throw notServed(nameOf(modelId));
      },
    });

  return {
    name: "bedrock",
    codec: restCodec({ module: { ...runtime, GetFoundationModel$: control.GetFoundationModel$ }, protocol: "json" }),
    operations: {
      InvokeModel: operation({
        permissions: ({ modelId }: runtime.InvokeModelCommandInput) => may("InvokeModel", modelId),
        async run({ modelId, body }: Omit<runtime.InvokeModelCommandInput, "body"> & { body?: Uint8Array }) {
          if (nameOf(modelId) !== TITAN) throw notServed(nameOf(modelId));
          const { vector, tokens } = await embedder.embed(readRequest(body).inputText);
          const answer = { embedding: vector, embeddingsByType: { float: vector }, inputTextTokenCount: tokens };
          return { contentType: "application/json", body: Buffer.from(JSON.stringify(answer)) };
        },
      }),
      InvokeModelWithResponseStream: refused("InvokeModelWithResponseStream"),
      Converse: refused("InvokeModel"),
      ConverseStream: refused("InvokeModelWithResponseStream"),
      GetFoundationModel: operation({
        permissions: ({ modelIdentifier }: control.GetFoundationModelCommandInput) =>
          may("GetFoundationModel", modelIdentifier),
        run({ modelIdentifier }: control.GetFoundationModelCommandInput) {
          if (nameOf(modelIdentifier) !== TITAN) throw unknownModel(nameOf(modelIdentifier));
          return {
            modelDetails: {
              modelArn: arnOf(TITAN),
              modelId: TITAN,
              ...SERVED,
              inputModalities: ["TEXT"],
              outputModalities: ["EMBEDDING"],
              responseStreamingSupported: false,
              inferenceTypesSupported: ["ON_DEMAND"],
              modelLifecycle: { status: "ACTIVE" },
            },
          };
        },
      }),
    },
    stop: () => embedder.stop(),
  };
}
