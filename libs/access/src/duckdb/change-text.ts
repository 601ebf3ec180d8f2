import { type NewColumn, quoteIdentifier, type Statement } from '@weft/sql';
import { nameText } from './name-text.js';

type Change = Exclude<Statement, { kind: 'query' | 'createView' | 'createTableAs' | 'insert' | 'delete' | 'merge' | 'update' }>;

/** DuckDB's text of a statement that holds no query. */
export function changeText(statement: Change): string {
  switch (statement.kind) {
    case 'createSchema':
      return `CREATE SCHEMA IF NOT EXISTS ${schemaText(statement.schema)}`;
    case 'dropSchema':
      return `DROP SCHEMA IF EXISTS ${schemaText(statement.schema)}`;
    case 'createTable': {
      const { relation, replace, ifNotExists, columns } = statement;
      const head = `CREATE ${replace ? 'OR REPLACE ' : ''}TABLE ${ifNotExists ? 'IF NOT EXISTS ' : ''}`;
      return `${head}${nameText(relation)} (${columns.map(columnText).join(', ')})`;
    }
    case 'drop':
      return `DROP ${statement.object.toUpperCase()} ${statement.ifExists ? 'IF EXISTS ' : ''}${nameText(statement.relation)}`;
    case 'rename':
      return `ALTER ${statement.object.toUpperCase()} ${nameText(statement.relation)} RENAME TO ${quoteIdentifier(statement.target.table)}`;
    case 'addColumn':
      return `ALTER TABLE ${nameText(statement.relation)} ADD COLUMN ${columnText(statement.column)}`;
    case 'dropColumn':
      return `ALTER TABLE ${nameText(statement.relation)} DROP COLUMN ${quoteIdentifier(statement.column)}`;
    case 'comment':
      return commentText(statement);
  }
}

function schemaText({ catalog, schema }: { readonly catalog: string; readonly schema: string }): string {
  return `${quoteIdentifier(catalog)}.${quoteIdentifier(schema)}`;
}

function columnText({ name, type, notNull }: NewColumn): string {
  return `${quoteIdentifier(name)} ${type}${notNull ? ' NOT NULL' : ''}`;
}

function commentText({ object, relation, column, text }: Extract<Change, { kind: 'comment' }>): string {
  const subject = column === null ? nameText(relation) : `${nameText(relation)}.${quoteIdentifier(column)}`;
  return `COMMENT ON ${object.toUpperCase()} ${subject} IS ${text === null ? 'NULL' : `'${text.replaceAll("'", "''")}'`}`;
}
