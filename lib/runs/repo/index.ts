export * from "./deletion";
export * from "./runs";
export * from "./uploads";
