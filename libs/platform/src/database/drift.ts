import type { DataSource } from 'typeorm';

/** The statements by which TypeORM would change this database to fit the entities. */
export async function findDrift(dataSource: DataSource): Promise<string[]> {
  const { upQueries } = await dataSource.driver.createSchemaBuilder().log();
  return upQueries.map(({ query }) => query);
}
