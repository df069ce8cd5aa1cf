/** How a model gets the schema of its JSON: as a forced tool, as Converse's output schema, in the prompt. */
export type AnswerShape = "tool" | "schema" | "text";

export interface ModelAbilities {
  shape: AnswerShape;
  /** Null for models that refuse sampling parameters. */
  sampling: { temperature: number; additional?: { inferenceConfig: { topK: number } } } | null;
  /** Reasoning effort, for models that always reason: reasoning is charged as output. */
  effort: "low" | null;
  /** Null for models without video input. */
  video: { framesPerS: number; maxBytes: number } | null;
}

const GIB = 1024 ** 3;
/** Greedy decoding, with which Nova calls tools most reliably (Nova user guide, tool use errors). */
const GREEDY = { temperature: 0, additional: { inferenceConfig: { topK: 1 } } };
/** The sampling of Nova, at 672 x 672. */
const ONE_FRAME_A_SECOND = { framesPerS: 1, maxBytes: GIB };

const PLAIN: ModelAbilities = { shape: "text", sampling: null, effort: null, video: null };

// The first match counts. With a schema, Sonnet 4.6 can run to its token limit and Haiku 4.5 is refused in
// some accounts (vercel/ai issues 17881 and 19988); both call a forced tool reliably.
const FAMILIES: readonly [name: RegExp, abilities: ModelAbilities][] = [
  [/amazon\.nova-micro/, { shape: "tool", sampling: GREEDY, effort: null, video: null }],
  [/amazon\.nova-/, { shape: "tool", sampling: GREEDY, effort: null, video: ONE_FRAME_A_SECOND }],
  [/anthropic\.claude-(sonnet-4-6|haiku-4-5)/, { ...PLAIN, shape: "tool", sampling: { temperature: 0 } }],
  [/anthropic\.claude-(sonnet|opus)-4-[56]/, { ...PLAIN, shape: "schema", sampling: { temperature: 0 } }],
  [/anthropic\.claude-(sonnet|opus)-5-5/, { ...PLAIN, shape: "schema", effort: "low" }],
];

/** Returns what a model (id, inference profile or ARN) supports. */
export const abilitiesOf = (modelId: string): ModelAbilities =>
  FAMILIES.find(([name]) => name.test(modelId))?.[1] ?? PLAIN;
