import type { RelationName } from '@weft/kernel';
import type { PolicyAction, PolicyActionKind, RelationAction, RoutineName, SchemaAction } from './policy-action.js';
import type { RelationWriteOperation } from './relation-write-operation.js';
import { catalogSubjects, relationSubjects, schemaSubjects, SUBJECT } from './subjects.js';
import { countForeignProperties } from './table-properties.js';

/** One thing that must be allowed: of its subjects none may deny it and one must allow every column. */
export interface Ask {
  readonly subjects: readonly string[];
  readonly columns: readonly string[];
  readonly operation: string;
  readonly owner: string;
  readonly foreignProperties: number;
}

/** An action taken apart, names in lower case: everything it asks must be allowed. */
export interface Question {
  readonly kind: PolicyActionKind;
  readonly asks: readonly Ask[];
  /** What the answer speaks of, as a person names it. */
  readonly object: string;
  /** The catalogs it reaches, that of the object first; a rename can name two. */
  readonly catalogs: readonly string[];
  /** The relation it is about, where it is about one. */
  readonly relation: RelationName | null;
}

type SimpleAction = Exclude<PolicyAction, SchemaAction | RelationAction>;

const RENAMES: ReadonlySet<RelationWriteOperation> = new Set(['renameTable', 'renameView', 'renameMaterializedView']);

/** Action -> what it asks. The kind alone says what an action is: fields that do not belong to it are not looked at. */
export function buildQuestion(action: PolicyAction): Question {
  if (isRelationAction(action)) return relationQuestion(action);
  if (isSchemaAction(action)) return schemaQuestion(action);
  return simpleQuestion(action);
}

const isRelationAction = (action: PolicyAction): action is RelationAction => action.kind.startsWith('relation:');
const isSchemaAction = (action: PolicyAction): action is SchemaAction => action.kind.startsWith('schema:');

function simpleQuestion(action: SimpleAction): Question {
  const { kind } = action;
  switch (kind) {
    case 'query:execute':
    case 'system:read':
    case 'system:write':
      return question(kind, 'the engine', [ask([SUBJECT.engine])]);
    case 'query:view':
    case 'query:kill':
      return question(kind, action.owner, [ask([SUBJECT.queries], { owner: action.owner })]);
    case 'user:impersonate':
      return question(kind, action.user, [ask([])]);
    case 'session:set':
      return question(kind, action.property, [ask([SUBJECT.setting(action.catalog, action.property)])]);
    case 'catalog:access':
    case 'catalog:create':
    case 'catalog:drop': {
      const catalog = action.catalog.toLowerCase();
      return { ...question(kind, catalog, [ask(catalogSubjects(catalog))]), catalogs: [catalog] };
    }
    case 'procedure:execute':
      return routineQuestion(kind, action.procedure);
    default:
      return routineQuestion(kind, action.function);
  }
}

function schemaQuestion(action: SchemaAction): Question {
  const [catalog, schema] = [action.catalog.toLowerCase(), action.schema.toLowerCase()];
  const named = { ...question(action.kind, `${catalog}.${schema}`, []), catalogs: [catalog] };
  const subjects = schemaSubjects(catalog, schema);
  if (action.kind !== 'schema:rename') {
    const foreignProperties = countForeignProperties('schema', action.properties ?? []);
    return { ...named, asks: [ask(subjects, { foreignProperties })] };
  }
  const target = { catalog: action.target.catalog.toLowerCase(), schema: action.target.schema.toLowerCase() };
  const asks = [ask(subjects), ask(schemaSubjects(target.catalog, target.schema))];
  return { ...named, asks, catalogs: [catalog, target.catalog] };
}

function relationQuestion(action: RelationAction): Question {
  const relation = lowerCase(action.relation);
  const object = `${relation.catalog}.${relation.schema}.${relation.table}`;
  const asks = relationAsks(action, relationSubjects(relation));
  const target = action.kind === 'relation:write' && action.target ? [action.target.catalog.toLowerCase()] : [];
  return { kind: action.kind, object, asks, catalogs: [relation.catalog, ...target], relation };
}

function relationAsks(action: RelationAction, subjects: readonly string[]): Ask[] {
  switch (action.kind) {
    case 'relation:write':
      return writeAsks(action, subjects);
    case 'relation:select':
    case 'relation:selectThroughView':
      return [ask(subjects, { columns: action.columns.map((column) => column.toLowerCase()) })];
    case 'relation:showColumn':
      return [ask(subjects, { columns: [action.column.toLowerCase()] })];
    default:
      return [ask(subjects)];
  }
}

/** A rename asks for both names, what is renamed and what it becomes; without the second it asks what no rule allows. */
function writeAsks(action: RelationAction & { kind: 'relation:write' }, subjects: readonly string[]): Ask[] {
  const { operation, properties = [], target } = action;
  const source = ask(subjects, { operation, foreignProperties: countForeignProperties('relation', properties) });
  if (!RENAMES.has(operation)) return [source];
  return [source, ask(target ? relationSubjects(lowerCase(target)) : [], { operation })];
}

function routineQuestion(kind: PolicyActionKind, { catalog, schema, name }: RoutineName): Question {
  const parts = [catalog.toLowerCase(), schema.toLowerCase(), name.toLowerCase()] as const;
  return { ...question(kind, parts.join('.'), [ask([SUBJECT.routine(...parts)])]), catalogs: [parts[0]] };
}

function question(kind: PolicyActionKind, object: string, asks: readonly Ask[]): Question {
  return { kind, object, asks, catalogs: [], relation: null };
}

function ask(subjects: readonly string[], detail: Partial<Omit<Ask, 'subjects'>> = {}): Ask {
  return { subjects, columns: [], operation: '', owner: '', foreignProperties: 0, ...detail };
}

function lowerCase({ catalog, schema, table }: RelationName): RelationName {
  return { catalog: catalog.toLowerCase(), schema: schema.toLowerCase(), table: table.toLowerCase() };
}
