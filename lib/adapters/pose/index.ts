import type { PersonDetector, PoseModel } from "@/lib/pose/ports";
import { openThunder } from "./movenet";
import { openMultipose } from "./multipose";

export interface PoseNetworks {
  model: PoseModel;
  detector: PersonDetector;
  /** The name of the pose network in a result. */
  name: string;
}

let loaded: Promise<PoseNetworks> | undefined;

/** Opens the networks once per process; a failure is not cached. */
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
