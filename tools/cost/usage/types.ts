import type { PriceName } from "../prices";
import type { Service } from "../services";

/** What the bill depends on. */
export interface Deployment {
  runsPerMonth: number;
  athletes: number;
  clipSeconds: number;
  requestsPerMonth: number;
  /** Who coaches: a model of Bedrock, or null for the rules, which cost nothing. */
  model: string | null;
  access: "gateway" | "vpc";
  hosting: "amplify" | "container";
  /** Who analyses; with `both`, Fargate the clips that are too long for a Lambda. */
  worker: "lambda" | "fargate" | "both";
  /** As `prod` is: always awake, with a second of what must not be missing. */
  lasting: boolean;
  /** Whether a firewall stands before the web; like `lasting` unless told. */
  firewall?: boolean;
}

/** So much of one thing in a month. */
export interface Usage {
  service: Service;
  what: string;
  quantity: number;
  price: PriceName;
}

export const HOURS = 730;
export const GB = 1e9;

export const use = (service: Service, price: PriceName, what: string, quantity: number): Usage => ({
  service,
  what,
  quantity,
  price,
});
