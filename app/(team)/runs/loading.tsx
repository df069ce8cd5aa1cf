import { LibrarySkeleton } from "@/components/runs/Skeletons";

export default function Loading() {
  return <LibrarySkeleton />;
}
