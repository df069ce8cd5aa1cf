import { AnchorButton } from "../ui/AnchorButton";
import { Brand } from "../ui/Brand";
import { HeroLines } from "./HeroLines";
import classes from "./Landing.module.css";

const STEPS = [
  { title: "Film", text: "One run, one take, from above or below. Any phone." },
  {
    title: "Upload",
    text: "It works on the lift: after a lost signal, a reload or a closed tab, the upload continues where it stopped.",
  },
  {
    title: "Ski the cue",
    text: "Every turn measured, and one thing to work on, with the moments that show it.",
  },
];

/** The page for people who are not signed in. It needs no script of its own in the browser. */
export function Landing() {
  return (
    <div className={classes.page}>
      <header className={classes.top}>
        <Brand />
        <AnchorButton href="/sign-in" variant="subtle">
          Sign in
        </AnchorButton>
      </header>
      <main>
        <section className={classes.hero}>
          <div>
            <h1 className={classes.headline}>
              <span>Film the run.</span> <span>Ski the one thing that matters.</span>
            </h1>
            <p className={classes.lead}>
              Ski Racer finds the turns in a clip from the hill, measures what one camera can honestly
              measure, and picks one cue.
            </p>
            <div className={classes.actions}>
              <AnchorButton href="/sign-up" size="lg">
                Create an account
              </AnchorButton>
              <AnchorButton href="/sign-in" size="lg" variant="default">
                Sign in
              </AnchorButton>
            </div>
          </div>
          <HeroLines />
        </section>
        <ol className={classes.steps}>
          {STEPS.map((step) => (
            <li key={step.title}>
              <h2>{step.title}</h2>
              <p>{step.text}</p>
            </li>
          ))}
        </ol>
        <section className={classes.limits}>
          <h2>What it does not tell you</h2>
          <p>
            Ski edge angle, speed in km/h, turn radius in metres, force. One phone cannot see them, so you
            will not find them here. Every number that is shown comes with its uncertainty; one that cannot be
            trusted is left out, with the reason.
          </p>
          <p>Your runs are private: nobody sees them but you.</p>
        </section>
      </main>
    </div>
  );
}
