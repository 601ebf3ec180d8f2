import { Args, ID, Mutation, Query, Resolver, Subscription } from '@nestjs/graphql';
import { type Connection, CurrentPrincipal, parseGlobalId, type Principal } from '@weft/platform';
import { CancelRunService } from './cancel-run.service.js';
import { FollowRunService } from './follow-run.service.js';
import { ListRunsService } from './list-runs.service.js';
import { RunConnection, RunType } from './run.type.js';
import { type FollowedEvent, RunEventType } from './run-event.type.js';
import { CancelRunInput, RunsArgs, StartRunInput } from './runs.input.js';
import {
  CancelRunPayload,
  CancelRunResult,
  orderErrorOf,
  StartRunPayload,
  StartRunResult,
  stateErrorOf,
} from './runs.payloads.type.js';
import { StartRunService } from './start-run.service.js';

/** Runs over GraphQL; who may see and do what is decided by the services. */
@Resolver()
export class RunsResolver {
  constructor(
    private readonly runList: ListRunsService,
    private readonly starts: StartRunService,
    private readonly cancellations: CancelRunService,
    private readonly followers: FollowRunService,
  ) {}

  @Query(() => RunConnection, { description: 'Runs, newest first: those of your domains; for the platform team all.' })
  async runs(@CurrentPrincipal() viewer: Principal, @Args() { project, ...page }: RunsArgs): Promise<Connection<RunType>> {
    const found = await this.runList.list(viewer, project ?? null, page);
    return { ...found, edges: found.edges.map(({ cursor, node }) => ({ cursor, node: RunType.of(node) })) };
  }

  @Query(() => RunType, { nullable: true, description: 'One run; null where there is none or you may not know of it.' })
  async run(@CurrentPrincipal() viewer: Principal, @Args('id', { type: () => ID }) id: string): Promise<RunType | null> {
    const found = await this.runList.find(viewer, rowId(id));
    return found && RunType.of(found);
  }

  @Mutation(() => StartRunPayload, {
    description: "Puts a run of a project in the queue. For the owner team of the project's domain and the platform team.",
  })
  async startRun(@CurrentPrincipal() asker: Principal, @Args('input') input: StartRunInput): Promise<typeof StartRunPayload> {
    const { select, exclude, files, idempotencyKey, ...order } = input;
    const given = { select: select ?? [], exclude: exclude ?? [], files: files ?? null, idempotencyKey: idempotencyKey ?? null };
    const answer = await this.starts.start(asker, { ...order, ...given });
    return answer.ok ? StartRunResult.of(RunType.of(answer.value)) : orderErrorOf(answer.error);
  }

  @Mutation(() => CancelRunPayload, { description: 'Ends a run that you may see; one that is over stays as it is.' })
  async cancelRun(@CurrentPrincipal() asker: Principal, @Args('input') { id }: CancelRunInput): Promise<typeof CancelRunPayload> {
    const answer = await this.cancellations.cancel(asker, rowId(id));
    return answer.ok ? CancelRunResult.of(RunType.of(answer.value)) : stateErrorOf(answer.error);
  }

  @Subscription(() => RunEventType, {
    description: 'What happened in a run from its beginning, and then what happens; it ends with the run.',
    resolve: (followed: FollowedEvent) => RunEventType.of(followed),
  })
  runEvents(
    @CurrentPrincipal() viewer: Principal,
    @Args('runId', { type: () => ID }) runId: string,
  ): Promise<AsyncIterableIterator<FollowedEvent>> {
    return this.followers.follow(viewer, rowId(runId));
  }
}

const NO_RUN = '00000000-0000-0000-0000-000000000000';

/** A text that is no run's id becomes one that no run has. */
function rowId(globalId: string): string {
  return parseGlobalId(globalId, 'Run')?.id ?? NO_RUN;
}
