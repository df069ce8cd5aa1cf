export { type MeasuredRun, type MeasureInput, measureRun } from "./measure-run";
