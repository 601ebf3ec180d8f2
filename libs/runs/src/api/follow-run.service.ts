import { AppError } from '@weft/kernel';
import type { Viewer } from '../domain/run-access.js';
import type { RunListRepository } from '../store/run-list.repository.js';
import type { ListRunsService } from './list-runs.service.js';
import type { FollowedEvent } from './run-event.type.js';
import { RunEventStream } from './run-event-stream.js';
import type { RunNews } from './run-news.js';

/** There is no such run, or the viewer may not know of it: the answer is the same. */
export class RunNotFoundError extends AppError {
  readonly code = 'RUN_NOT_FOUND';
  readonly httpStatus = 404;

  constructor() {
    super('There is no such run. See the runs: npx weft runs');
  }
}

export interface FollowRunUses {
  readonly runs: Pick<ListRunsService, 'find' | 'shownTo'>;
  readonly store: RunListRepository;
  readonly news: RunNews;
  readonly onError: (error: unknown) => void;
}

/** Follows a run from its first event to its end, for those who may see it. */
export class FollowRunService {
  constructor(private readonly use: FollowRunUses) {}

  /** Throws RunNotFoundError. */
  async follow(viewer: Viewer, id: string): Promise<AsyncIterableIterator<FollowedEvent>> {
    const run = await this.use.runs.find(viewer, id);
    if (!run) throw new RunNotFoundError();
    const show = await this.use.runs.shownTo(viewer, run);
    return new RunEventStream(id, { ...this.use, toItem: (event) => ({ run, event: show(event) }) });
  }
}
