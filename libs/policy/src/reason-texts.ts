import type { ReasonCode } from './reason-codes.js';

/** What a reason's text may speak of. */
export interface ReasonDetail {
  readonly principal: string;
  /** The relation, catalog, routine or setting that the question was about. */
  readonly object: string;
  readonly columns: readonly string[];
  /** The domain of the object's catalog or of a run, where it is known. */
  readonly domain: string | null;
  /** The owner team of the object's domain. */
  readonly ownerTeam: string | null;
  /** When a grant began or ended, ISO 8601. */
  readonly at: string | null;
}

interface ReasonText {
  readonly reason: (detail: ReasonDetail) => string;
  readonly nextStep: ((detail: ReasonDetail) => string) | null;
}

const askFor = ({ object, principal }: ReasonDetail): string =>
  `Ask for access: npx weft request ${object} --as ${principal} --reason "..."`;
const findPorts = (): string => 'See what can be asked for: npx weft ports';
const askPlatform = (): string => 'Ask the platform team.';

/** Every code with its text and what to do next. The codes are stable, the texts are not. */
export const REASON_TEXTS: Readonly<Record<ReasonCode, ReasonText>> = {
  GRANTED: { reason: ({ principal, object }) => `${principal} holds a grant on ${object}.`, nextStep: null },
  OWN_DOMAIN: {
    reason: ({ principal, object }) => `${principal} belongs to the owner team of ${object}'s domain.`,
    nextStep: null,
  },
  RUN_IDENTITY: { reason: ({ principal, object }) => `The runs under ${principal} may do this to ${object}.`, nextStep: null },
  CATALOG_IDENTITY: { reason: ({ principal }) => `${principal} lists what the catalogs hold.`, nextStep: null },
  APPLY_IDENTITY: { reason: ({ principal }) => `${principal} creates and drops catalogs.`, nextStep: null },
  ACTIVE_PRINCIPAL: { reason: ({ principal }) => `${principal} is known and active.`, nextStep: null },
  CATALOG_METADATA: {
    reason: () => 'Listings are open to whoever sees the catalog, and show only what else may be seen.',
    nextStep: null,
  },
  OWN_QUERY: { reason: ({ principal }) => `${principal} may see and end its own queries.`, nextStep: null },

  UNKNOWN_PRINCIPAL: { reason: ({ principal }) => `${principal} is not known here, or not active.`, nextStep: askPlatform },
  RESERVED_NAME: {
    reason: ({ principal }) => `${principal} is a name of Weft's own, and nobody acts under it.`,
    nextStep: () => 'Use a principal of your own.',
  },
  UNKNOWN_ACTION: { reason: () => 'This is nothing that the policy knows, so it is denied.', nextStep: askPlatform },
  NOT_A_PORT: { reason: ({ object }) => `No output port offers ${object}, or there is no such relation.`, nextStep: findPorts },
  NOT_GOLD: {
    reason: ({ object }) => `${object} is not offered to consumers: its output port is not gold.`,
    nextStep: ({ ownerTeam }) =>
      ownerTeam
        ? `See which gold ports can be asked for: npx weft ports. Or ask ${ownerTeam} to offer one.`
        : 'See which gold ports can be asked for: npx weft ports',
  },
  NO_GRANT: { reason: ({ principal, object }) => `${principal} has no grant on ${object}.`, nextStep: askFor },
  GRANT_EXPIRED: {
    reason: ({ principal, object, at }) => `${principal}'s grant on ${object} ended at ${at ?? 'an earlier time'}.`,
    nextStep: ({ object, principal }) => `Ask again: npx weft request ${object} --as ${principal} --reason "..."`,
  },
  GRANT_NOT_YET_VALID: {
    reason: ({ principal, object, at }) => `${principal}'s grant on ${object} begins at ${at ?? 'a later time'}.`,
    nextStep: () => 'Try again when it has begun.',
  },
  COLUMN_NOT_GRANTED: {
    reason: ({ principal, object, columns }) => `${principal}'s access to ${object} does not cover ${columns.join(', ')}.`,
    nextStep: ({ object, principal }) =>
      `Leave the columns out, or ask for them: npx weft request ${object} --as ${principal} --reason "..."`,
  },
  NO_CATALOG_ACCESS: {
    reason: ({ principal, object }) => `${principal} has no grant that holds in ${object}, or there is no such thing.`,
    nextStep: findPorts,
  },
  NOT_AN_INPUT: {
    reason: ({ object, domain }) => `No input port of a data product of domain ${domain ?? '?'} names ${object}.`,
    nextStep: () => 'Name it as an input port of the data product that reads it, then: npx weft apply',
  },
  NOT_OWN_CATALOG: {
    reason: ({ object, domain }) =>
      `Runs of domain ${domain ?? '?'} write that domain's catalogs only, and ${object} is not there.`,
    nextStep: () => "Build the model in a catalog of the project's own domain.",
  },
  READ_ONLY: {
    reason: () => 'Tables and schemas are changed by the runs of a project, not by people.',
    nextStep: () => 'Change the project and run it: npx weft run --project-dir DIR',
  },
  OPERATION_NOT_ALLOWED: { reason: ({ object }) => `This may not be done to ${object} by anybody.`, nextStep: askPlatform },
  PROPERTY_NOT_ALLOWED: {
    reason: ({ object }) =>
      `The statement sets a property of ${object} that could reach files outside the domain, such as location.`,
    nextStep: () => 'Leave the property out.',
  },
  ROUTINE_NOT_ALLOWED: {
    reason: ({ object }) => `${object} may not be called: it could read or write past the policy.`,
    nextStep: () => 'Write the query without it.',
  },
  SETTING_NOT_ALLOWED: {
    reason: ({ object }) => `The session property ${object} may not be set.`,
    nextStep: () => 'Leave the property out.',
  },
  NOT_OWN_QUERY: { reason: () => 'Only who sent a query sees and ends it.', nextStep: null },
  NO_ENGINE_ADMINISTRATION: {
    reason: () => 'Acting for somebody else and administering the engine are closed to everybody.',
    nextStep: null,
  },
};
