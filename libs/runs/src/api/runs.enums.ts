import { registerEnumType } from '@nestjs/graphql';

/** GraphQL's enum of what a run does. */
export enum RunCommandName {
  RUN = 'RUN',
  TEST = 'TEST',
  BUILD = 'BUILD',
}

/** GraphQL's enum of how far a run is. */
export enum RunStatusName {
  QUEUED = 'QUEUED',
  RUNNING = 'RUNNING',
  SUCCEEDED = 'SUCCEEDED',
  FAILED = 'FAILED',
  CANCELLED = 'CANCELLED',
}

/** GraphQL's enum of what an event of a run is about. */
export enum RunEventKindName {
  STATUS = 'STATUS',
  NODE = 'NODE',
  LOG = 'LOG',
}

registerEnumType(RunCommandName, { name: 'RunCommand', description: 'What is done with the selected nodes.' });
registerEnumType(RunStatusName, { name: 'RunStatus', description: 'How far a run is.' });
registerEnumType(RunEventKindName, { name: 'RunEventKind', description: 'What an event is about.' });
