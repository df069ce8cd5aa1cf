"use client";

import { Button, Loader, Text, Title } from "@mantine/core";
import { useInViewport } from "@mantine/hooks";
import { useRouter } from "next/navigation";
import { useEffect, useRef, useTransition } from "react";
import useSWRInfinite from "swr/infinite";
import type { RunPage } from "@/lib/runs/schema";
import { apiJson, messageOf } from "../api/client";
import { AddRunsButton } from "../run-details/AddRunsButton";
import { useRunUploads } from "../run-details/RunUploads";
import { Notice } from "../ui/Notice";
import { HowToFilm } from "./HowToFilm";
import classes from "./Library.module.css";
import { RunCard } from "./RunCard";
import { RunFilters } from "./RunFilters";
import { queryOf, type RunFilter } from "./runFilter";

interface RunLibraryProps {
  filter: RunFilter;
  firstPage: RunPage;
}

/** All runs, newest first; the next page is loaded when the end is in view. */
export function RunLibrary({ filter, firstPage }: RunLibraryProps) {
  const router = useRouter();
  const [filtering, startFiltering] = useTransition();
  const uploads = useRunUploads();
  const seenUploads = useRef(uploads);
  const { ref: endRef, inViewport: atEnd } = useInViewport<HTMLDivElement>();
  const { data, error, size, setSize, mutate, isValidating } = useSWRInfinite(
    (index: number, before: RunPage | null) => {
      if (index === 0) return `/api/runs${queryOf(filter)}`;
      return before?.nextCursor ? `/api/runs${queryOf(filter, { cursor: before.nextCursor })}` : null;
    },
    (path: string) => apiJson<RunPage>(path),
    { fallbackData: [firstPage], revalidateOnMount: false, revalidateFirstPage: false },
  );
  const pages = data ?? [firstPage];
  const runs = pages.flatMap((page) => page.items);
  const hasMore = pages.at(-1)?.nextCursor != null;
  const loading = isValidating && pages.length < size;

  // The SWR cache may hold the list of an earlier visit.
  const isCached = pages[0] !== firstPage;
  // biome-ignore lint/correctness/useExhaustiveDependencies: only on mount; later changes are handled below.
  useEffect(() => {
    if (isCached) void mutate();
  }, []);
  // A run appears when its upload starts, and changes when its upload ends.
  useEffect(() => {
    if (uploads === seenUploads.current) return;
    seenUploads.current = uploads;
    void mutate();
  }, [uploads, mutate]);
  useEffect(() => {
    if (atEnd && hasMore && !loading && !error) void setSize((count) => count + 1);
  }, [atEnd, hasMore, loading, error, setSize]);

  const change = (next: RunFilter) =>
    startFiltering(() => router.replace(`/runs${queryOf(next)}`, { scroll: false }));
  const filtered = Object.values(filter).some(Boolean);

  if (runs.length === 0 && !filtered)
    return (
      <div className={classes.empty}>
        <Title order={1}>Film a run, add it here</Title>
        <Text size="lg" mt="xs" maw="56ch">
          Minutes later you see every turn, what can honestly be measured in it, and one thing to work on.
        </Text>
        <div className={classes.emptyAction}>
          <AddRunsButton />
        </div>
        <Title order={2} mt="xl" mb="md">
          How to film it
        </Title>
        <HowToFilm />
      </div>
    );

  return (
    <>
      <div className={classes.head}>
        <Title order={1}>Runs</Title>
        <RunFilters filter={filter} onChange={change} />
      </div>
      {runs.length === 0 ? (
        <Notice title="No run matches" actions={<Button onClick={() => change({})}>Show all runs</Button>}>
          None of your runs matches all of these filters.
        </Notice>
      ) : (
        <ul className={classes.grid} data-waiting={filtering || undefined} aria-label="Runs">
          {runs.map((run) => (
            <RunCard
              key={run.id}
              run={run}
              uploadsHere={uploads.runIds.includes(run.id)}
              onOpenUploads={uploads.open}
            />
          ))}
        </ul>
      )}
      {error && (
        <Notice
          tone="bad"
          role="alert"
          title="The next runs did not load"
          actions={<Button onClick={() => void mutate()}>Try again</Button>}
        >
          {messageOf(error)}
        </Notice>
      )}
      <div ref={endRef} className={classes.end} aria-live="polite">
        {loading && <Loader aria-label="Loading more runs" />}
      </div>
    </>
  );
}
