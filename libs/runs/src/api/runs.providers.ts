import { Logger, type Provider } from '@nestjs/common';
import { PolicyRuntime } from '@weft/access';
import { CatalogService } from '@weft/catalog';
import type { Engine, StatementInspector } from '@weft/engine';
import type { Clock } from '@weft/kernel';
import { AUDIT_WRITER, type AuditWriter, CLOCK, WEFT_CONFIG, type WeftConfig } from '@weft/platform';
import { DataSource } from 'typeorm';
import { ProjectExecutor } from '../execute/project-executor.js';
import { PublishedProjects } from '../execute/published-projects.js';
import { leaseTimes } from '../domain/run-lease.js';
import { RunListRepository } from '../store/run-list.repository.js';
import { RunWaker } from '../store/run-waker.js';
import { CancelRunService } from './cancel-run.service.js';
import { FollowRunService } from './follow-run.service.js';
import { ListRunsService } from './list-runs.service.js';
import { RunNews } from './run-news.js';
import { RunnerService } from './runner.service.js';
import { StartRunService } from './start-run.service.js';

/** The engine that runs build in; on DuckDB, whose statements we authorize ourselves, also its own parser. */
export interface RunsEngine {
  readonly engine: Engine;
  readonly inspector: StatementInspector | null;
  /** The data folder of an embedded Weft: its runs are taken up at once after a kill. */
  readonly home: string | null;
}

const reportTo = (name: string) => {
  const logger = new Logger(name);
  return (error: unknown) => logger.error(error);
};

/** The runner of this process. */
export function runnerProvider({ engine, inspector, home }: RunsEngine): Provider {
  return {
    provide: RunnerService,
    inject: [WEFT_CONFIG, DataSource, CLOCK, CatalogService, PolicyRuntime],
    useFactory: (config: WeftConfig, dataSource: DataSource, clock: Clock, catalog: CatalogService, runtime: PolicyRuntime) => {
      const policy = () => runtime.snapshots.current();
      const filesOf = (versionId: string) => catalog.projectFiles(versionId);
      const published = new PublishedProjects(catalog);
      const othersOf: PublishedProjects['othersOf'] = (project, files) => published.othersOf(project, files);
      const executor = new ProjectExecutor({ engine, inspector, policy, filesOf, othersOf, clock });
      const onError = reportTo('Runner');
      const waker = new RunWaker(dataSource, onError);
      const times = leaseTimes(config.runLeaseMs);
      return new RunnerService({ dataSource, executor, clock, home, waker, times, onError });
    },
  };
}

/** The services behind the API: they need no engine. */
export const RUNS_SERVICES: Provider[] = [
  { provide: RunNews, inject: [DataSource], useFactory: (dataSource: DataSource) => new RunNews(dataSource) },
  {
    provide: ListRunsService,
    inject: [DataSource, CatalogService],
    useFactory: (dataSource: DataSource, catalog: CatalogService) =>
      new ListRunsService(catalog, new RunListRepository(dataSource)),
  },
  {
    provide: StartRunService,
    inject: [DataSource, CatalogService, AUDIT_WRITER, CLOCK],
    useFactory: (dataSource: DataSource, catalog: CatalogService, audit: AuditWriter, clock: Clock) =>
      new StartRunService({ dataSource, catalog, audit, clock }),
  },
  {
    provide: CancelRunService,
    inject: [DataSource, ListRunsService, AUDIT_WRITER, CLOCK],
    useFactory: (dataSource: DataSource, runs: ListRunsService, audit: AuditWriter, clock: Clock) =>
      new CancelRunService({ dataSource, runs, audit, clock }),
  },
  {
    provide: FollowRunService,
    inject: [DataSource, ListRunsService, RunNews],
    useFactory: (dataSource: DataSource, runs: ListRunsService, news: RunNews) =>
      new FollowRunService({ runs, store: new RunListRepository(dataSource), news, onError: reportTo('RunEvents') }),
  },
];
