export * from "./artifacts";
export * from "./cost";
export * from "./feedback";
export * from "./measures";
export * from "./result";
export * from "./state";
export * from "./track";
export * from "./verdicts";
