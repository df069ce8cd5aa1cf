export type { Frame, GreyImage, PersonDetector, Pose, PoseModel, Region } from "@/lib/pose/ports";
export { type Followed, type FollowOptions, type FollowResult, followSkier } from "./follow-skier";
export { leanRad } from "./people/posture";
export type { Sighting } from "./people/tracklet";
