"use client";

import { ActionIcon, Title } from "@mantine/core";
import { IconChevronLeft, IconDots } from "@tabler/icons-react";
import Link from "next/link";
import { lazy, Suspense, useState } from "react";
import { DISCIPLINES } from "@/lib/runs/schema/choices";
import { loadWithRetry } from "../ui/loadWithRetry";
import type { RunMenuProps } from "./OpenRunMenu";
import classes from "./Run.module.css";
import { RunDate } from "./RunDate";

const RUN_MENU_BUTTON = {
  variant: "default",
  "aria-label": "Actions for this run",
  className: classes.menu,
  children: <IconDots size={24} />,
};

const OpenRunMenu = lazy(() =>
  loadWithRetry(() => import("./OpenRunMenu")).then((module) => ({ default: module.OpenRunMenu })),
);

/** The title and the details of a run, and its menu, which is loaded when it is first opened. */
export function RunHeader(props: RunMenuProps) {
  const { run } = props;
  const [requested, setRequested] = useState(false);
  const facts = [run.racer?.name, run.discipline && DISCIPLINES[run.discipline], run.place].filter(Boolean);
  const button = (
    <ActionIcon
      {...RUN_MENU_BUTTON}
      aria-haspopup="menu"
      aria-expanded={false}
      onClick={() => setRequested(true)}
    />
  );
  return (
    <header className={classes.header}>
      <div className={classes.headerText}>
        <Link href="/runs" className={classes.back}>
          <IconChevronLeft size={20} aria-hidden /> All runs
        </Link>
        <Title order={1} className={classes.title}>
          {run.title}
        </Title>
        <p className={classes.facts}>
          {facts.map((fact) => (
            <span key={fact}>{fact}</span>
          ))}
          <span>
            <RunDate run={run} withTime />
          </span>
        </p>
      </div>
      {requested ? (
        <Suspense fallback={button}>
          <OpenRunMenu {...props} button={RUN_MENU_BUTTON} />
        </Suspense>
      ) : (
        button
      )}
    </header>
  );
}
