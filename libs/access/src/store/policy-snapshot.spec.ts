import type { PolicySnapshot } from '@weft/policy';
import { describe, expect, it } from 'vitest';
import { PolicySnapshotService } from './policy-snapshot.service.js';

const SNAPSHOT: PolicySnapshot = { version: '1', principals: [], domains: [], catalogs: [], ports: [], grants: [] };

/** A store in memory whose version can be moved and which can be cut off. */
function storeOf() {
  const store = { version: 1, down: false, loads: 0, now: 0 };
  const answer = <T>(value: () => T): Promise<T> => (store.down ? Promise.reject(new Error('down')) : Promise.resolve(value()));
  const load = () => answer(() => ((store.loads += 1), { ...SNAPSHOT, version: String(store.version) }));
  const source = { version: () => answer(() => String(store.version)), load };
  return { store, service: new PolicySnapshotService({ source, clock: { now: () => new Date(store.now) } }) };
}

describe('the policy of a process', () => {
  it('is none before the store was read, and the compiled snapshot afterwards', async () => {
    const { service } = storeOf();
    expect(service.current()).toBeNull();
    await service.refresh();
    expect(service.current()?.version).toBe('1');
  });

  it('is compiled anew only when the version changed', async () => {
    const { service, store } = storeOf();
    await service.refresh();
    await service.poll();
    expect(store.loads).toBe(1);
    store.version = 2;
    await service.poll();
    expect([store.loads, service.current()?.version]).toEqual([2, '2']);
  });

  it('counts for five seconds without the store, then for nothing, then again once the store answers', async () => {
    const { service, store } = storeOf();
    await service.refresh();
    store.down = true;
    store.now = 5_000;
    await service.poll();
    expect(service.current()?.version).toBe('1');
    store.now = 5_001;
    await service.poll();
    expect(service.current()).toBeNull();
    store.down = false;
    await service.poll();
    expect(service.current()?.version).toBe('1');
  });

  it('counts for nothing at once when a change of our own could not be read back', async () => {
    const { service, store } = storeOf();
    await service.refresh();
    store.down = true;
    await service.refresh();
    expect(service.current()).toBeNull();
  });

  it('counts for nothing when the clock went back', async () => {
    const { service, store } = storeOf();
    store.now = 10_000;
    await service.refresh();
    store.now = 0;
    expect(service.current()).toBeNull();
  });
});
