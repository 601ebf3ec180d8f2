export { buildRunResults, type RunResultsOptions } from './artifacts/run-results.js';
export { describeFailure, type Failure } from './engine/engine-failure.js';
export { type PreparedSelect, type SelectOptions, type StatementGuard } from './engine/statement-guard.port.js';
export { executeRun, type ExecutionOptions, type RunNode } from './execute/execute-run.js';
export { type NodeOutcome, type NodeResult, type NodeStatus } from './execute/node-result.js';
export { NodeRunner, type NodeRunnerOptions } from './execute/node-runner.js';
export { type RunObserver } from './execute/run-observer.port.js';
export { type Planned, planRun, type PlanRequest } from './plan/plan-run.js';
export { type PlannedModel, type PlannedNode, type PlannedTest, type RunCommand, type RunPlan } from './plan/run-plan.js';
