import { countsOf } from "../count-resources";
import { analysis, people } from "./analysis";
import { database, delivery, storage } from "./data";
import { monitoring } from "./monitoring";
import type { Deployment, UsageLine } from "./types";
import { network, web } from "./web";

/**
 * Returns everything that one month uses, for a deployment that has run for as long as runs are kept.
 * @throws RangeError for Amplify with a database inside a VPC, which Amplify cannot reach
 */
export function usageOf(deployment: Deployment): UsageLine[] {
  if (deployment.hosting === "amplify" && deployment.access === "vpc") {
    throw new RangeError(
      "Amplify cannot reach a database inside a VPC: choose container hosting, or gateway access.",
    );
  }
  const counts = countsOf(deployment);
  return [
    ...database(deployment, counts),
    ...storage(deployment),
    ...delivery(deployment),
    ...analysis(deployment, counts),
    ...web(deployment, counts),
    ...network(deployment, counts),
    ...monitoring(deployment, counts),
    ...people(deployment),
  ];
}
