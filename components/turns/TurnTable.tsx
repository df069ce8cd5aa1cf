"use client";

import { SegmentedControl, Text } from "@mantine/core";
import { useState } from "react";
import type { MeasureKey, Summary, Turn, WithheldReason } from "@/lib/analyses/schema";
import { isShown } from "@/lib/analyses/schema/is-shown";
import { MEASURES } from "@/lib/analyses/schema/measures";
import { WITHHELD_REASONS } from "@/lib/analyses/schema/withheld-reasons";
import type { Playhead } from "../player/Playhead";
import { formatClock } from "../ui/format";
import { UNIT_NOTE } from "./formatMeasure";
import { MeasureCell } from "./MeasureCell";
import { MeasureName } from "./MeasureName";
import { MEASURE_GROUPS, type MeasureGroup } from "./measureGroups";
import { SideMark } from "./SideMark";
import { SymmetryCell } from "./SymmetryCell";
import classes from "./TurnTable.module.css";
import { sideLook } from "./turnSide";
import { usePlayheadTurn } from "./usePlayheadTurn";

interface TurnTableProps {
  turns: readonly Turn[];
  summary: Summary;
  playhead: Playhead;
  onJump(atS: number): void;
}

/** Splits the measures of a group into those with a value in some turn, and the others by reason. */
function splitByShown(group: MeasureGroup, turns: readonly Turn[]) {
  const shown: MeasureKey[] = [];
  const reasons = new Map<WithheldReason, MeasureKey[]>();
  for (const measure of group.measures) {
    const all = turns.map((turn) => turn.measures[measure]);
    if (all.some(isShown)) {
      shown.push(measure);
      continue;
    }
    const withheld = all.find((measured) => measured !== undefined && "withheld" in measured);
    if (withheld && "withheld" in withheld)
      reasons.set(withheld.withheld, [...(reasons.get(withheld.withheld) ?? []), measure]);
  }
  return { shown, reasons: [...reasons] };
}

/** Returns the first group with values: a view from the side has none for lean and angles. */
const firstWithValues = (turns: readonly Turn[]): MeasureGroup =>
  MEASURE_GROUPS.find((group) => splitByShown(group, turns).shown.length > 0) ?? MEASURE_GROUPS[0]!;

/** A table with a column for each turn; the names of the measures stay in place while it scrolls. */
export function TurnTable({ turns, summary, playhead, onJump }: TurnTableProps) {
  const [groupId, setGroupId] = useState(() => firstWithValues(turns).id);
  const current = usePlayheadTurn(playhead, turns);
  const group = MEASURE_GROUPS.find(({ id }) => id === groupId) ?? MEASURE_GROUPS[0]!;
  const { shown, reasons } = splitByShown(group, turns);
  const symmetric = shown.some((measure) => isShown(summary.symmetry[measure]));
  const whyNoSymmetry = new Set(
    shown.flatMap((measure) => {
      const measured = summary.symmetry[measure];
      return measured && "withheld" in measured ? [measured.withheld] : [];
    }),
  );

  return (
    <div>
      <div className={classes.groups}>
        <SegmentedControl
          aria-label="Kind of measures"
          value={groupId}
          onChange={setGroupId}
          data={MEASURE_GROUPS.map(({ id, title }) => ({ value: id, label: title }))}
        />
      </div>
      {shown.length > 0 && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region needs keyboard access
        <section className={classes.scroll} tabIndex={0} aria-label={`${group.title}, by turn`}>
          <table className={classes.table}>
            <thead>
              <tr>
                <th scope="col" className={classes.sticky}>
                  Measure
                </th>
                {turns.map((turn, i) => (
                  <th key={turn.index} scope="col" data-current={current === i || undefined}>
                    <button
                      type="button"
                      className={classes.turn}
                      onClick={() => onJump(turn.apexS)}
                      aria-label={`Turn ${turn.index}, ${sideLook(turn.side).word.toLowerCase()}. Jump to its apex.`}
                    >
                      <SideMark side={turn.side} />
                      <span>
                        <span className={classes.number}>{turn.index}</span>
                        <span className={classes.time}>{formatClock(turn.apexS)}</span>
                      </span>
                    </button>
                  </th>
                ))}
                {symmetric && <th scope="col">R against L</th>}
              </tr>
            </thead>
            <tbody>
              {shown.map((measure) => (
                <tr key={measure}>
                  <th scope="row" className={classes.sticky}>
                    <MeasureName measure={measure} />
                  </th>
                  {turns.map((turn, i) => (
                    <td key={turn.index} data-current={current === i || undefined}>
                      <MeasureCell measure={measure} measured={turn.measures[measure]} />
                    </td>
                  ))}
                  {symmetric && (
                    <td>
                      <SymmetryCell measure={measure} measured={summary.symmetry[measure]} />
                    </td>
                  )}
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
      <div className={classes.foot}>
        {shown.length === 0 && (
          <Text fw={650} mb={4}>
            Nothing in this group can be shown for this clip.
          </Text>
        )}
        {reasons.map(([reason, measures]) => (
          <Text key={reason} size="sm" c="dimmed">
            <strong>{WITHHELD_REASONS[reason]}:</strong>{" "}
            {measures.map((measure) => MEASURES[measure].label.toLowerCase()).join(", ")}.
          </Text>
        ))}
        {!symmetric && whyNoSymmetry.size > 0 && (
          <Text size="sm" c="dimmed">
            <strong>Right against left is not shown:</strong>{" "}
            {[...whyNoSymmetry].map((reason) => WITHHELD_REASONS[reason].toLowerCase()).join(", ")}.
          </Text>
        )}
        {shown.some((measure) => MEASURES[measure].unit === "T") && (
          <Text size="sm" c="dimmed">
            {UNIT_NOTE}
          </Text>
        )}
        {shown.length > 0 && (
          <Text size="sm" c="dimmed">
            ± is one standard error. Tap a name for its definition
            {symmetric ? "; R against L is 100 (right − left) / mean, and within its ± no difference" : ""}.
          </Text>
        )}
      </div>
    </div>
  );
}
