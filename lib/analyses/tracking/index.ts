export { type Followed, type FollowOptions, type FollowResult, followSkier } from "./follow";
export { leanRad } from "./lean";
export type { Frame, GreyImage, PersonDetector, Pose, PoseModel, Region } from "./ports";
export type { Sighting } from "./tracklet";
