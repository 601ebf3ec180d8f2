import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Answer, WeftApp } from './weft-app.fixture.js';

const DIM = 'insights.default.dim_customers';
const REQUEST = `mutation($input: RequestAccessInput!) { requestAccess(input: $input) { __typename
  ... on RequestAccessResult { request { id relation principal decision requestedDays } } ... on NotFound { code } ... on Conflict { code }
  ... on ValidationFailed { code message } ... on Forbidden { code } } }`;
const decide = (mutation: string, input: string) => `mutation($input: ${input}!) { ${mutation}(input: $input) { __typename
  ... on DecideAccessRequestResult { request { id decision decidedBy validTo revokedBy } } ... on NotFound { code } ... on Conflict { code }
  ... on ValidationFailed { code } ... on Forbidden { code nextStep } } }`;
const APPROVE = decide('approveAccessRequest', 'ApproveAccessRequestInput');
const DENY = decide('denyAccessRequest', 'DenyAccessRequestInput');
const CANCEL = decide('cancelAccessRequest', 'CancelAccessRequestInput');
const REVOKE = decide('revokeAccess', 'RevokeAccessInput');
const EXPLAIN = `query($relation: String!, $principal: String) { explainAccess(relation: $relation, principal: $principal) { allow reasonCode nextStep } }`;
const LIST = `query($filter: AccessRequestFilter, $status: AccessRequestStatus) { accessRequests(filter: $filter, status: $status) { edges { node { principal } } } }`;

let weft: WeftApp;
beforeAll(async () => {
  weft = await WeftApp.start();
});
afterAll(() => weft.stop());
beforeEach(async () => {
  await weft.database.owner.query('TRUNCATE access_grant, access_request, access_link');
  await weft.database.owner.query('UPDATE policy_version SET version = version + 1');
});

const first = (answer: Answer) => {
  if (answer.errors) throw new Error(JSON.stringify(answer.errors));
  return Object.values(answer.data)[0] as Record<string, unknown> & { request: { id: string } };
};
const ask = async (as = 'ana', relation = DIM) =>
  first(await weft.graphql(as, REQUEST, { input: { relation, reason: 'newsletter', durationDays: 30 } }));
const send = async (as: string, mutation: string, input: object) => first(await weft.graphql(as, mutation, { input }));
const typeAndCode = ({ __typename, code }: Record<string, unknown>) =>
  `${__typename as string} ${(code as string | undefined) ?? ''}`.trim();
const explain = async (as: string, relation = DIM, principal?: string) => weft.graphql(as, EXPLAIN, { relation, principal });

describe('access over GraphQL', () => {
  it('ana asks, ines approves, the policy knows at once, ines revokes, the policy knows at once', async () => {
    const { request } = await ask();
    expect(first(await explain('ana'))).toMatchObject({
      allow: false,
      reasonCode: 'NO_GRANT',
      nextStep: expect.stringContaining('weft request') as string,
    });
    expect(await send('ines', APPROVE, { id: request.id })).toMatchObject({
      request: { decision: 'APPROVED', decidedBy: 'ines' },
    });
    expect(first(await explain('ana'))).toMatchObject({ allow: true, reasonCode: 'GRANTED' });
    expect(await send('ines', REVOKE, { principal: 'ana', relation: DIM, comment: 'over' })).toMatchObject({
      request: { revokedBy: 'ines' },
    });
    expect(first(await explain('ana'))).toMatchObject({ allow: false, reasonCode: 'GRANT_EXPIRED' });
  });

  it('asking: allowed for a gold port with a reason, refused for others', async () => {
    expect(typeAndCode(await ask('ana'))).toBe('RequestAccessResult');
    expect(typeAndCode(await ask('ana'))).toBe('Conflict ACCESS_ALREADY_PENDING');
    expect(typeAndCode(await ask('ana', 'insights.default.stg_customers'))).toBe('ValidationFailed ACCESS_NOT_GOLD');
    expect(typeAndCode(await ask('ana', 'insights.default.nosuch'))).toBe('NotFound ACCESS_NO_PORT');
    expect(typeAndCode(await send('ana', REQUEST, { relation: 'insights.default.fct_orders', reason: ' ' }))).toBe(
      'ValidationFailed ACCESS_REASON',
    );
    expect(
      typeAndCode(await send('ana', REQUEST, { relation: 'insights.default.fct_orders', reason: 'x', columns: ['nosuch'] })),
    ).toBe('ValidationFailed ACCESS_COLUMNS');
    expect(
      typeAndCode(await send('ana', REQUEST, { relation: 'insights.default.fct_orders', reason: 'x', columns: ['ORDER_ID'] })),
    ).toBe('RequestAccessResult');
  });

  it('approving: allowed for the owner, refused for everybody else', async () => {
    const { request } = await ask();
    expect(typeAndCode(await send('admin', APPROVE, { id: request.id }))).toBe('Forbidden ACCESS_NOT_OWNER');
    expect(typeAndCode(await send('ana', APPROVE, { id: request.id }))).toBe('Forbidden ACCESS_NOT_OWNER');
    expect(typeAndCode(await send('bob', APPROVE, { id: request.id }))).toBe('NotFound ACCESS_NO_REQUEST');
    expect(typeAndCode(await send('ines', APPROVE, { id: 'nonsense' }))).toBe('NotFound ACCESS_NO_REQUEST');
    expect(typeAndCode(await send('ines', APPROVE, { id: request.id, durationDays: 0 }))).toBe(
      'ValidationFailed ACCESS_DURATION',
    );
    expect(typeAndCode(await send('ines', APPROVE, { id: request.id }))).toBe('DecideAccessRequestResult');
  });

  it('denying: allowed for the owner with a comment, refused for everybody else', async () => {
    const { request } = await ask();
    expect(typeAndCode(await send('bob', DENY, { id: request.id, comment: 'no' }))).toBe('NotFound ACCESS_NO_REQUEST');
    expect(typeAndCode(await send('ines', DENY, { id: request.id }))).toBe('ValidationFailed ACCESS_COMMENT');
    expect(typeAndCode(await send('ines', DENY, { id: request.id, comment: 'no' }))).toBe('DecideAccessRequestResult');
  });

  it('withdrawing: allowed for the one who asked, refused for everybody else', async () => {
    const { request } = await ask();
    expect(typeAndCode(await send('ines', CANCEL, { id: request.id }))).toBe('Forbidden ACCESS_NOT_REQUESTER');
    expect(typeAndCode(await send('ana', CANCEL, { id: request.id }))).toBe('DecideAccessRequestResult');
  });

  it('revoking: allowed for the owner, refused for everybody else', async () => {
    const { request } = await ask();
    await send('ines', APPROVE, { id: request.id });
    const input = { principal: 'ana', relation: DIM, comment: 'x' };
    expect(typeAndCode(await send('admin', REVOKE, input))).toBe('Forbidden ACCESS_NOT_OWNER');
    expect(typeAndCode(await send('bob', REVOKE, input))).toBe('NotFound ACCESS_NOT_ACTIVE');
    expect(typeAndCode(await send('ines', REVOKE, input))).toBe('DecideAccessRequestResult');
  });

  it('listing requests: each sees their own, owners those of their ports, the platform team all', async () => {
    await ask();
    const list = async (as: string, filter: string, status?: string) =>
      first(await weft.graphql(as, LIST, { filter, status }))['edges'];
    const anas = [{ node: { principal: 'ana' } }];
    expect([await list('ana', 'MINE'), await list('ana', 'ALL'), await list('ana', 'TO_DECIDE')]).toEqual([anas, anas, []]);
    expect([await list('ines', 'TO_DECIDE'), await list('ines', 'ALL'), await list('ines', 'MINE')]).toEqual([anas, anas, []]);
    expect([await list('admin', 'ALL'), await list('admin', 'TO_DECIDE')]).toEqual([anas, []]);
    expect([await list('bob', 'ALL'), await list('carla', 'ALL')]).toEqual([[], []]);
    expect([await list('ana', 'ALL', 'PENDING'), await list('ana', 'ALL', 'APPROVED')]).toEqual([anas, []]);
  });

  it('explaining: everybody for themselves, owners and the platform team for others', async () => {
    expect(first(await explain('bob'))).toMatchObject({ allow: false });
    expect(first(await explain('ines', DIM, 'bob'))).toMatchObject({ allow: false, reasonCode: 'NO_GRANT' });
    expect(first(await explain('admin', DIM, 'bob'))).toMatchObject({ allow: false });
    expect((await explain('ana', DIM, 'bob')).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    expect((await explain('carla', DIM, 'bob')).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  });

  it('the audit: for the platform team and nobody else', async () => {
    const { request } = await ask();
    await send('ines', APPROVE, { id: request.id });
    const query = `query { auditEvents(first: 2) { edges { node { principal action target outcome details } } } }`;
    expect(first(await weft.graphql('admin', query))).toMatchObject({
      edges: [
        { node: { principal: 'ines', action: 'access:approve', target: DIM, outcome: 'CHANGE' } },
        { node: { principal: 'ana', action: 'access:request' } },
      ],
    });
    for (const other of ['ana', 'ines', 'bob']) {
      expect((await weft.graphql(other, query)).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    }
  });

  it('a port says what the viewer may do with it', async () => {
    const { request } = await ask();
    await send('ines', APPROVE, { id: request.id });
    const query = `{ outputPorts(dataProduct: "insights/customer_insights") { edges { node { relation myAccess { canRead reasonCode status pending } } } } }`;
    const accessOf = async (as: string) => {
      const { edges } = first(await weft.graphql(as, query)) as unknown as {
        edges: { node: { relation: string; myAccess: unknown } }[];
      };
      return edges.find(({ node }) => node.relation === DIM)?.node.myAccess;
    };
    expect(await accessOf('ana')).toEqual({ canRead: true, reasonCode: 'GRANTED', status: 'ACTIVE', pending: false });
    expect(await accessOf('bob')).toEqual({ canRead: false, reasonCode: 'NO_GRANT', status: null, pending: false });
    expect(await accessOf('ines')).toMatchObject({ canRead: true, reasonCode: 'OWN_DOMAIN' });
  });

  it('a request by its id: for whoever may see it, nothing for others', async () => {
    const { request } = await ask();
    const nodeFor = async (as: string) =>
      (await weft.graphql(as, 'query($id: ID!) { node(id: $id) { __typename id } }', { id: request.id })).data['node'];
    for (const one of ['ana', 'ines', 'admin'])
      expect(await nodeFor(one)).toEqual({ __typename: 'AccessRequest', id: request.id });
    for (const other of ['bob', 'carla']) expect(await nodeFor(other)).toBeNull();
  });

  it('nothing of it is answered without a token', async () => {
    const operations = [
      EXPLAIN.replace('query(', 'query A('),
      LIST,
      '{ auditEvents { edges { cursor } } }',
      'mutation { revokeAccess(input: {principal: "a", relation: "b"}) { __typename } }',
    ];
    for (const operation of operations) {
      expect((await weft.graphql(null, operation, { relation: DIM })).errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
    }
  });
});
