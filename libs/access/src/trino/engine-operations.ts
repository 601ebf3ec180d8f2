import type { RoutineAction, RoutineName } from '@weft/policy';
import { asks, asksUnfiltered, type OperationMapper } from './asked.js';
import type { TrinoResource } from './trino-request.type.js';

function routineOf({ function: routine }: TrinoResource): RoutineName | null {
  if (routine?.catalogName === undefined || routine.schemaName === undefined) return null;
  return { catalog: routine.catalogName, schema: routine.schemaName, name: routine.functionName };
}

/** Trino filters and masks nothing of what a table function returns. */
function aboutFunction(kind: Exclude<RoutineAction['kind'], 'procedure:execute'>): OperationMapper {
  return (resource) => {
    const routine = routineOf(resource);
    return routine ? asksUnfiltered({ kind, function: routine }) : null;
  };
}

const executeProcedure: OperationMapper = (resource) => {
  const procedure = routineOf(resource);
  return procedure ? asks({ kind: 'procedure:execute', procedure }) : null;
};

function aboutOwner(kind: 'query:view' | 'query:kill'): OperationMapper {
  return ({ user }) => (user ? asks({ kind, owner: user.user }) : null);
}

/** Queries, sessions, routines and the server itself. */
export const ENGINE_OPERATIONS: Readonly<Record<string, OperationMapper>> = {
  ExecuteQuery: () => asks({ kind: 'query:execute' }),
  FilterViewQueryOwnedBy: aboutOwner('query:view'),
  ViewQueryOwnedBy: aboutOwner('query:view'),
  KillQueryOwnedBy: aboutOwner('query:kill'),
  ImpersonateUser: ({ user }) => (user ? asks({ kind: 'user:impersonate', user: user.user }) : null),
  SetSystemSessionProperty: ({ systemSessionProperty: setting }) =>
    setting ? asks({ kind: 'session:set', catalog: null, property: setting.name }) : null,
  SetCatalogSessionProperty: ({ catalogSessionProperty: setting }) =>
    setting ? asks({ kind: 'session:set', catalog: setting.catalogName, property: setting.propertyName }) : null,
  ExecuteFunction: aboutFunction('function:execute'),
  CreateViewWithExecuteFunction: aboutFunction('function:executeThroughView'),
  CreateFunction: aboutFunction('function:create'),
  DropFunction: aboutFunction('function:drop'),
  ShowCreateFunction: aboutFunction('function:showDefinition'),
  FilterFunctions: aboutFunction('function:show'),
  ExecuteProcedure: executeProcedure,
  ReadSystemInformation: () => asks({ kind: 'system:read' }),
  WriteSystemInformation: () => asks({ kind: 'system:write' }),
};
