import { z } from "zod";
import type { AnswerSchema } from "@/lib/adapters/ai";
import { conceptSchema, type Evidence, type Feedback } from "@/lib/analyses/schema";
import type { CoachingFacts } from "../facts";

const MAX_CUE_WORDS = 12;
const MAX_TEXT = 800;
const MAX_REMARKS = 4;

const wordsIn = (text: string): number => text.split(/\s+/).filter(Boolean).length;

const sentence = z.string().trim().min(1).max(MAX_TEXT);
const facts = z
  .array(z.string())
  .describe("Names of the values and findings this rests on, exactly as in the data, without braces");
const remark = z.object({ text: sentence, facts });

/**
 * The schema of a model's answer. The descriptions repeat the bounds, which some models refuse in a schema.
 */
export const answerSchema = z.object({
  focus: z
    .array(
      z.object({
        concept: conceptSchema,
        cue: sentence
          .refine((cue) => wordsIn(cue) <= MAX_CUE_WORDS, `the cue has more than ${MAX_CUE_WORDS} words`)
          .describe("The one thing to do, in at most twelve words, without slots and numbers"),
        why: sentence.describe("Why this, in one to three sentences, each with a slot"),
        drill: sentence.describe("One drill for it, without slots and numbers"),
        facts: facts.min(1, "the focus rests on no fact"),
      }),
    )
    .max(1, "there is more than one focus")
    .describe("The one thing to work on; empty when nothing is larger than noise"),
  strengths: z
    .array(remark)
    .max(MAX_REMARKS)
    .describe("What works, at most two points, each sentence with a slot"),
  notes: z
    .array(remark)
    .max(MAX_REMARKS)
    .describe("What else is worth knowing; why there is no focus; each sentence with a slot"),
});
export type CoachingAnswer = z.infer<typeof answerSchema>;

/** Keywords that some models refuse in a schema. */
const BOUNDS = new Set(["$schema", "minLength", "maxLength", "minItems", "maxItems"]);

function withoutBounds(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(withoutBounds);
  if (typeof schema !== "object" || schema === null) return schema;
  return Object.fromEntries(
    Object.entries(schema).flatMap(([key, value]) => (BOUNDS.has(key) ? [] : [[key, withoutBounds(value)]])),
  );
}

export const ANSWER: AnswerSchema = {
  name: "give_feedback",
  description: "Gives the skier the coach's feedback on this run.",
  json: withoutBounds(z.toJSONSchema(answerSchema)) as AnswerSchema["json"],
};

/** Returns the answer, or one problem for each fault of its shape. */
export function parseAnswer(value: unknown): { answer: CoachingAnswer } | { problems: string[] } {
  const parsed = answerSchema.safeParse(value);
  if (!parsed.success) {
    return {
      problems: parsed.error.issues.map(({ path, message }) => `${path.join(".") || "answer"}: ${message}`),
    };
  }
  const { focus, notes } = parsed.data;
  if (focus.length === 0 && notes.length === 0)
    return { problems: ["there is no focus, and no note says why"] };
  return { answer: parsed.data };
}

/**
 * Returns the answer as feedback with the evidence of its facts; `unknown`: named facts that do not exist.
 */
export function feedbackOf(
  { focus: [focus], strengths, notes }: CoachingAnswer,
  { evidence, findings }: CoachingFacts,
): { feedback: Feedback; unknown: string[] } {
  const unknown: string[] = [];
  const lookUp = (names: readonly string[]): Evidence[] => {
    unknown.push(...names.filter((name) => !evidence.has(name)));
    const found = names.flatMap((name) => evidence.get(name) ?? []);
    return [...new Map(found.map((one) => [JSON.stringify(one), one])).values()];
  };
  const remarks = (list: CoachingAnswer["notes"]) =>
    list.map(({ text, facts }) => ({ text, evidence: lookUp(facts) }));
  const feedback: Feedback = {
    engine: "bedrock",
    language: "en",
    findings: [...findings],
    focus: focus
      ? {
          concept: focus.concept,
          cue: focus.cue,
          why: focus.why,
          drill: focus.drill,
          evidence: lookUp(focus.facts),
        }
      : null,
    strengths: remarks(strengths),
    notes: remarks(notes),
  };
  return { feedback, unknown };
}
