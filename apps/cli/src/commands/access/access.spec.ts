import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type FakeWeft, onePage, startFakeWeft } from '../../testing/fake-weft.js';
import { runCli } from '../../testing/run-cli.js';

const REQUEST = {
  id: 'cmVxdWVzdA',
  relation: 'insights.default.dim_customers',
  principal: 'ana',
  reason: 'Spring campaign',
  requestedDays: 30,
  columns: null,
  decision: 'PENDING',
  decidedBy: null,
  decidedAt: null,
  comment: null,
  validFrom: null,
  validTo: null,
  revokedAt: null,
  revokedBy: null,
  createdAt: '2026-05-04T10:34:42.000Z',
};

let weft: FakeWeft;
beforeEach(async () => (weft = await startFakeWeft()));
afterEach(() => weft.stop());

const run = (...args: string[]) => runCli(args, { env: { WEFT_URL: weft.url, WEFT_TOKEN: 'secret-of-ana' } });

describe('weft request', () => {
  it('sends the reason and the duration, and prints the id that an owner approves', async () => {
    weft.answer('RequestAccess', () => ({ requestAccess: { __typename: 'RequestAccessResult', request: REQUEST } }));
    const { exitCode, out } = await run('request', REQUEST.relation, '--reason', 'Spring campaign', '--days', '30');
    expect(exitCode).toBe(0);
    expect(out).toContain('for ana, for 30 days');
    expect(out).toContain('npx weft approve cmVxdWVzdA --as OWNER');
    const input = { relation: REQUEST.relation, reason: 'Spring campaign', durationDays: 30 };
    expect(weft.asked).toEqual([{ operation: 'RequestAccess', variables: { input }, token: 'secret-of-ana' }]);
  });

  it('is not sent without a reason', async () => {
    const { exitCode, err } = await run('request', REQUEST.relation, '--reason', ' ');
    expect(exitCode).toBe(2);
    expect(err).toContain('a request needs a reason');
    expect(weft.asked).toEqual([]);
  });

  it('is not sent with a duration that is no number of days', async () => {
    const { exitCode, err } = await run('request', REQUEST.relation, '--reason', 'x', '--days', '1.5');
    expect(exitCode).toBe(2);
    expect(err).toContain('expected a whole number');
  });

  it("prints the server's refusal with its next step and ends with 1", async () => {
    const refusal = { code: 'PORT_NOT_GOLD', message: 'stg_customers is not gold', nextStep: 'Ask for dim_customers' };
    weft.answer('RequestAccess', () => ({ requestAccess: { __typename: 'Conflict', ...refusal } }));
    const { exitCode, err } = await run('request', 'insights.default.stg_customers', '--reason', 'x');
    expect(exitCode).toBe(1);
    expect(err).toBe('Error: PORT_NOT_GOLD: stg_customers is not gold\n  next: Ask for dim_customers\n');
  });
});

describe('the verbs of an owner', () => {
  const approved = { ...REQUEST, decision: 'APPROVED', validTo: '2026-06-03T10:34:42.000Z' };

  it('approve says until when', async () => {
    weft.answer('ApproveAccessRequest', () => ({
      approveAccessRequest: { __typename: 'DecideAccessRequestResult', request: approved },
    }));
    const { exitCode, out } = await run('approve', REQUEST.id, '--days', '30');
    expect(exitCode).toBe(0);
    expect(out).toBe('Approved: ana on insights.default.dim_customers until 2026-06-03 10:34 UTC.\n');
    expect(weft.asked[0]?.variables).toEqual({ input: { id: REQUEST.id, durationDays: 30 } });
  });

  it('approve of somebody who is no owner ends with 1', async () => {
    weft.answer('ApproveAccessRequest', () => ({
      approveAccessRequest: { __typename: 'Forbidden', code: 'ACCESS_NOT_OWNER', message: 'only an owner', nextStep: null },
    }));
    const { exitCode, err } = await run('approve', REQUEST.id);
    expect(exitCode).toBe(1);
    expect(err).toBe('Error: ACCESS_NOT_OWNER: only an owner\n');
  });

  it.each([
    ['deny', REQUEST.id],
    ['revoke', 'ana', REQUEST.relation],
  ])('%s needs a comment', async (...args) => {
    const { exitCode, err } = await run(...args);
    expect(exitCode).toBe(2);
    expect(err).toContain('add --comment "why"');
    expect(weft.asked).toEqual([]);
  });

  it('revoke names whose access it ended', async () => {
    weft.answer('RevokeAccess', () => ({ revokeAccess: { __typename: 'DecideAccessRequestResult', request: approved } }));
    const { exitCode, out } = await run('revoke', 'ana', REQUEST.relation, '--comment', 'Campaign is over');
    expect(exitCode).toBe(0);
    expect(out).toBe('Revoked: ana on insights.default.dim_customers.\n');
  });
});

describe('weft requests', () => {
  it('reads every page and says what was revoked', async () => {
    const pages: Record<string, unknown> = {
      first: { edges: [{ node: REQUEST }], pageInfo: { hasNextPage: true, endCursor: 'c1' } },
      c1: onePage({ ...REQUEST, id: 'b', decision: 'APPROVED', revokedAt: REQUEST.createdAt }),
    };
    weft.answer('AccessRequests', ({ after }) => ({ accessRequests: pages[(after as string | null) ?? 'first'] }));
    const { exitCode, out } = await run('requests', '--to-decide', '--format', 'csv');
    expect(exitCode).toBe(0);
    expect(out.split('\n').slice(1, 3)).toEqual([
      'cmVxdWVzdA,insights.default.dim_customers,ana,PENDING,30,2026-05-04 10:34 UTC,-,Spring campaign',
      'b,insights.default.dim_customers,ana,REVOKED,30,2026-05-04 10:34 UTC,-,Spring campaign',
    ]);
    expect(weft.asked[0]?.variables).toMatchObject({ filter: 'TO_DECIDE' });
  });
});

describe('weft explain', () => {
  const decision = { allow: false, reasonCode: 'NO_GRANT', reason: 'no grant', nextStep: 'Ask for access', grantId: null };

  it('ends with 1 and the next step where the answer is no', async () => {
    weft.answer('ExplainAccess', () => ({ explainAccess: decision }));
    const { exitCode, out } = await run('explain', 'insights.default.fct_orders');
    expect({ exitCode, out }).toEqual({ exitCode: 1, out: 'Denied (NO_GRANT): no grant\n  next: Ask for access\n' });
  });

  it('ends with 0 and the grant where the answer is yes', async () => {
    weft.answer('ExplainAccess', () => ({
      explainAccess: { ...decision, allow: true, reasonCode: 'GRANTED', nextStep: null, grantId: 'g1' },
    }));
    const { exitCode, out } = await run('explain', 'insights.default.dim_customers');
    expect({ exitCode, out }).toEqual({ exitCode: 0, out: 'Allowed (GRANTED): no grant\n  grant: g1\n' });
  });
});

describe('weft cancel', () => {
  it('takes a request back where the id is no run', async () => {
    weft.answer('CancelRun', () => ({
      cancelRun: { __typename: 'NotFound', code: 'RUN_NOT_FOUND', message: '', nextStep: null },
    }));
    weft.answer('CancelAccessRequest', () => ({
      cancelAccessRequest: { __typename: 'DecideAccessRequestResult', request: { ...REQUEST, decision: 'CANCELLED' } },
    }));
    const { exitCode, out } = await run('cancel', REQUEST.id);
    expect({ exitCode, out }).toEqual({
      exitCode: 0,
      out: 'Taken back: the request of ana for insights.default.dim_customers.\n',
    });
  });
});
