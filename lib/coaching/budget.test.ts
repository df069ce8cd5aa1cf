import { expect, it } from "vitest";
import { processBudget } from "./budget";

const call = (microUsd: number) => ({
  modelId: "model",
  highest: { tokensIn: 1, tokensOut: 1, microUsd },
  monthlyUsd: 1,
});
const settled = (microUsd: number) => ({
  outcome: "answered",
  cost: { tokensIn: 1, tokensOut: 1, microUsd },
  latencyMs: 1,
});

it("reserves nothing that could exceed the limit, and frees what a settled call did not cost", async () => {
  const budget = processBudget();
  const first = await budget.reserve(call(600_000));
  expect(first).not.toBeNull();
  expect(await budget.reserve(call(600_000))).toBeNull();
  await budget.settle(first!, settled(400_000));
  expect(await budget.reserve(call(600_000))).not.toBeNull();
});
