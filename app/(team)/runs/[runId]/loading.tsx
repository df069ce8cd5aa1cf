import { RunSkeleton } from "@/components/runs/Skeletons";

export default function Loading() {
  return <RunSkeleton />;
}
