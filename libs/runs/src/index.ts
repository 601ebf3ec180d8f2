export { RunsModule, type RunsModuleOptions } from './api/runs.module.js';
export { RUNS_RESOLVERS } from './api/runs-api.module.js';
export { RunnerService, type RunnerOptions } from './api/runner.service.js';
export { type RunsEngine } from './api/runs.providers.js';
export { prepareQueue } from './store/prepare-queue.js';
export { RUNS_ENTITIES, RUNS_MIGRATIONS } from './store/runs-schema.js';
