/** How a model is made to answer with JSON of a given schema. */
export type AnswerShape =
  /** A forced tool whose input has the schema. */
  | "tool"
  /** The JSON schema output of Converse. */
  | "schema"
  /** The schema in the prompt. */
  | "text";

export interface ModelAbilities {
  shape: AnswerShape;
  /** Sampling parameters that make a valid answer most likely; null for models that refuse any. */
  sampling: { temperature: number; additional?: { inferenceConfig: { topK: number } } } | null;
  /** Reasoning effort, for models that always reason: reasoning is charged as output. */
  effort: "low" | null;
  /** Null for models that take no video. */
  video: { framesPerS: number; maxBytes: number } | null;
}

const GIB = 1024 ** 3;
/** Nova calls tools most reliably with greedy decoding (Nova user guide, tool use errors). */
const GREEDY = { temperature: 0, additional: { inferenceConfig: { topK: 1 } } };
/** Nova samples a clip at one frame a second, at 672 x 672. */
const ONE_FRAME_A_SECOND = { framesPerS: 1, maxBytes: GIB };

const PLAIN: ModelAbilities = { shape: "text", sampling: null, effort: null, video: null };

/**
 * By family, the first match counts. Sonnet 4.6 can run to its token limit under a schema, and Haiku 4.5 is
 * refused schemas in some accounts (vercel/ai issues 17881 and 19988); both call a forced tool reliably.
 */
const FAMILIES: readonly [name: RegExp, abilities: ModelAbilities][] = [
  [/amazon\.nova-micro/, { shape: "tool", sampling: GREEDY, effort: null, video: null }],
  [/amazon\.nova-/, { shape: "tool", sampling: GREEDY, effort: null, video: ONE_FRAME_A_SECOND }],
  [/anthropic\.claude-(sonnet-4-6|haiku-4-5)/, { ...PLAIN, shape: "tool", sampling: { temperature: 0 } }],
  [/anthropic\.claude-(sonnet|opus)-4-[56]/, { ...PLAIN, shape: "schema", sampling: { temperature: 0 } }],
  [/anthropic\.claude-(sonnet|opus)-5-5/, { ...PLAIN, shape: "schema", effort: "low" }],
];

/**
 * Returns what a model supports, by its id, its inference profile or an ARN. An unknown model gets the schema
 * in the prompt.
 */
export const abilitiesOf = (modelId: string): ModelAbilities =>
  FAMILIES.find(([name]) => name.test(modelId))?.[1] ?? PLAIN;
