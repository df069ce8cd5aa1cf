/** How a model is made to answer with JSON of a given shape. */
export type AnswerShape =
  /** A tool whose input has the shape, and no other way to answer. */
  | "tool"
  /** Converse's own JSON schema output. */
  | "schema"
  /** Asked for in words. */
  | "text";

export interface Abilities {
  shape: AnswerShape;
  /** Sampling parameters that make the shape most likely; null for models that refuse any. */
  sampling: { temperature: number; additional?: { inferenceConfig: { topK: number } } } | null;
  /** How much a model that always thinks may think: what it thinks is paid for and counts as output. */
  effort: "low" | null;
  /** Null for models that take no video. */
  video: { framesPerS: number; maxBytes: number } | null;
}

const GIB = 1024 ** 3;
/** Nova calls tools most reliably when it decodes greedily (its guide to tool errors). */
const GREEDY = { temperature: 0, additional: { inferenceConfig: { topK: 1 } } };
/** Nova samples a clip at one frame a second and squeezes it to 672 x 672: enough for the course, too little for technique. */
const ONE_FRAME_A_SECOND = { framesPerS: 1, maxBytes: GIB };

const PLAIN: Abilities = { shape: "text", sampling: null, effort: null, video: null };

/**
 * What each family can do, first match wins. Sonnet 4.6 can run on to its token limit under a schema, and Haiku 4.5 is
 * refused schemas in some accounts (vercel/ai issues 17881 and 19988); both call a forced tool dependably.
 */
const FAMILIES: readonly [name: RegExp, abilities: Abilities][] = [
  [/amazon\.nova-micro/, { shape: "tool", sampling: GREEDY, effort: null, video: null }],
  [/amazon\.nova-/, { shape: "tool", sampling: GREEDY, effort: null, video: ONE_FRAME_A_SECOND }],
  [/anthropic\.claude-(sonnet-4-6|haiku-4-5)/, { ...PLAIN, shape: "tool", sampling: { temperature: 0 } }],
  [/anthropic\.claude-(sonnet|opus)-4-[56]/, { ...PLAIN, shape: "schema", sampling: { temperature: 0 } }],
  [/anthropic\.claude-(sonnet|opus)-5-5/, { ...PLAIN, shape: "schema", effort: "low" }],
];

/** What may be asked of a model, by its id, its inference profile's or an ARN of either. A model nobody knows is only asked in words. */
export const abilitiesOf = (modelId: string): Abilities =>
  FAMILIES.find(([name]) => name.test(modelId))?.[1] ?? PLAIN;
