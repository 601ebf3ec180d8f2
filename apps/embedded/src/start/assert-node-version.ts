import { StartError } from './start.errors.js';

const MAJOR = 24;

/** Weft runs on the Node that its packages bring, whatever the machine has. */
export function assertNodeVersion(version: string): void {
  if (Number(version.slice(1).split('.')[0]) === MAJOR) return;
  throw new StartError(
    `Weft runs on Node ${MAJOR}, not on ${version}. Start it with npm start, which uses the Node of its packages.`,
  );
}
