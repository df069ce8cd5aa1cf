import Link from "next/link";
import type { ReactNode } from "react";
import { AddRunsButton } from "../run-details/AddRunsButton";
import { Brand } from "../ui/Brand";
import { UploadBar } from "../upload/UploadBar";
import { OfflineNote } from "./OfflineNote";
import classes from "./Shell.module.css";
import type { ShellUser } from "./shellUser";
import { UserMenu } from "./UserMenu";

/** The frame of every page for a person who is signed in. */
export function Shell({ user, children }: { user: ShellUser; children: ReactNode }) {
  return (
    <div className={classes.shell}>
      <a href="#content" className={classes.skip}>
        Skip to content
      </a>
      <header className={classes.header}>
        <div className={classes.bar}>
          <Link href="/runs" className={classes.home} aria-label="Ski Racer, all runs">
            <Brand />
          </Link>
          <div className={classes.right}>
            <div className={classes.wideOnly}>
              <AddRunsButton />
            </div>
            <UserMenu user={user} />
          </div>
        </div>
        <OfflineNote />
      </header>
      <main id="content" className={classes.content}>
        {children}
      </main>
      <div className={classes.dock}>
        <UploadBar />
        <div className={classes.narrowOnly}>
          <AddRunsButton fullWidth />
        </div>
      </div>
    </div>
  );
}
