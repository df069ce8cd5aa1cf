import type { Summary } from "@/lib/analyses/schema";
import { isShown } from "@/lib/analyses/schema/is-shown";
import { formatPlusMinus, formatValue, percentError } from "./formatMeasure";
import classes from "./RunFacts.module.css";

interface RunFact {
  label: string;
  value: string;
  /** One standard error of the value. */
  error?: string;
  more?: string;
}

/** Returns the figures of a run, without those that could not be measured. */
export function factsOf(summary: Summary, turns: { left: number; right: number }): RunFact[] {
  const facts: RunFact[] = [
    {
      label: "Turns",
      value: String(summary.turnCount),
      more: turns.left + turns.right > 0 ? `${turns.left} left, ${turns.right} right` : undefined,
    },
  ];
  if (summary.cadenceHz !== null)
    facts.push({
      label: "Rhythm",
      value: `${summary.cadenceHz.toFixed(2)} /s`,
      error: summary.cadencePlusMinusHz ? `± ${summary.cadencePlusMinusHz.toFixed(2)}` : undefined,
      more: "turns a second",
    });
  if (summary.rhythmCv !== null) {
    const spread = summary.consistency.durationS;
    facts.push({
      label: "Evenness",
      value: `${Math.round(summary.rhythmCv * 100)} %`,
      error: isShown(spread) ? percentError(100 * spread.plusMinus) : undefined,
      more: "spread of turn times; less is more even",
    });
  }
  const fade = summary.fade.inclinationDeg;
  if (isShown(fade))
    facts.push({
      label: "Lean, end against start",
      value: `${fade.value > 0 ? "+" : ""}${formatValue("inclinationDeg", fade.value)}`,
      error: formatPlusMinus("inclinationDeg", fade.plusMinus),
    });
  return facts;
}

interface RunFactsProps {
  summary: Summary;
  left: number;
  right: number;
}

/** The run in a few figures. */
export function RunFacts({ summary, left, right }: RunFactsProps) {
  return (
    <dl className={classes.facts}>
      {factsOf(summary, { left, right }).map((fact) => (
        <div key={fact.label} className={classes.fact}>
          <dt>{fact.label}</dt>
          <dd>
            {fact.value}
            {fact.error && <span className={classes.error}> {fact.error}</span>}
          </dd>
          {fact.more && <dd className={classes.more}>{fact.more}</dd>}
        </div>
      ))}
    </dl>
  );
}
