import { renderRelation } from '@weft/dbt';
import type { NodeResult, PlannedNode, RunObserver, RunPlan } from '@weft/runner';
import type { Cli } from '../cli.js';
import { renderClock } from '../output/time.util.js';
import { Progress } from '../runs/progress.js';
import { isBad, type RunNode } from '../runs/run-node.js';

/** Prints dbt's lines of a run in this process as it goes on. */
export class LocalProgress implements RunObserver {
  private readonly states: Map<string, RunNode>;
  private readonly progress: Progress;
  private printing: Promise<void> = Promise.resolve();

  constructor(
    private readonly cli: Cli,
    plan: RunPlan,
  ) {
    this.states = new Map(plan.nodes.map((node) => [node.uniqueId, toRunNode(node)]));
    this.progress = new Progress(cli.out.colors);
  }

  get nodes(): readonly RunNode[] {
    return [...this.states.values()];
  }

  get hasFailed(): boolean {
    return this.nodes.some(isBad);
  }

  onStart({ uniqueId }: PlannedNode): Promise<void> {
    return this.change(uniqueId, { status: 'running', startedAt: this.cli.now().toISOString() });
  }

  onQuery(): void {
    // The command prints no query ids: nobody takes over a run that ends with its process.
  }

  onFinish({ uniqueId }: PlannedNode, { status, executionTime, message, detail }: NodeResult): Promise<void> {
    const finishedAt = this.cli.now().toISOString();
    // Whoever runs this may read the data: the engine's own text is shown.
    return this.change(uniqueId, { status, executionTime, finishedAt, message: detail ?? message });
  }

  private change(uniqueId: string, change: Partial<RunNode>): Promise<void> {
    const node = this.states.get(uniqueId);
    if (!node) throw new Error(`The plan has no node ${uniqueId}`);
    this.states.set(uniqueId, { ...node, ...change });
    const lines = this.progress.update(this.nodes, this.cli.now());
    this.printing = this.printing.then(async () => {
      for (const { at, text } of lines) await this.cli.out.line(`${renderClock(at)}  ${text}`);
    });
    return this.printing;
  }
}

function toRunNode(node: PlannedNode): RunNode {
  const relationName = node.resourceType === 'model' ? renderName(node.relation) : null;
  const waiting = { status: 'pending', startedAt: null, finishedAt: null, executionTime: null, message: null };
  return { uniqueId: node.uniqueId, name: node.name, resourceType: node.resourceType, relationName, ...waiting };
}

function renderName({ catalog, schema, table }: { catalog: string; schema: string; table: string }): string {
  return renderRelation({ database: catalog, schema, identifier: table });
}
