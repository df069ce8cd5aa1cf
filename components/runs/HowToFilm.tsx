import { Title } from "@mantine/core";
import {
  IconArrowsVertical,
  IconDeviceMobileRotated,
  IconMovie,
  IconStopwatch,
  IconZoomIn,
} from "@tabler/icons-react";
import { EVERY_FRAME_BELOW_S, LONG_CLIP_FPS } from "@/lib/analyses/schema/sampling";
import classes from "./Library.module.css";

const TIPS = [
  {
    icon: IconArrowsVertical,
    title: "Stand in the fall line",
    text: "Below or above the run, so that the skier comes towards you or goes away. From the side, knees and hips can be seen but lean cannot.",
  },
  {
    icon: IconZoomIn,
    title: "Fill a third of the picture",
    text: "Zoom until the skier is at least a third of the height. Too small, and the joints are guesses.",
  },
  {
    icon: IconStopwatch,
    title: "60 frames a second",
    text: `30 is enough for the rhythm and the lean. 60 also shows the phases of a turn and the edge change, in clips shorter than ${EVERY_FRAME_BELOW_S} seconds: longer ones are analysed at ${LONG_CLIP_FPS}.`,
  },
  {
    icon: IconMovie,
    title: "One run, one take",
    text: "Start before the first turn, stop after the last. Five minutes at most; no cuts, no slow motion.",
  },
  {
    icon: IconDeviceMobileRotated,
    title: "Follow smoothly",
    text: "Upright or across, both work. Keep the whole skier in the picture, skis included.",
  },
];

/** Tips for filming a run that can be measured. */
export function HowToFilm() {
  return (
    <ul className={classes.tips}>
      {TIPS.map(({ icon: Icon, title, text }) => (
        <li key={title}>
          <Icon size={30} stroke={1.75} aria-hidden />
          <div>
            <Title order={3}>{title}</Title>
            <p>{text}</p>
          </div>
        </li>
      ))}
    </ul>
  );
}
