import { Module, type OnApplicationShutdown } from '@nestjs/common';
import { NodeRegistry } from '@weft/platform';
import { ListRunsService } from './list-runs.service.js';
import { ProjectFieldsResolver } from './project-fields.resolver.js';
import { RunFieldsResolver, RunEventFieldsResolver } from './run.resolver.js';
import { RunType } from './run.type.js';
import { RunNews } from './run-news.js';
import { RUNS_SERVICES } from './runs.providers.js';
import { RunsResolver } from './runs.resolver.js';

export const RUNS_RESOLVERS = [RunsResolver, RunFieldsResolver, RunEventFieldsResolver, ProjectFieldsResolver];

/** Runs over GraphQL. */
@Module({ providers: [...RUNS_SERVICES, ...RUNS_RESOLVERS] })
export class RunsApiModule implements OnApplicationShutdown {
  constructor(
    private readonly news: RunNews,
    nodes: NodeRegistry,
    runs: ListRunsService,
  ) {
    nodes.register('Run', async (id, viewer) => {
      const run = await runs.find(viewer, id);
      return run && RunType.of(run);
    });
  }

  onApplicationShutdown(): Promise<void> {
    return this.news.stop();
  }
}
