"use client";

import { Text, Title } from "@mantine/core";
import type { MeasureKey, Measures } from "@/lib/analyses/schema";
import { isShown } from "@/lib/analyses/schema/is-shown";
import { MEASURES, SAME_AS } from "@/lib/analyses/schema/measures";
import { WITHHELD_REASONS } from "@/lib/analyses/schema/withheld-reasons";
import { MeasureCell } from "./MeasureCell";
import classes from "./MeasureList.module.css";
import { MeasureName } from "./MeasureName";
import { MEASURE_GROUPS } from "./measureGroups";

/** The measures of a photo by group, then the withheld ones with their reasons. */
export function MeasureList({ measures }: { measures: Measures }) {
  const groups = MEASURE_GROUPS.map((group) => ({
    ...group,
    shown: group.measures.filter((measure) => isShown(measures[measure])),
  })).filter((group) => group.shown.length > 0);
  const withheld = (Object.keys(measures) as MeasureKey[]).flatMap((measure) => {
    const measured = measures[measure];
    return measured && "withheld" in measured && !SAME_AS[measure]
      ? [{ measure, reason: measured.withheld }]
      : [];
  });

  return (
    <>
      {groups.length === 0 && <Text fw={650}>Nothing could be measured in this photo.</Text>}
      {groups.map((group) => (
        <section key={group.id} className={classes.group}>
          <Title order={3}>{group.title}</Title>
          <dl className={classes.list}>
            {group.shown.map((measure) => (
              <div key={measure} className={classes.row}>
                <dt>
                  <MeasureName measure={measure} />
                </dt>
                <dd>
                  <MeasureCell measure={measure} measured={measures[measure]} />
                </dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
      {withheld.length > 0 && (
        <details className={classes.withheld}>
          <summary>Not shown ({withheld.length})</summary>
          <ul>
            {withheld.map(({ measure, reason }) => (
              <li key={measure}>
                {MEASURES[measure].label}: {WITHHELD_REASONS[reason].toLowerCase()}
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}
