import { DEPS_EVENTS } from './deps-events.js';
import type { EventKind } from './event-kind.js';
import { NODE_EVENTS } from './node-events.js';
import { RUN_EVENTS } from './run-events.js';
import { TOOL_EVENTS } from './tool-events.js';

export const EVENTS = { ...NODE_EVENTS, ...RUN_EVENTS, ...TOOL_EVENTS, ...DEPS_EVENTS } as const;

export type EventName = keyof typeof EVENTS;
export type EventData<Name extends EventName> = (typeof EVENTS)[Name] extends EventKind<infer Data> ? Data : never;
