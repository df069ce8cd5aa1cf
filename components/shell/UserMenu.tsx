"use client";

import { UnstyledButton } from "@mantine/core";
import { lazy, Suspense, useState } from "react";
import { loadWithRetry } from "../ui/loadWithRetry";
import classes from "./Shell.module.css";
import type { ShellUser } from "./shellUser";

const OpenUserMenu = lazy(() =>
  loadWithRetry(() => import("./OpenUserMenu")).then((module) => ({ default: module.OpenUserMenu })),
);

const initials = (name: string) =>
  name
    .split(/\s+/)
    .map((word) => word[0] ?? "")
    .filter((_, i, all) => i === 0 || i === all.length - 1)
    .join("")
    .toUpperCase();

/** The button of the account menu; the menu is loaded when it is first pressed. */
export function UserMenu({ user }: { user: ShellUser }) {
  const [requested, setRequested] = useState(false);
  const button = {
    className: classes.user,
    "aria-label": `Account of ${user.name}`,
    children: initials(user.name),
  };
  const closed = (
    <UnstyledButton
      {...button}
      aria-haspopup="menu"
      aria-expanded={false}
      onClick={() => setRequested(true)}
    />
  );
  if (!requested) return closed;
  return (
    <Suspense fallback={closed}>
      <OpenUserMenu user={user} button={button} />
    </Suspense>
  );
}
