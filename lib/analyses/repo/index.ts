export * from "./analyses";
export * from "./strays";
