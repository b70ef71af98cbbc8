import { isDistributed, type MapState } from "./asl.ts";
import { type Machine, oneOf, requireAll } from "./checks.ts";
import { checkFields } from "./fields.ts";

const GET_OBJECT = "arn:aws:states:::s3:getObject";
const LIST_OBJECTS = "arn:aws:states:::s3:listObjectsV2";
const PUT_OBJECT = "arn:aws:states:::s3:putObject";
const distributedOnly = [
  "ItemReader",
  "ItemBatcher",
  "ResultWriter",
  "ToleratedFailureCount",
  "ToleratedFailurePercentage",
  "Label",
] as const;

const partsOf = {
  ItemReader: { Resource: "text", Arguments: "value", ReaderConfig: "object" },
  ReaderConfig: {
    InputType: "text",
    CSVHeaderLocation: "text",
    CSVHeaders: "list",
    CSVDelimiter: "text",
    MaxItems: "count",
  },
  ItemBatcher: { MaxItemsPerBatch: "count", MaxInputBytesPerBatch: "count", BatchInput: "value" },
  ResultWriter: { Resource: "text", Arguments: "value", WriterConfig: "object" },
  WriterConfig: { Transformation: "text", OutputType: "text" },
  ProcessorConfig: { Mode: "text", ExecutionType: "text" },
} as const;

/** Looks at a Map: how its processor is to be run, and what only a distributed one may have. */
export function checkMap(state: MapState, location: string, machine: Machine): void {
  const { diagnostics } = machine;
  const config = state.ItemProcessor?.ProcessorConfig;
  const where = `${location}/ItemProcessor/ProcessorConfig`;
  if (config) checkFields(config, partsOf.ProcessorConfig, where, diagnostics);
  oneOf(config?.Mode, ["INLINE", "DISTRIBUTED"], `${where}/Mode`, machine);
  oneOf(config?.ExecutionType, ["STANDARD", "EXPRESS"], `${where}/ExecutionType`, machine);
  if (!isDistributed(state)) {
    for (const field of distributedOnly) {
      if (state[field] === undefined) continue;
      diagnostics.schema(`Field '${field}' is supported in DISTRIBUTED mode only`, `${location}/${field}`);
    }
    return;
  }
  if (machine.type === "EXPRESS")
    diagnostics.schema("Express state machine does not support distributed Map states", where);
  checkReader(state, location, machine);
  checkBatcher(state, location, machine);
  checkWriter(state, location, machine);
}

function checkReader({ ItemReader: reader }: MapState, location: string, machine: Machine): void {
  const where = `${location}/ItemReader`;
  if (!reader || !checkFields(reader, partsOf.ItemReader, where, machine.diagnostics)) return;
  const config = reader.ReaderConfig ?? {};
  checkFields(config, partsOf.ReaderConfig, `${where}/ReaderConfig`, machine.diagnostics);
  oneOf(reader.Resource, [GET_OBJECT, LIST_OBJECTS], `${where}/Resource`, machine);
  oneOf(config.InputType, ["CSV", "JSON", "JSONL"], `${where}/ReaderConfig/InputType`, machine);
  oneOf(config.CSVHeaderLocation, ["FIRST_ROW", "GIVEN"], `${where}/ReaderConfig/CSVHeaderLocation`, machine);
  const delimiters = ["COMMA", "PIPE", "SEMICOLON", "SPACE", "TAB"];
  oneOf(config.CSVDelimiter, delimiters, `${where}/ReaderConfig/CSVDelimiter`, machine);
  if (reader.Resource === GET_OBJECT) requireAll({ ...config }, ["InputType"], `${where}/ReaderConfig`, machine);
}

function checkBatcher({ ItemBatcher: batcher }: MapState, location: string, { diagnostics }: Machine): void {
  const where = `${location}/ItemBatcher`;
  if (!batcher || !checkFields(batcher, partsOf.ItemBatcher, where, diagnostics)) return;
  if (batcher.MaxItemsPerBatch === undefined && batcher.MaxInputBytesPerBatch === undefined) {
    diagnostics.schema("One of [MaxItemsPerBatch, MaxInputBytesPerBatch] is required", where);
  }
}

function checkWriter({ ResultWriter: writer }: MapState, location: string, machine: Machine): void {
  const where = `${location}/ResultWriter`;
  if (!writer || !checkFields(writer, partsOf.ResultWriter, where, machine.diagnostics)) return;
  const config = writer.WriterConfig ?? {};
  checkFields(config, partsOf.WriterConfig, `${where}/WriterConfig`, machine.diagnostics);
  oneOf(writer.Resource, [PUT_OBJECT], `${where}/Resource`, machine);
  oneOf(config.Transformation, ["NONE", "COMPACT", "FLATTEN"], `${where}/WriterConfig/Transformation`, machine);
  oneOf(config.OutputType, ["JSON", "JSONL"], `${where}/WriterConfig/OutputType`, machine);
  if (writer.Resource) requireAll({ ...writer }, ["Arguments"], where, machine);
  else requireAll({ ...writer }, ["WriterConfig"], where, machine);
}
