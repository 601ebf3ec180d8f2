import { type DynamicModule, Module } from '@nestjs/common';
import { RunnerModule } from './runner.module.js';
import { RunsApiModule } from './runs-api.module.js';
import type { RunsEngine } from './runs.providers.js';

export interface RunsModuleOptions extends RunsEngine {
  /** Whether this process takes runs; true unless told. */
  readonly runner?: boolean;
  /** Whether it offers them over GraphQL; true unless told. */
  readonly api?: boolean;
}

/** Runs: the API, the runner, or both. Needs PlatformModule, AuditModule, CatalogModule and AccessModule beside it. */
@Module({})
export class RunsModule {
  static register({ runner = true, api = true, ...engine }: RunsModuleOptions): DynamicModule {
    const imports = [...(api ? [RunsApiModule] : []), ...(runner ? [RunnerModule.register(engine)] : [])];
    return { module: RunsModule, imports, exports: imports };
  }
}
