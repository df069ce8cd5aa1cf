import { z } from "zod";
import type { AnswerSchema } from "@/lib/adapters/ai";
import { conceptSchema, type Evidence, type Feedback } from "@/lib/analyses/schema";
import type { Fact } from "./facts";

const MAX_CUE_WORDS = 12;
const MAX_TEXT = 800;
const MAX_REMARKS = 4;

const wordsIn = (text: string): number => text.split(/\s+/).filter(Boolean).length;

const sentence = z.string().trim().min(1).max(MAX_TEXT);
const facts = z.array(z.string()).describe("Names of the facts this rests on, exactly as in the data");
const remark = z.object({ text: sentence, facts });

/** What a model is asked for. Its bounds are checked here and told in words, since not every model takes them in a schema. */
export const answerSchema = z.object({
  focus: z
    .array(
      z.object({
        concept: conceptSchema,
        cue: sentence
          .refine((cue) => wordsIn(cue) <= MAX_CUE_WORDS, `the cue has more than ${MAX_CUE_WORDS} words`)
          .describe("The one thing to do, in at most twelve words, without numbers"),
        why: sentence.describe("Why this, in one to three sentences, with the numbers that show it"),
        drill: sentence.describe("One drill for it, without numbers"),
        facts: facts.min(1, "the focus rests on no fact"),
      }),
    )
    .max(1, "there is more than one focus")
    .describe("The one thing to work on; empty when nothing is larger than noise"),
  strengths: z.array(remark).max(MAX_REMARKS).describe("What works, at most two points"),
  notes: z.array(remark).max(MAX_REMARKS).describe("What else is worth knowing; why there is no focus"),
});
export type CoachAnswer = z.infer<typeof answerSchema>;

/** Bounds that some models refuse a schema for; the words of the descriptions say the same. */
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

/** What is wrong with an answer, a line for each fault; null when it is of the right shape. */
export function parseAnswer(value: unknown): { answer: CoachAnswer } | { problems: string[] } {
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

/** The answer as feedback, its facts looked up by name. `unknown`: names that are none. */
export function feedbackOf(
  { focus: [focus], strengths, notes }: CoachAnswer,
  known: readonly Fact[],
): { feedback: Feedback; unknown: string[] } {
  const byId = new Map(known.map(({ id, evidence }) => [id, evidence]));
  const unknown: string[] = [];
  const lookUp = (ids: readonly string[]): Evidence[] =>
    [...new Set(ids)].flatMap((id) => {
      const evidence = byId.get(id);
      if (!evidence) unknown.push(id);
      return evidence ?? [];
    });
  const remarks = (list: CoachAnswer["notes"]) =>
    list.map(({ text, facts }) => ({ text, evidence: lookUp(facts) }));
  const feedback: Feedback = {
    engine: "bedrock",
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
