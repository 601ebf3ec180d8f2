import { TrinoEngine } from '@weft/engine-trino';
import { trinoForTests } from './trino-for-tests.js';

/** An engine on the Trino of this run of the tests; whoever opens it closes it. */
export function trinoEngineForTests(): TrinoEngine {
  return new TrinoEngine({ url: trinoForTests().url });
}
