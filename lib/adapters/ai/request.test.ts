import { expect, test } from "vitest";
import { abilitiesOf } from "./abilities";
import { requestOf } from "./request";

test("asks a model without schema support in the prompt for one JSON object of the schema", () => {
  const json = { type: "object" as const, properties: { cue: { type: "string" } }, required: ["cue"] };
  const question = { system: "", parts: [], answer: { name: "feedback", description: "", json } };
  const model = { modelId: "unknown", maxTokens: 10, abilities: abilitiesOf("unknown") };
  expect(requestOf(question, model, "text").system?.at(-1)?.text).toBe(
    `Answer with one JSON object and nothing else, no code fence. It follows this JSON schema:\n${JSON.stringify(json)}`,
  );
});
