import { type DynamicModule, Module, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { RunnerService } from './runner.service.js';
import { runnerProvider, type RunsEngine } from './runs.providers.js';

/** Takes runs for as long as the app is up; what is under way when it stops can be taken by the next at once. */
@Module({})
export class RunnerModule implements OnApplicationBootstrap, OnApplicationShutdown {
  constructor(private readonly runner: RunnerService) {}

  static register(engine: RunsEngine): DynamicModule {
    return { module: RunnerModule, providers: [runnerProvider(engine)], exports: [RunnerService] };
  }

  onApplicationBootstrap(): Promise<void> {
    return this.runner.start();
  }

  onApplicationShutdown(): Promise<void> {
    return this.runner.stop();
  }
}
