import classes from "./Landing.module.css";

/** Lean over time as on the page of a run: left turns up, right turns down. */
const TURNS = [
  { side: "left", from: 0, to: 120, peak: 84, number: 1 },
  { side: "right", from: 120, to: 228, peak: 92, number: 2 },
  { side: "left", from: 228, to: 350, peak: 70, number: 3 },
  { side: "right", from: 350, to: 462, peak: 96, number: 4 },
  { side: "left", from: 462, to: 560, peak: 88, number: 5 },
] as const;

/** The timeline of a run as a decorative picture. */
export function HeroLines() {
  return (
    <svg viewBox="0 0 560 300" className={classes.lines} aria-hidden>
      <line x1="0" x2="560" y1="150" y2="150" stroke="var(--sr-line-strong)" strokeWidth="2" />
      {TURNS.map(({ side, from, to, peak, number }) => {
        const up = side === "left" ? -1 : 1;
        const middle = (from + to) / 2;
        const y = 150 + up * peak * 1.15;
        const curve = `M${from} 150C${from + 30} ${y} ${to - 30} ${y} ${to} 150`;
        const apexY = 150 + up * peak * 1.15 * 0.75;
        return (
          <g key={number}>
            <path d={`${curve}Z`} fill={`var(--sr-${side}-soft)`} />
            <path d={curve} fill="none" stroke={`var(--sr-${side})`} strokeWidth="5" strokeLinecap="round" />
            <circle
              cx={middle}
              cy={apexY}
              r="9"
              fill={`var(--sr-${side})`}
              stroke="var(--sr-surface)"
              strokeWidth="4"
            />
            <text x={middle} y={apexY + up * 30 + 7} textAnchor="middle" className={classes.letter}>
              {side === "left" ? "L" : "R"}
              {number}
            </text>
          </g>
        );
      })}
    </svg>
  );
}
