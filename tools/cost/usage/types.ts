import type { PriceName } from "../prices";
import type { Service } from "../services";

/** The settings that change which resources the stacks contain. */
export interface StackChoices {
  access: "gateway" | "vpc";
  hosting: "amplify" | "container";
  /** `both` sends clips that take longer than a Lambda function may run to Fargate. */
  worker: "lambda" | "fargate" | "both";
  /** The stage `prod`, whose database never pauses. */
  production: boolean;
  /** Defaults to on in production. */
  firewall?: boolean;
}

/** What the bill of a month depends on. */
export interface Deployment extends StackChoices {
  runsPerMonth: number;
  athletes: number;
  clipSeconds: number;
  requestsPerMonth: number;
  /** A Bedrock model, or null for the rules engine, which costs nothing. */
  model: string | null;
}

/** The quantity of one priced thing in a month. */
export interface UsageLine {
  service: Service;
  what: string;
  quantity: number;
  price: PriceName;
}

export const HOURS = 730;
export const GB = 1e9;

export const usage = (service: Service, price: PriceName, what: string, quantity: number): UsageLine => ({
  service,
  what,
  quantity,
  price,
});
