export { type FollowOptions, type FollowResult, followSkier } from "./follow";
export type { Frame, GreyImage, PersonDetector, Pose, PoseModel, Region } from "./ports";
