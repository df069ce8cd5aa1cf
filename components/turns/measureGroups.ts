import {
  MEASURE_GROUP_TITLES,
  MEASURES,
  type MeasureKey,
  measureKeys,
  SAME_AS,
} from "@/lib/analyses/schema/measures";

export interface MeasureGroup {
  id: string;
  title: string;
  measures: readonly MeasureKey[];
}

/** The measures by group, without those that have the definition of another one. */
export const MEASURE_GROUPS: readonly MeasureGroup[] = Object.entries(MEASURE_GROUP_TITLES).map(
  ([id, title]) => ({
    id,
    title,
    measures: measureKeys.filter((key) => MEASURES[key].group === id && !SAME_AS[key]),
  }),
);
