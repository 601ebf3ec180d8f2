/** The run is no longer this runner's: somebody else has taken it, or it has ended. Stop at once and write nothing. */
export class LostLeaseError extends Error {
  constructor(runId: string) {
    super(`Run ${runId} is held by another runner, or has ended`);
    this.name = 'LostLeaseError';
  }
}
