import { NestFactory } from '@nestjs/core';
import type { Type } from '@nestjs/common';
import { GraphQLSchemaBuilderModule, GraphQLSchemaFactory } from '@nestjs/graphql';
import { lexicographicSortSchema, printSchema } from 'graphql';

/** The schema's SDL as the resolvers say it, sorted, so that a change of order is no change. */
export async function buildSchemaSdl(resolvers: readonly Type[], orphanedTypes: readonly Type[] = []): Promise<string> {
  const app = await NestFactory.createApplicationContext(GraphQLSchemaBuilderModule, { logger: false });
  const schema = await app.get(GraphQLSchemaFactory).create([...resolvers], { orphanedTypes: [...orphanedTypes] });
  await app.close();
  return `${printSchema(lexicographicSortSchema(schema))}\n`;
}
