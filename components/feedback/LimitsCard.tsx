import { Text, Title } from "@mantine/core";
import type { TrackSummary, View } from "@/lib/analyses/schema";
import { Card } from "../ui/Card";
import classes from "./Limits.module.css";
import { viewWords } from "./viewWords";

/** Quantities that one camera cannot measure. */
const NEVER_MEASURED = [
  "Ski edge angle",
  "Speed in km/h",
  "Turn radius in metres",
  "Force",
  "True 3D rotation",
  "Weight on the outside ski",
];

interface LimitsCardProps {
  view: View;
  track: TrackSummary;
  limits: readonly string[];
}

/** Shows what could be seen and what could not. */
export function LimitsCard({ view, track, limits }: LimitsCardProps) {
  const seen = track.frames > 0 ? Math.round((100 * track.framesWithSkier) / track.frames) : 0;
  return (
    <Card title="What could and could not be seen" id="limits">
      <dl className={classes.facts}>
        <dt>Camera</dt>
        <dd>{viewWords(view)}</dd>
        <dt>Skier</dt>
        <dd>
          About {Math.round(track.skierHeightPx)} pixels tall, seen in {seen} % of the frames
          {track.people > 1 ? `, chosen among ${track.people} people` : ""}.
        </dd>
      </dl>
      {limits.length > 0 && (
        <>
          <Title order={3} mt="lg">
            What limits the numbers here
          </Title>
          <ul className={classes.list}>
            {limits.map((limit) => (
              <li key={limit}>{limit}</li>
            ))}
          </ul>
        </>
      )}
      <Title order={3} mt="lg">
        Not measurable with one phone
      </Title>
      <Text c="dimmed" size="sm" mb={6}>
        A picture from one camera is flat. These need more than that, so we never show them.
      </Text>
      <ul className={classes.tags}>
        {NEVER_MEASURED.map((name) => (
          <li key={name}>{name}</li>
        ))}
      </ul>
    </Card>
  );
}
