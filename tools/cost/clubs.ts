import type { Club } from "./table";

/** A club in the season as the guide reckons with it. */
export const SEASON: Omit<Club, "athletes" | "runsPerMonth"> = {
  clipSeconds: 30,
  model: "us.amazon.nova-2-lite-v1:0",
  access: "gateway",
  hosting: "amplify",
  worker: "lambda",
  lasting: true,
};

/** Twenty runs of thirty seconds for each athlete in a month of the season. */
export const RUNS_PER_ATHLETE = 20;

/** Three sizes, by how many are filmed. */
export const CLUBS = { small: 10, medium: 60, large: 300 } as const;

/** A club of so many athletes. */
export const clubOf = (athletes: number): Club => ({
  ...SEASON,
  athletes,
  runsPerMonth: athletes * RUNS_PER_ATHLETE,
});
