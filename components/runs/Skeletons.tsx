import { Skeleton } from "@mantine/core";
import library from "./Library.module.css";
import run from "./Run.module.css";

const CARDS = ["a", "b", "c", "d", "e", "f"];

/** The placeholder of the library while it loads. */
export function LibrarySkeleton() {
  return (
    <div role="status" aria-label="Loading the runs">
      <Skeleton h={44} w={160} mb="lg" />
      <div className={library.grid}>
        {CARDS.map((card) => (
          <Skeleton key={card} h={{ base: 122, sm: 330 }} radius={18} />
        ))}
      </div>
    </div>
  );
}

/** The placeholder of the page of a run while it loads. */
export function RunSkeleton() {
  return (
    <div className={run.run} role="status" aria-label="Loading the run">
      <Skeleton h={44} w="60%" />
      <div className={run.stage}>
        <Skeleton h={{ base: 300, sm: 520 }} radius={18} />
        <Skeleton h={{ base: 260, sm: 420 }} radius={18} />
      </div>
    </div>
  );
}
