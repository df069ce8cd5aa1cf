import type { Club } from "./table";

/** A month of the season as the documentation calculates it. */
export const SEASON: Omit<Club, "athletes" | "runsPerMonth"> = {
  clipSeconds: 30,
  model: "us.amazon.nova-2-lite-v1:0",
  access: "gateway",
  hosting: "amplify",
  worker: "lambda",
  production: true,
};

/** In a month of the season. */
export const RUNS_PER_ATHLETE = 20;

/** Number of athletes by size of club. */
export const CLUBS = { small: 10, medium: 60, large: 300 } as const;

/** Returns a club with this many athletes in a month of the season. */
export const clubOf = (athletes: number): Club => ({
  ...SEASON,
  athletes,
  runsPerMonth: athletes * RUNS_PER_ATHLETE,
});
