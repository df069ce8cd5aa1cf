import { isShown, type Summary } from "@/lib/analyses/schema";
import { formatPlusMinus, formatValue } from "./formatMeasure";
import classes from "./RunFacts.module.css";

interface Fact {
  label: string;
  value: string;
  more?: string;
}

function factsOf(summary: Summary, turns: { left: number; right: number }): Fact[] {
  const facts: Fact[] = [
    {
      label: "Turns",
      value: String(summary.turnCount),
      more: turns.left + turns.right > 0 ? `${turns.left} left, ${turns.right} right` : undefined,
    },
  ];
  if (summary.cadenceHz !== null)
    facts.push({ label: "Rhythm", value: `${summary.cadenceHz.toFixed(2)} /s`, more: "turns a second" });
  if (summary.rhythmCv !== null)
    facts.push({
      label: "Evenness",
      value: `${Math.round(summary.rhythmCv * 100)} %`,
      more: "spread of turn times; less is more even",
    });
  const fade = summary.fade.inclinationDeg;
  if (isShown(fade))
    facts.push({
      label: "Lean, end against start",
      value: `${fade.value > 0 ? "+" : ""}${formatValue("inclinationDeg", fade.value)}`,
      more: formatPlusMinus("inclinationDeg", fade.plusMinus),
    });
  return facts;
}

interface RunFactsProps {
  summary: Summary;
  left: number;
  right: number;
}

/** The run in a few numbers. */
export function RunFacts({ summary, left, right }: RunFactsProps) {
  return (
    <dl className={classes.facts}>
      {factsOf(summary, { left, right }).map((fact) => (
        <div key={fact.label} className={classes.fact}>
          <dt>{fact.label}</dt>
          <dd>{fact.value}</dd>
          {fact.more && <dd className={classes.more}>{fact.more}</dd>}
        </div>
      ))}
    </dl>
  );
}
