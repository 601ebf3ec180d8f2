import type { RelationName } from '@weft/kernel';
import type { PolicyAction } from '@weft/policy';
import type { Statement } from '@weft/sql';

type Operation = Extract<PolicyAction, { kind: 'relation:write' }>['operation'];

/** What the policy is asked before a statement changes anything: the same that Trino asks of it. A query asks by what it reads. */
export function actionsOf(statement: Statement): readonly PolicyAction[] {
  switch (statement.kind) {
    case 'query':
      return [];
    case 'createSchema':
      return [{ kind: 'schema:create', ...statement.schema, properties: statement.properties }];
    case 'dropSchema':
      return [{ kind: 'schema:drop', ...statement.schema }];
    case 'rename': {
      const operation = statement.object === 'table' ? 'renameTable' : 'renameView';
      return [{ kind: 'relation:write', relation: statement.relation, operation, target: statement.target }];
    }
    case 'createTable':
    case 'createTableAs':
    case 'createView': {
      const { relation, properties } = statement;
      return operationsOf(statement).map((operation) => ({ kind: 'relation:write', relation, operation, properties }));
    }
    default:
      return operationsOf(statement).map((operation) => write(statement.relation, operation));
  }
}

function write(relation: RelationName, operation: Operation): PolicyAction {
  return { kind: 'relation:write', relation, operation };
}

function operationsOf(statement: Exclude<Statement, { kind: 'query' | 'createSchema' | 'dropSchema' | 'rename' }>): Operation[] {
  switch (statement.kind) {
    case 'createTable':
    case 'createTableAs':
      return statement.replace ? ['createTable', 'dropTable'] : ['createTable'];
    case 'createView':
      return statement.replace ? ['createView', 'dropView'] : ['createView'];
    case 'merge':
      return [...new Set(statement.cases.map(({ action }) => action))];
    case 'drop':
      return [statement.object === 'table' ? 'dropTable' : 'dropView'];
    case 'comment':
      return [COMMENTS[statement.object]];
    default:
      return [statement.kind];
  }
}

const COMMENTS = { table: 'setTableComment', view: 'setViewComment', column: 'setColumnComment' } as const;
