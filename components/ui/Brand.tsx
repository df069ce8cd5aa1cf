import classes from "./Brand.module.css";

/** The logo: two linked turns. */
export function Brand({ size = 36 }: { size?: number }) {
  return (
    <span className={classes.brand}>
      <svg width={size} height={size} viewBox="0 0 48 48" aria-hidden>
        <rect width="48" height="48" rx="13" fill="#0a1420" />
        <path
          d="M31 7C15 11 15 19 24 23.500S33 36 17 41"
          fill="none"
          stroke="#c8f53a"
          strokeWidth="5"
          strokeLinecap="round"
        />
        <circle cx="17.500" cy="16" r="3" fill="#ff9a4d" />
        <circle cx="30.800" cy="31.500" r="3" fill="#57a8ff" />
      </svg>
      <span className={classes.name}>Ski Racer</span>
    </span>
  );
}
