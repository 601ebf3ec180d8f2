import { PLATFORM_ENTITIES, PLATFORM_MIGRATIONS, PrincipalStore } from '@weft/platform';
import { describe, expect, it } from 'vitest';
import { testDatabase } from './test-database.js';

const OPTIONS = { entities: PLATFORM_ENTITIES, migrations: PLATFORM_MIGRATIONS };

describe('the database of a spec file', () => {
  it('is its own: another one does not see what is written into it', async () => {
    const [one, other] = [await testDatabase(OPTIONS), await testDatabase(OPTIONS)];
    const now = new Date();
    await new PrincipalStore(one.app.manager).ensure('ana', 'person', now);
    expect(await new PrincipalStore(one.app.manager).find('ana', now)).toMatchObject({ name: 'ana' });
    expect(await new PrincipalStore(other.app.manager).find('ana', now)).toBeNull();
    await Promise.all([one.dispose(), other.dispose()]);
  });

  it('is gone after it was disposed of', async () => {
    const database = await testDatabase(OPTIONS);
    await database.dispose();
    expect(database.app.isInitialized).toBe(false);
  });
});
