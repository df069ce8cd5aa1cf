import Link from "next/link";
import button from "../ui/PlainButton.module.css";
import classes from "../ui/PlainPage.module.css";

/** Shown for a URL that does not exist or that the person may not see. */
export function Missing() {
  return (
    <div className={classes.page}>
      <h1>There is nothing here</h1>
      <p>The run was deleted, it belongs to someone else, or the address has a typing error.</p>
      <Link href="/runs" prefetch={false} className={button.button}>
        All runs
      </Link>
    </div>
  );
}
