import { LinkButton } from "../ui/LinkButton";
import classes from "../ui/PlainPage.module.css";

/** Shown for a URL with nothing behind it, or nothing for this person. */
export function Missing() {
  return (
    <div className={classes.page}>
      <h1>There is nothing here</h1>
      <p>The run was deleted, it belongs to someone else, or there is a slip in the address.</p>
      <LinkButton href="/runs">All runs</LinkButton>
    </div>
  );
}
