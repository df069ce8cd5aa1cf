import { database, delivery, storage } from "./keep";
import type { Deployment, Usage } from "./types";
import { operations } from "./watch";
import { network, web } from "./web";
import { analysis, people } from "./work";

export type { Deployment, Usage } from "./types";

/**
 * Everything a month uses, for a deployment that has run for as long as runs are kept.
 * @throws RangeError when Amplify is to reach a database inside a VPC, which it cannot
 */
export function usageOf(deployment: Deployment): Usage[] {
  if (deployment.hosting === "amplify" && deployment.access === "vpc") {
    throw new RangeError(
      "Amplify cannot reach a database inside a VPC: choose container hosting, or gateway access.",
    );
  }
  return [
    ...database(deployment),
    ...storage(deployment),
    ...delivery(deployment),
    ...analysis(deployment),
    ...web(deployment),
    ...network(deployment),
    ...operations(deployment),
    ...people(deployment),
  ];
}
