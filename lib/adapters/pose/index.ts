import { openThunder, type ThunderModel } from "./movenet";
import { type MultiposeDetector, openMultipose } from "./multipose";

/** The networks that see people; they satisfy the tracking ports' PoseModel and PersonDetector by shape. */
export interface PoseNetworks {
  model: ThunderModel;
  detector: MultiposeDetector;
  /** Names the pose network in an analysis. */
  name: string;
}

let loaded: Promise<PoseNetworks> | undefined;

/** Reads, converts and readies the networks, once per process; a failed try is forgotten, so the next call tries again. */
export function loadPose(): Promise<PoseNetworks> {
  loaded ??= open().catch((error: unknown) => {
    loaded = undefined;
    throw error;
  });
  return loaded;
}

async function open(): Promise<PoseNetworks> {
  const [model, detector] = await Promise.all([openThunder(), openMultipose()]);
  return { model, detector, name: "movenet-thunder" };
}
