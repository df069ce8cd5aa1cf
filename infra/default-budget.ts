interface BudgetSettings {
  stage: string;
  access: "gateway" | "vpc";
  hosting: "amplify" | "container";
  worker: "lambda" | "fargate" | "both";
}

/**
 * US dollars a month: about a third above the usual bill (a medium club for `prod`, a small one for other
 * stages), because the first notification is sent at 80 %. A test compares them with `npm run cost`.
 */
const BASE_USD = {
  prod: { amplify: 130, container: 200, vpc: 400 },
  other: { amplify: 20, container: 90, vpc: 240 },
};
/** Container Insights of the worker's cluster, its images and tasks. */
const FARGATE_WORKER_USD = 30;

/** Returns the monthly budget of a deployment whose settings do not name one, in US dollars. */
export function defaultBudgetUsd({ stage, access, hosting, worker }: BudgetSettings): number {
  const base = BASE_USD[stage === "prod" ? "prod" : "other"][access === "vpc" ? "vpc" : hosting];
  return base + (worker === "lambda" ? 0 : FARGATE_WORKER_USD);
}
