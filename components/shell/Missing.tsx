import Link from "next/link";
import button from "../ui/PlainButton.module.css";
import classes from "../ui/PlainPage.module.css";

/** Shown for a URL with nothing behind it, or nothing for this person. */
export function Missing() {
  return (
    <div className={classes.page}>
      <h1>There is nothing here</h1>
      <p>The run was deleted, it belongs to someone else, or there is a slip in the address.</p>
      <Link href="/runs" prefetch={false} className={button.button}>
        All runs
      </Link>
    </div>
  );
}
