import type { Colors } from '../output/output.js';
import type { RunNode } from './run-node.js';

export interface Place {
  readonly index: number;
  readonly total: number;
}

/** dbt fills its lines up to here; tools that read them count on the shape. */
const WIDTH = 80;

/** `1 of 8 START sql model default.stg_customers ........ [RUN]` */
export function renderStart(node: RunNode, place: Place): string {
  return renderLine(`${renderPlace(place)} START ${renderSubject(node)}`, 'RUN');
}

/** `1 of 8 OK created sql model default.stg_customers ... [OK in 0.07s]`, and its like for every end that dbt knows. */
export function renderEnd(node: RunNode, place: Place, colors: Colors): string {
  const { word, verb, color } = describeEnd(node);
  const seconds = ` in ${(node.executionTime ?? 0).toFixed(2)}s`;
  const subject = verb === null ? node.name : `${verb} ${renderSubject(node)}`;
  const tail = word === 'SKIP' ? word : `${word}${seconds}`;
  return renderLine(`${renderPlace(place)} ${word} ${subject}`, colors[color](tail));
}

interface End {
  readonly word: string;
  /** Null where the name alone follows, as for tests. */
  readonly verb: string | null;
  readonly color: 'green' | 'yellow' | 'red';
}

function describeEnd(node: RunNode): End {
  const isTest = node.resourceType === 'test';
  switch (node.status) {
    case 'success':
      return { word: 'OK', verb: 'created', color: 'green' };
    case 'pass':
      return { word: 'PASS', verb: null, color: 'green' };
    case 'warn':
      return { word: `WARN ${countFailures(node)}`, verb: null, color: 'yellow' };
    case 'fail':
      return { word: `FAIL ${countFailures(node)}`, verb: null, color: 'red' };
    case 'skipped':
      return { word: 'SKIP', verb: isTest ? null : 'relation', color: 'yellow' };
    default:
      return { word: 'ERROR', verb: isTest ? null : 'creating', color: 'red' };
  }
}

/** dbt's message of a test: `Got 3 results, configured to fail if != 0`. */
function countFailures({ message }: RunNode): number {
  return Number(/Got (\d+) result/.exec(message ?? '')?.[1] ?? 1);
}

function renderSubject(node: RunNode): string {
  if (node.resourceType === 'test') return `test ${node.name}`;
  if (node.status === 'skipped') return shortRelation(node);
  return `sql ${node.resourceType} ${shortRelation(node)}`;
}

/** `"insights"."default"."stg_customers"` -> `default.stg_customers` */
function shortRelation({ relationName, name }: RunNode): string {
  return relationName?.replaceAll(/["`]/g, '').split('.').slice(-2).join('.') ?? name;
}

function renderPlace({ index, total }: Place): string {
  return `${index} of ${total}`;
}

function renderLine(text: string, state: string): string {
  return `${`${text} `.padEnd(WIDTH, '.')} [${state}]`;
}
