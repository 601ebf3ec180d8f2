import { GraphQLScalarType } from 'graphql';

/** A value of a result as the engine port gives it: BIGINT and DECIMAL are strings, dates ISO 8601. Only ever put out. */
export const JsonScalar = new GraphQLScalarType<unknown, unknown>({
  name: 'JSON',
  description: 'Any JSON value.',
  serialize: (value) => value,
  parseValue: (value) => value,
});
