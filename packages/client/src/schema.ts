/* Made by scripts/make-client.ts from openapi.json. Do not edit. */

export type Reason = { code: string; message: string };

export type Health = { status: "ok" };

export type PipelineHealth = { running: { count: number; oldestAt?: string }; waiting: { assets: number; messages: number; oldestAt?: string }; failed: number; deadLetters: number; lastHour: { succeeded: number; failed: number; rejected: number }; lastDay: { succeeded: number; failed: number; rejected: number }; hours: (HealthHour)[] };

export type HealthHour = { at: string; succeeded: number; failed: number; rejected: number; meanMs?: number };

export type GatewayRefusal = { message: string };

export type Failure = { code: string; message: string; issues?: ({ path: string; message: string })[] };

export type Upload = { assetId: string; uploadId: string; partBytes: number; parts: ({ partNumber: number; url: string })[] };

export type NewUpload = { name: string; bytes: number; contentType?: string };

export type KnownFile = { assetId: string; name: string; deletedAt?: string; fingerprint: string; status: "received" | "processing" | "ready" };

export type UnfinishedUpload = { assetId: string; uploadId: string; partBytes: number; parts: ({ partNumber: number; url: string })[]; sent: ({ partNumber: number; etag: string })[] };

export type UploadedParts = { uploadId: string; parts: ({ partNumber: number; etag: string })[] };

export type AssetPage = { items: (AssetSummary)[]; cursor: string | null };

export type AssetSummary = { assetId: string; name: string; status: "uploading" | "received" | "processing" | "ready" | "rejected" | "failed"; bytes: number; contentType?: string; runId?: string; linkedTo?: string; progress?: Progress; reason?: Reason; understanding?: Understanding; tags?: (string)[]; collections?: (string)[]; createdAt: string; updatedAt: string; readyAt?: string; deletedAt?: string; durationMs?: number; width?: number; height?: number; posterUrl?: string; thumbnailUrl?: string };

export type Progress = { step: string; percent: number };

export type Understanding = { status: "running" | "searchable" | "failed"; runId: string; reason?: Reason };

export type Asset = { assetId: string; name: string; status: "uploading" | "received" | "processing" | "ready" | "rejected" | "failed"; bytes: number; contentType?: string; runId?: string; linkedTo?: string; progress?: Progress; reason?: Reason; understanding?: Understanding; tags?: (string)[]; collections?: (string)[]; createdAt: string; updatedAt: string; readyAt?: string; deletedAt?: string; durationMs?: number; width?: number; height?: number; posterUrl?: string; thumbnailUrl?: string; fingerprint?: string; technical?: Technical; originalUrl?: string; downloadUrl?: string; derivatives: (Derivative)[]; timingsMs: { [key: string]: number } };

export type Technical = { container: string; durationMs: number; bytes: number; bitRate: number | null; video: { index: number; codec: string; profile: string | null; width: number; height: number; displayWidth: number; displayHeight: number; pixelAspect: string; rotation: 0 | 90 | 180 | 270; frameRateRational: string; frameRate: number; variableFrameRate: boolean; pixelFormat: string; bitDepth: number; hdr: "none" | "hlg" | "pq" | "dolby_vision"; interlaced: boolean; fieldOrder: string; colour: { primaries: string | null; transfer: string | null; matrix: string | null; range: string | null }; startMs: number; endMs: number; frames: number | null; bitRate: number | null } | null; audio: { index: number; track: number; codec: string; profile: string | null; channels: number; layout: string | null; sampleRate: number; language: string | null; title: string | null; default: boolean; startMs: number; endMs: number; bitRate: number | null } | null; audioTracks: ({ index: number; track: number; codec: string; profile: string | null; channels: number; layout: string | null; sampleRate: number; language: string | null; title: string | null; default: boolean; startMs: number; endMs: number; bitRate: number | null })[]; subtitles: ({ index: number; codec: string; language: string | null; title: string | null; default: boolean; forced: boolean })[]; attachedPictures: ({ index: number; codec: string; width: number; height: number })[]; timecode: string | null; createdAt: string | null };

export type Derivative = ProxyDerivative | AudioDerivative | FramesDerivative | StoryboardDerivative | WaveformDerivative | PosterDerivative | ThumbnailDerivative | TranscriptDerivative | CaptionsDerivative | ShotsDerivative | SamplesDerivative | VisionDerivative | DefectsDerivative | ScenesDerivative | BriefDerivative | EmbeddingsDerivative | SegmentDerivative;

export type ProxyDerivative = { kind: "proxy"; uri: string; bytes: number; sha256: string; contentType: string; width: number; height: number; durationMs: number; frameRate: number; videoCodec: string; audioCodec: string | null; url?: string; downloadUrl?: string };

export type AudioDerivative = { kind: "audio"; uri: string; bytes: number; sha256: string; contentType: string; durationMs: number; codec: string; channels: number; sampleRate: number; url?: string; downloadUrl?: string };

export type FramesDerivative = { kind: "frames"; uri: string; bytes: number; sha256: string; contentType: string; width: number; height: number; count: number; intervalMs: number; url?: string; downloadUrl?: string };

export type StoryboardDerivative = { kind: "storyboard"; uri: string; bytes: number; sha256: string; contentType: string; sprites: ({ name: string; width: number; height: number })[]; url?: string; downloadUrl?: string };

export type WaveformDerivative = { kind: "waveform"; uri: string; bytes: number; sha256: string; contentType: string; points: number; pointsPerSecond: number; url?: string; downloadUrl?: string };

export type PosterDerivative = { kind: "poster"; uri: string; bytes: number; sha256: string; contentType: string; width: number; height: number; atMs: number; url?: string; downloadUrl?: string };

export type ThumbnailDerivative = { kind: "thumbnail"; uri: string; bytes: number; sha256: string; contentType: string; width: number; height: number; atMs: number; url?: string; downloadUrl?: string };

export type TranscriptDerivative = { kind: "transcript"; uri: string; bytes: number; sha256: string; contentType: "application/json"; source: "sidecar" | "embedded" | "recognition"; engine: string; language: string; words: number; confidence: number; quotable: boolean; url?: string; downloadUrl?: string };

export type CaptionsDerivative = { kind: "captions"; uri: string; bytes: number; sha256: string; contentType: string; language: string; cues: number; url?: string; downloadUrl?: string };

export type ShotsDerivative = { kind: "shots"; uri: string; bytes: number; sha256: string; contentType: "application/json"; count: number; url?: string; downloadUrl?: string };

export type SamplesDerivative = { kind: "samples"; uri: string; bytes: number; sha256: string; contentType: "application/json"; count: number; of: number; url?: string; downloadUrl?: string };

export type VisionDerivative = { kind: "vision"; uri: string; bytes: number; sha256: string; contentType: "application/json"; frames: number; labels: (string)[]; people: number; faces: number; texts: number; url?: string; downloadUrl?: string };

export type DefectsDerivative = { kind: "defects"; uri: string; bytes: number; sha256: string; contentType: "application/json"; count: number; critical: number; url?: string; downloadUrl?: string };

export type ScenesDerivative = { kind: "scenes"; uri: string; bytes: number; sha256: string; contentType: "application/json"; count: number; url?: string; downloadUrl?: string };

export type BriefDerivative = { kind: "brief"; uri: string; bytes: number; sha256: string; contentType: "application/json"; title: string; engine: string; url?: string; downloadUrl?: string };

export type EmbeddingsDerivative = { kind: "embeddings"; uri: string; bytes: number; sha256: string; contentType: "application/json"; model: string; dimensions: number; count: number; url?: string; downloadUrl?: string };

export type SegmentDerivative = { kind: "segment"; uri: string; bytes: number; sha256: string; contentType: "application/json"; scenes: number; terms: number; url?: string; downloadUrl?: string };

export type ScenePage = { items: (Scene)[]; cursor: string | null; total: number };

export type Scene = { index: number; startMs: number; endMs: number; shots: { from: number; to: number } | null; description: string; evidence: (Evidence)[]; speech: { from: number; to: number; text: string; confidence: number; quotable: boolean } | null; labels: ({ name: string; confidence: number })[]; people: number; faces: number; texts: (string)[]; colours: ({ hex: string; share: number })[]; defects: ("black" | "freeze" | "silence" | "clipping" | "loudness" | "blockiness" | "blur" | "drift")[]; posterFrame: number | null };

export type Evidence = { kind: "words"; from: number; to: number; text: string } | { kind: "frame"; index: number; atMs: number; seen: string };

export type UsePage = { items: (Use)[]; cursor: string | null };

export type Use = { revision: number; clips: number; moments: (UsedMoment)[]; cut: CutSummary };

export type UsedMoment = { startMs: number; endMs: number; atMs: number };

export type CutSummary = { cutId: string; useCase: UseCase; title: string; status: "composing" | "refused" | "composed" | "rendering" | "finished" | "failed"; revision?: number; durationMs?: number; runId: string; budgetMicroUsd?: number; quote: Quote; reason?: Reason; refusedBy?: "input" | "clip" | "timestamp" | "facts" | "quality" | "schema"; createdAt: string; updatedAt: string; posterUrl: string | null };

export type UseCase = "news" | "aftermovie" | "wrapped";

export type Quote = { microUsd: number; durationMs: number; parts: ({ what: string; microUsd: number })[] };

export type Marks = { tags?: (string)[]; collections?: (string)[] };

export type SidecarUpload = { url: string };

export type NewSidecar = { name: string; bytes: number };

export type CutPage = { items: (CutSummary)[]; cursor: string | null };

export type CutOrder = { useCase: UseCase; title?: string; footage: Footage; brief?: string; duration: { targetMs: number; toleranceMs?: number }; tone?: "neutral" | "warm" | "energetic" | "solemn"; mustHave?: (Wish)[]; mustNotHave?: (Wish)[]; formats?: (Format)[]; brand?: Brand; loudness?: -14 | -23; render?: "when_passed" | "when_approved"; budgetMicroUsd?: number };

export type Footage = { by: "assets"; assetIds: (string)[] } | { by: "collection"; collection: string } | { by: "search"; query: string };

export type Wish = string | { assetId: string; startMs: number; endMs: number };

export type Format = { name: "landscape" | "square" | "vertical"; lines?: 540 | 720 | 1080; captions?: "burned" | "sidecar" | "none"; hls?: boolean };

export type Brand = { primary?: string; text?: string; background?: string; font?: "sans" | "serif" | "mono"; logo?: string; lowerThirds?: boolean };

export type Cut = { cutId: string; useCase: UseCase; title: string; status: "composing" | "refused" | "composed" | "rendering" | "finished" | "failed"; order: { useCase: UseCase; title?: string; footage: Footage; brief?: string; duration: { targetMs: number; toleranceMs?: number }; tone?: "neutral" | "warm" | "energetic" | "solemn"; mustHave?: (Wish)[]; mustNotHave?: (Wish)[]; formats?: (Format)[]; brand: { primary?: string; text?: string; background?: string; font?: "sans" | "serif" | "mono"; lowerThirds?: boolean }; loudness?: -14 | -23; render?: "when_passed" | "when_approved"; budgetMicroUsd?: number }; revision?: number; durationMs?: number; runId: string; budgetMicroUsd?: number; quote: Quote; reason?: Reason; refusedBy?: "input" | "clip" | "timestamp" | "facts" | "quality" | "schema"; reviews?: (Review)[]; createdAt: string; updatedAt: string; deliverables: ({ kind: "video" | "hls" | "sidecar" | "timeline" | "thumbnail"; name: string; variant: "landscape" | "square" | "vertical" | null; revision: number; uri: string; bytes: number; sha256: string; contentType: string; measured?: { frames: number; durationMs: number; integratedLufs: number | null; truePeakDbtp: number | null }; url: string; downloadUrl: string })[]; spec: VariantSpec | null; verdict: Verdict | null };

export type Review = { revision: number; verdict: "approved" | "sent_back"; note: string; reading?: NoteReading; by: string; at: string };

export type NoteReading = { requests: ({ words: string; request: NoteRequest })[]; notUnderstood: (string)[] };

export type NoteRequest = { ask: "shorter" | "longer"; byMs: number | null } | { ask: "as_long_as"; toMs: number } | { ask: "pace"; pace: "faster" | "slower" | "calmer" } | { ask: "more" | "less" | "without" | "start" | "end"; what: string } | { ask: "remove" | "keep"; place: { nth: number | "last" } | { atMs: number } } | { ask: "music"; music: "on" | "off" | "quieter" | "louder" } | { ask: "captions"; captions: "on" | "off" } | { ask: "cards"; cards: "off" };

export type VariantSpec = { version: 1; cutId: string; revision: number; useCase: UseCase; title: string; frameRate: string; frames: number; items: (TimelineItem)[]; titles: (Title)[]; captions: (Caption)[]; music: Music | null; loudness: { integratedLufs: -14 | -23; truePeakDbtp: number }; brand: { primary?: string; text?: string; background?: string; font?: "sans" | "serif" | "mono"; lowerThirds?: boolean; logoUri: string | null }; variants: (Variant)[]; thumbnailFrame?: number; engine: string };

export type TimelineItem = { kind: "clip"; id: string; assetId: string; inFrame: number; frames: number; fadeIn: number | null; sound: { on: boolean; gainDb: number; leadFrames: number; tailFrames: number }; framing: { landscape?: (Box)[]; square?: (Box)[]; vertical?: (Box)[] }; why: string; evidence: (CutEvidence)[] } | { kind: "card"; id: string; frames: number; fadeIn: number | null; heading: string; figure: string | null; detail: string | null; why: string; evidence: (CutEvidence)[] };

export type Box = { left: number; top: number; width: number; height: number };

export type CutEvidence = { assetId: string; evidence: Evidence } | { brief: string } | { counted: string; value: number } | { person: string };

export type Title = { id: string; kind: "title" | "lower_third"; startFrame: number; frames: number; lines: (string)[]; evidence: (CutEvidence)[] };

export type Caption = { startFrame: number; frames: number; lines: (string)[]; assetId: string; from: number; to: number };

export type Music = { bed: "pulse" | "drive" | "dawn" | "still"; gainDb: number; fadeInFrames: number; fadeOutFrames: number; duckDb: number; ducks: ({ startFrame: number; frames: number })[] };

export type Variant = { name: "landscape" | "square" | "vertical"; width: number; height: number; captions: "burned" | "sidecar" | "none"; hls: boolean };

export type Verdict = { version: 1; cutId: string; revision: number; passed: boolean; rounds: ({ round: number; gates: (GateResult)[] })[]; answers?: (Answer)[]; notUnderstood?: (string)[] };

export type GateResult = { gate: "input" | "clip" | "timestamp" | "facts" | "quality" | "schema"; passed: boolean; findings: ({ passed: boolean; text: string; item: string | null; evidence: (CutEvidence)[] })[] };

export type Answer = { revision: number; words: string; request: NoteRequest; objection: string | null };

export type RevisionOutcome = { revision: number | null; changes: (Change)[]; notes: (string)[]; verdict: Verdict; spec: VariantSpec };

export type Change = { item: string | null; what: "added" | "removed" | "moved" | "trimmed" | "swapped" | "fade" | "sound" | "text" | "framing" | "setting"; text: string };

export type NewRevision = { by: "spec"; spec: VariantSpec; dryRun?: boolean } | { by: "timeline"; format: "otio" | "edl"; text: string; dryRun?: boolean };

export type Alternative = { assetId: string; assetName: string; startMs: number; endMs: number; inFrame: number; frames: number; framing: { landscape?: (Box)[]; square?: (Box)[]; vertical?: (Box)[] }; text: string; posterUrl: string | null; score: number };

export type TrimPoints = { ins: (number)[]; outs: (number)[] };

export type Share = { cutId: string; shareId: string; createdBy: string; createdAt: string; expiresOn: string };

export type MadeShare = { share: Share; token: string };

export type NewShare = { hours?: number };

export type SharedCut = { title: string; durationMs: number; expiresOn: string; posterUrl: string | null; videos: ({ variant: "landscape" | "square" | "vertical"; url: string; downloadUrl: string })[]; streams: ({ variant: "landscape" | "square" | "vertical"; path: string })[] };

export type RunPage = { items: (RunSummary)[]; cursor: string | null };

export type RunSummary = { runId: string; assetId?: string; cutId?: string; workflow: string; status: "running" | "succeeded" | "failed"; startedAt: string; endedAt?: string; reason?: Reason; failedStep?: string; redrives?: number; partial?: boolean; rebuilt?: Rebuilt; reembedded?: Reembedded; assetName?: string; cutTitle?: string; percent?: number; durationMs?: number };

export type Rebuilt = { restored: number; unchanged: number; kept: number; runs: number; removed: number; resumed: number };

export type Reembedded = { index: string; assets: number; scenes: number };

export type Run = { runId: string; assetId?: string; cutId?: string; workflow: string; status: "running" | "succeeded" | "failed"; startedAt: string; endedAt?: string; reason?: Reason; failedStep?: string; redrives?: number; partial?: boolean; rebuilt?: Rebuilt; reembedded?: Reembedded; assetName?: string; cutTitle?: string; percent?: number; durationMs?: number; steps: (Step)[]; batches?: { done: number; total: number }; bill: Bill };

export type Step = { status: "running" | "succeeded" | "failed"; startedAt: string; endedAt?: string; durationMs?: number; percent?: number; error?: Reason; name: string; attempts: ({ attempt: number; status: "running" | "succeeded" | "failed"; startedAt: string; endedAt?: string; durationMs?: number; percent?: number; error?: Reason; usage?: { [key: string]: number } })[]; usualMs?: number; nanoUsd: number };

export type Bill = { lines: ({ service: string; item: string; quantity: number; unit: string; nanoUsd: number | null })[]; nanoUsd: number; keptBytes: number; monthlyNanoUsd: number; prices: PriceList };

export type PriceList = { region: string; asOf: string; sources: (string)[] };

export type RunGraph = { input: { [key: string]: unknown }; nodes: (GraphNode)[]; edges: ({ from: string; to: string })[] };

export type GraphNode = { name: string; within: (string)[]; state: "idle" | "running" | "succeeded" | "failed"; attempts: number; startedAt?: string; durationMs?: number; usualMs?: number; percent?: number; error?: Reason; parts?: { done: number; total: number } };

export type StepDetail = { status: "running" | "succeeded" | "failed"; startedAt: string; endedAt?: string; durationMs?: number; percent?: number; error?: Reason; name: string; attempts: (AttemptDetail)[]; usualMs?: number; nanoUsd: number };

export type AttemptDetail = { attempt: number; status: "running" | "succeeded" | "failed"; startedAt: string; endedAt?: string; durationMs?: number; percent?: number; error?: Reason; usage?: { [key: string]: number }; input?: unknown; output?: unknown };

export type StepLogs = { lines: (LogLine)[]; more: boolean };

export type LogLine = { at: string; level: string; message: string; fields?: { [key: string]: unknown } };

export type UsageReport = { days: ({ day: string; nanoUsd: number; services: ({ service: string; nanoUsd: number })[] })[]; services: ({ service: string; nanoUsd: number })[]; nanoUsd: number; prices: PriceList };

export type Problems = { items: (Problem)[]; more: boolean };

export type Problem = { kind: "failed" | "rejected"; code: string; step: string; workflow: string; count: number; firstAt: string; lastAt: string; examples: ({ runId?: string; step?: string; assetId?: string; assetName?: string; message: string; at: string })[] };

export type DeadLetters = { items: (DeadLetter)[]; more: boolean };

export type DeadLetter = { id: string; source: "received" | "undelivered"; about: string; assetId?: string; reason: Reason; sentAt: string; tries?: number; body?: unknown };

export type RedrivenLetters = { sent: number; failed: ({ id: string; message: string })[] };

export type SearchPage = { items: (Moment)[]; cursor: string | null; total: number; facets: Facets; tookMs: number };

export type Moment = { assetId: string; name: string; scene: number; startMs: number; endMs: number; description: string; posterUrl: string | null; quotable: boolean; highlights: ({ field: "speech" | "text" | "label"; text: string; marks: ({ start: number; end: number })[] })[]; why: { words: { rank: number; terms: (string)[] } | null; meaning: { rank: number; distance: number } | null }; score: number };

export type Facets = { labels: ({ value: string; count: number })[]; people: ({ value: string; count: number })[]; speech: ({ value: string; count: number })[]; defects: ({ value: string; count: number })[]; tags: ({ value: string; count: number })[]; collections: ({ value: string; count: number })[] };

export type SavedSearch = { name: string; query: SavedQuery; searchId: string; createdAt: string };

export type SavedQuery = { q?: string; label?: (string)[]; text?: (string)[]; people?: number; speech?: "true" | "false"; defect?: ("black" | "freeze" | "silence" | "clipping" | "loudness" | "blockiness" | "blur" | "drift" | "none")[]; minDurationMs?: number; maxDurationMs?: number; after?: string; before?: string; tag?: (string)[]; collection?: (string)[] };

export type NewSearch = { name: string; query: SavedQuery };

export type SearchChange = { name?: string; query?: SavedQuery };

export type Settings = { judge: Judge };

export type Judge = { provider: "rules" } | { provider: "bedrock"; model: string } | { provider: "openai-compatible"; baseUrl: string; model: string };

export type ReembedState = { current?: VectorIndex; next?: VectorIndex; runId?: string; isDue: boolean; advice?: string };

export type VectorIndex = { index: string; model: EmbeddingModel; textVersion: number };

export type EmbeddingModel = { id: string; name: string; dimensions: number };

export type Me = { kind: "operator" | "key"; id: string; name: string; scopes: (Scope)[] | null; workspace: { name: string; workspaceId: string; role: Role }; workspaces: ({ name: string; workspaceId: string; role: Role })[] };

export type Scope = "uploads" | "assets" | "cuts" | "runs" | "schemas" | "search" | "settings" | "webhooks" | "access" | "system";

export type Role = "viewer" | "editor" | "admin";

export type Key = { keyId: string; name: string; role: Role; scopes: (Scope)[] | null; createdBy: string; createdAt: string; expiresOn: string | null; lastUsedAt?: string; revokedAt?: string };

export type MadeKey = { key: Key; secret: string };

export type NewKey = { name: string; role?: Role; scopes?: (Scope)[]; expiresOn?: string };

export type OperatorInfo = { operatorId: string; email: string; name: string; role: Role; lastSeenAt?: string; createdAt: string; status: "invited" | "active" };

export type Invitation = { email: string; name?: string; role: Role };

export type Workspace = { name: string; workspaceId: string };

export type NewWorkspace = { name: string };

export type CreatedWebhook = { url: string; events: (EventType)[]; description?: string; webhookId: string; enabled: boolean; disabledBecause?: Reason; failingSince?: string; createdAt: string; updatedAt: string; secret: string };

export type EventType = "asset.created" | "asset.ready" | "asset.rejected" | "asset.failed" | "asset.searchable" | "asset.understanding_failed" | "asset.deleted" | "asset.restored" | "cut.composed" | "cut.refused" | "cut.finished" | "cut.failed" | "run.succeeded" | "run.failed";

export type NewWebhook = { url: string; events: (EventType)[]; description?: string };

export type WebhookPage = { items: (Webhook)[]; cursor: string | null };

export type Webhook = { url: string; events: (EventType)[]; description?: string; webhookId: string; enabled: boolean; disabledBecause?: Reason; failingSince?: string; createdAt: string; updatedAt: string };

export type WebhookChange = { url?: string; events?: (EventType)[]; description?: string; enabled?: boolean };

export type RotatedSecret = { secret: string; previousUntil: string };

export type Delivery = { webhookId: string; deliveryId: string; eventId: string; type: "webhook.test" | "asset.created" | "asset.ready" | "asset.rejected" | "asset.failed" | "asset.searchable" | "asset.understanding_failed" | "asset.deleted" | "asset.restored" | "cut.composed" | "cut.refused" | "cut.finished" | "cut.failed" | "run.succeeded" | "run.failed"; payload: string; status: "pending" | "delivered" | "exhausted" | "cancelled"; attempts: ({ at: string; durationMs: number; status?: number; excerpt?: string; error?: Reason })[]; nextAttemptAt?: string; replayOf?: string; createdAt: string };

export type DeliveryPage = { items: (Delivery)[]; cursor: string | null };

export type EventTypes = { items: ({ type: EventType; description: string })[] };

export interface Operations {
  /** Whether the API answers */
  getHealth: { input: Record<string, never>; result: Health };
  /** How the pipeline does: what runs, waits and failed, and how runs ended in the last week */
  getPipelineHealth: { input: Record<string, never>; result: PipelineHealth };
  /** Begin to put in a file */
  beginUpload: { input: NewUpload; result: Upload };
  /** The files of a size that are here already, with the SHA-256 of each */
  listKnownFiles: { input: { bytes: number }; result: { items: (KnownFile)[] } };
  /** Go on with an upload that was interrupted */
  resumeUpload: { input: { assetId: string }; result: UnfinishedUpload };
  /** Give an upload up; what was sent is thrown away */
  abortUpload: { input: { assetId: string }; result: undefined };
  /** Say that all parts are sent; work on the asset begins */
  completeUpload: { input: { assetId: string } & UploadedParts; result: { assetId: string } };
  /** The library, newest first */
  listAssets: { input: { cursor?: null | undefined | string; limit?: null | undefined | number; status?: null | undefined | "uploading" | "received" | "processing" | "ready" | "rejected" | "failed"; trash?: null | undefined | "true" | "false"; tag?: null | undefined | (string)[]; collection?: null | undefined | (string)[] }; result: AssetPage };
  /** One asset with its derivatives */
  getAsset: { input: { assetId: string }; result: Asset };
  /** Sets tags and collections; those that are left out stay */
  markAsset: { input: { assetId: string } & Marks; result: undefined };
  /** Puts an asset into the trash, from which it goes for good after 30 days */
  deleteAsset: { input: { assetId: string }; result: undefined };
  /** The scenes of an asset in their order: all of them, or those that fit */
  listScenes: { input: { assetId: string; text?: null | undefined | (string)[]; label?: null | undefined | (string)[]; people?: null | undefined | number | null; cursor?: null | undefined | string; limit?: null | undefined | number }; result: ScenePage };
  /** Where an asset was used: the cuts that have it, and which moments of it, the cut that was ordered last first */
  listUses: { input: { assetId: string; cursor?: null | undefined | string; limit?: null | undefined | number }; result: UsePage };
  /** Takes an asset out of the trash: it is listed and found as before */
  restoreAsset: { input: { assetId: string }; result: undefined };
  /** Deletes an asset that is in the trash for good: its original and all that was made of it */
  purgeAsset: { input: { assetId: string }; result: undefined };
  /** Makes a step of understanding, and all that depends on it, again */
  reprocessAsset: { input: { assetId: string } & { from: "Derive" | "Hear" | "Captions" | "Shots" | "Sample" | "See" | "Gather" | "Measure" | "Check" | "Scenes" | "Brief" | "Embed" | "Index" }; result: { runId: string } };
  /** Add a file with what is said: SubRip, WebVTT, or the JSON of a transcription */
  addSidecar: { input: { assetId: string } & NewSidecar; result: SidecarUpload };
  /** WebVTT of small pictures for a player's time line */
  getStoryboard: { input: { assetId: string }; result: string };
  /** The cuts, newest first */
  listCuts: { input: { cursor?: null | undefined | string; limit?: null | undefined | number }; result: CutPage };
  /** Orders a cut; the crew begins */
  orderCut: { input: CutOrder; result: { cutId: string; runId: string } };
  /** What a cut would take, and what would stand in its way; nothing is started */
  quoteCut: { input: CutOrder; result: { quote: Quote; assets: number; footageMs: number; objections: (string)[] } };
  /** One cut with its spec, what the gates said, and its deliverables */
  getCut: { input: { cutId: string }; result: Cut };
  /** A revision of a cut as it was */
  getRevision: { input: { cutId: string; revision: number }; result: { spec: VariantSpec; verdict: Verdict } };
  /** Makes a changed spec or an edited timeline the next revision, when the gates let it through */
  reviseCut: { input: { cutId: string } & NewRevision; result: RevisionOutcome };
  /** What could stand in the place of a clip, best first */
  listAlternatives: { input: { cutId: string; itemId: string }; result: { items: (Alternative)[] } };
  /** Where a clip may begin and end without cutting a word or a shot */
  getTrimPoints: { input: { cutId: string; itemId: string }; result: TrimPoints };
  /** Approves a revision, or sends it back with a note */
  reviewCut: { input: { cutId: string } & { revision: number; verdict: "approved" | "sent_back"; note?: string }; result: { runId?: string; reading?: NoteReading } };
  /** Sets what a cut may cost; one that its budget had ended goes on from there */
  setCutBudget: { input: { cutId: string } & { budgetMicroUsd: number }; result: { runId?: string } };
  /** Renders the latest revision */
  renderCut: { input: { cutId: string }; result: { runId: string } };
  /** The links to a cut that are still good */
  listShares: { input: { cutId: string }; result: { items: (Share)[] } };
  /** Makes a link by which anybody sees the finished cut until it expires */
  shareCut: { input: { cutId: string } & NewShare; result: MadeShare };
  /** Makes a link good for nothing; files that were opened by it stay open for an hour */
  revokeShare: { input: { cutId: string; shareId: string }; result: undefined };
  /** What a link shows */
  openShare: { input: { token: string }; result: SharedCut };
  /** A cut that a link shows, as a stream for any player of HLS */
  openStream: { input: { token: string; variant: "landscape" | "square" | "vertical"; playlist: string }; result: string };
  /** What was and is being worked on, newest first */
  listRuns: { input: { cursor?: null | undefined | string; limit?: null | undefined | number; status?: null | undefined | "running" | "succeeded" | "failed" }; result: RunPage };
  /** One run with its steps and their attempts */
  getRun: { input: { runId: string }; result: Run };
  /** The way of a run through its workflow, and where it stands */
  getRunGraph: { input: { runId: string }; result: RunGraph };
  /** A step of a run: what each attempt was given and returned */
  getStep: { input: { runId: string; step: string }; result: StepDetail };
  /** What the function of a step wrote in an attempt */
  getStepLogs: { input: { runId: string; step: string; attempt: number }; result: StepLogs };
  /** Takes a run that failed up again in the step that failed */
  redriveRun: { input: { runId: string }; result: { runId: string } };
  /** Starts a new run with the input of one that has ended, or with another input */
  replayRun: { input: { runId: string } & { input?: { [key: string]: unknown } }; result: { runId: string } };
  /** Ends a run that goes on; its asset has failed with the reason `cancelled` */
  cancelRun: { input: { runId: string }; result: { runId: string } };
  /** What runs used on each day, by service, at AWS's list prices */
  getUsage: { input: { from?: null | undefined | string; to?: null | undefined | string }; result: UsageReport };
  /** What went wrong and still is, by reason and step, with examples */
  listProblems: { input: Record<string, never>; result: Problems };
  /** What could not be delivered or handled, and why */
  listDeadLetters: { input: Record<string, never>; result: DeadLetters };
  /** Sends dead letters where they were to go: those with these ids, or all */
  redriveDeadLetters: { input: { ids?: (string)[] }; result: RedrivenLetters };
  /** The kinds of documents whose JSON Schemas there are */
  listSchemas: { input: Record<string, never>; result: { names: ("manifest" | "transcript" | "shots" | "samples" | "vision" | "defects" | "scenes" | "brief" | "embeddings" | "segment" | "run" | "settings" | "searches" | "access" | "webhooks" | "cut" | "spec" | "gates")[] } };
  /** The JSON Schema of a kind of document, such as transcript or scenes */
  getSchema: { input: { name: "manifest" | "transcript" | "shots" | "samples" | "vision" | "defects" | "scenes" | "brief" | "embeddings" | "segment" | "run" | "settings" | "searches" | "access" | "webhooks" | "cut" | "spec" | "gates" }; result: { [key: string]: unknown } };
  /** Moments by words and meaning together, with facets */
  searchMoments: { input: { label?: null | undefined | (string)[]; text?: null | undefined | (string)[]; people?: null | undefined | number | null; speech?: null | undefined | "true" | "false"; defect?: null | undefined | ("black" | "freeze" | "silence" | "clipping" | "loudness" | "blockiness" | "blur" | "drift" | "none")[]; minDurationMs?: null | undefined | number | null; maxDurationMs?: null | undefined | number | null; after?: null | undefined | string | string; before?: null | undefined | string | string; tag?: null | undefined | (string)[]; collection?: null | undefined | (string)[]; assetId?: null | undefined | string; q?: null | undefined | string; cursor?: null | undefined | string; limit?: null | undefined | number }; result: SearchPage };
  /** Moments whose meaning is like that of a given one */
  searchLike: { input: { label?: null | undefined | (string)[]; text?: null | undefined | (string)[]; people?: null | undefined | number | null; speech?: null | undefined | "true" | "false"; defect?: null | undefined | ("black" | "freeze" | "silence" | "clipping" | "loudness" | "blockiness" | "blur" | "drift" | "none")[]; minDurationMs?: null | undefined | number | null; maxDurationMs?: null | undefined | number | null; after?: null | undefined | string | string; before?: null | undefined | string | string; tag?: null | undefined | (string)[]; collection?: null | undefined | (string)[]; assetId?: null | undefined | string; like: string; scene?: null | undefined | number | null; cursor?: null | undefined | string; limit?: null | undefined | number }; result: SearchPage };
  /** The searches that the workspace has given a name */
  listSearches: { input: Record<string, never>; result: { items: (SavedSearch)[] } };
  /** Gives a search a name, for everybody in the workspace */
  saveSearch: { input: NewSearch; result: SavedSearch };
  /** Changes name or query of a saved search; what is left out stays */
  changeSearch: { input: { searchId: string } & SearchChange; result: SavedSearch };
  /** Forgets a saved search */
  deleteSearch: { input: { searchId: string }; result: undefined };
  /** What this workspace has chosen */
  getSettings: { input: Record<string, never>; result: Settings };
  /** Chooses; what was made before stays until it is reprocessed */
  putSettings: { input: Settings; result: Settings };
  /** Restores table and index from the buckets */
  rebuild: { input: Record<string, never>; result: { runId: string } };
  /** Whether scenes are to be embedded anew, and what to do about it */
  getReembed: { input: Record<string, never>; result: ReembedState };
  /** Embeds all scenes anew into the index that is deployed, and then lets it serve */
  reembed: { input: Record<string, never>; result: { runId: string } };
  /** Gives up the index that is being filled; its run fails, and the one that serves goes on */
  abandonReembed: { input: Record<string, never>; result: ReembedState };
  /** Who you are, in which workspace this request is, and which others there are for you */
  getMe: { input: Record<string, never>; result: Me };
  /** The API keys of the workspace, newest first, also those that are good no more */
  listKeys: { input: Record<string, never>; result: { items: (Key)[] } };
  /** Makes an API key */
  makeKey: { input: NewKey; result: MadeKey };
  /** Makes an API key good for nothing, within half a minute and for ever */
  revokeKey: { input: { keyId: string }; result: undefined };
  /** Everybody who may come into the workspace */
  listOperators: { input: Record<string, never>; result: { items: (OperatorInfo)[] } };
  /** Lets somebody in, from their next sign-in on */
  inviteOperator: { input: Invitation; result: OperatorInfo };
  /** Gives an operator another role */
  changeOperator: { input: { operatorId: string } & { role: Role }; result: OperatorInfo };
  /** Lets an operator in no more, within half a minute */
  removeOperator: { input: { operatorId: string }; result: undefined };
  /** Opens a workspace, which sees nothing of any other; you are its admin */
  openWorkspace: { input: NewWorkspace; result: Workspace };
  /** Has events sent to an address of yours */
  createWebhook: { input: NewWebhook; result: CreatedWebhook };
  /** The webhooks of the workspace, newest first */
  listWebhooks: { input: { cursor?: null | undefined | string; limit?: null | undefined | number }; result: WebhookPage };
  /** One webhook; if it was disabled by its failures, why */
  getWebhook: { input: { webhookId: string }; result: Webhook };
  /** Changes what is given; the rest stays */
  changeWebhook: { input: { webhookId: string } & WebhookChange; result: Webhook };
  /** Takes a webhook away; what was on its way to it is cancelled */
  deleteWebhook: { input: { webhookId: string }; result: undefined };
  /** A new secret; the one before stays good for a day */
  rotateWebhookSecret: { input: { webhookId: string }; result: RotatedSecret };
  /** Sends a message of type webhook.test */
  testWebhook: { input: { webhookId: string }; result: Delivery };
  /** What was sent in the last 30 days, with every attempt, newest first */
  listDeliveries: { input: { webhookId: string; cursor?: null | undefined | string; limit?: null | undefined | number }; result: DeliveryPage };
  /** One delivery with every attempt */
  getDelivery: { input: { webhookId: string; deliveryId: string }; result: Delivery };
  /** Sends it once more, with the same webhook-id */
  replayDelivery: { input: { webhookId: string; deliveryId: string }; result: Delivery };
  /** What webhooks can be told of */
  listEvents: { input: Record<string, never>; result: EventTypes };
  /** The JSON Schema of the message that is sent for an event */
  getEventSchema: { input: { type: EventType }; result: { [key: string]: unknown } };
}
