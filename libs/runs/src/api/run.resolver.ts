import { Args, Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { type Connection, CurrentPrincipal, PageArgs, type Principal } from '@weft/platform';
import DataLoader from 'dataloader';
import type { RunNode } from '../domain/run-node.js';
import type { Run } from '../domain/run.js';
import { ListRunsService } from './list-runs.service.js';
import { RunType } from './run.type.js';
import { RunEventType } from './run-event.type.js';
import { RunLogConnection, RunLogType } from './run-log.type.js';
import { RunNodeType } from './run-node.type.js';

type Loader = DataLoader<Run, RunNode[], string>;

/** What belongs to a run; the nodes of a list of runs cost one statement. */
@Resolver(() => RunType)
export class RunFieldsResolver {
  private readonly loaders = new WeakMap<object, Loader>();

  constructor(private readonly runs: ListRunsService) {}

  @ResolveField(() => [RunNodeType], { description: 'Its models and tests in the order of the plan; none before it is planned.' })
  async nodes(
    @Parent() { run }: RunType,
    @CurrentPrincipal() viewer: Principal,
    @Context() context: object,
  ): Promise<RunNodeType[]> {
    return (await this.loaderOf(context, viewer).load(run)).map((node) => RunNodeType.of(node));
  }

  @ResolveField(() => RunLogConnection, { description: 'What happened, in order.' })
  async logs(
    @Parent() { run }: RunType,
    @CurrentPrincipal() viewer: Principal,
    @Args() page: PageArgs,
  ): Promise<Connection<RunLogType>> {
    const found = await this.runs.logsOf(viewer, run, page);
    return { ...found, edges: found.edges.map(({ cursor, node }) => ({ cursor, node: RunLogType.of(node) })) };
  }

  private loaderOf(context: object, viewer: Principal): Loader {
    const load = (runs: readonly Run[]) => this.runs.nodesOf(viewer, runs);
    const loader = this.loaders.get(context) ?? new DataLoader(load, { cacheKeyFn: ({ id }: Run) => id });
    this.loaders.set(context, loader);
    return loader;
  }
}

/** What belongs to an event of a run. */
@Resolver(() => RunEventType)
export class RunEventFieldsResolver {
  constructor(private readonly runs: ListRunsService) {}

  @ResolveField(() => RunNodeType, { nullable: true, description: 'The node that it is about, as it is now.' })
  async node(@Parent() { followed, uniqueId }: RunEventType, @CurrentPrincipal() viewer: Principal): Promise<RunNodeType | null> {
    const found = uniqueId === null ? null : await this.runs.findNode(viewer, followed.run, uniqueId);
    return found && RunNodeType.of(found);
  }
}
