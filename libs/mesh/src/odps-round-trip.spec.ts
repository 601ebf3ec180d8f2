import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { renderDiagnostic } from '@weft/kernel';
import type { OdpsDocument } from './read/odps.schema.js';
import { parseOdpsDocument, renderOdpsDocument } from './read/odps-document.js';

const parse = (content: string) => parseOdpsDocument({ path: 'p.odps.yaml', content });

/** What the standard offers, all of it: more than Weft uses. */
const FULL: OdpsDocument = {
  apiVersion: 'v1.0.0',
  kind: 'DataProduct',
  id: 'fbe8d147',
  name: 'customer',
  version: '2.1.0',
  status: 'active',
  domain: 'seller',
  tenant: 'RetailCorp',
  description: {
    purpose: 'Everything\nabout customers.',
    limitations: 'None: really',
    usage: '- read me',
    authoritativeDefinitions: [{ type: 'tutorial', url: 'https://example.com/t' }],
    customProperties: [{ property: 'p', value: null }],
  },
  tags: ['yes', '1.0', '2026-01-01'],
  authoritativeDefinitions: [{ type: 'anything', url: 'https://example.com', description: 'd' }],
  customProperties: [{ property: 'nested', value: { list: [1, 2.5, true, null, 'no'] }, description: 'd' }],
  inputPorts: [{ name: 'in', version: '1', contractId: 'c', tags: ['t'], customProperties: [{ property: 'x', value: 0 }] }],
  outputPorts: [
    {
      name: 'out',
      description: 'd',
      type: 'tables',
      version: '1.0.0',
      contractId: 'c',
      sbom: [{ type: 'external', url: 'https://example.com/sbom' }],
      inputContracts: [{ id: 'c', version: '1' }],
      tags: ['t'],
    },
  ],
  managementPorts: [{ name: 'm', content: 'observability', type: 'rest', url: 'https://example.com/m', channel: 'c', tags: [] }],
  support: [
    { channel: 'chat', url: 'https://example.com/c', tool: 'slack', scope: 'issues', invitationUrl: 'https://example.com/i' },
  ],
  team: { name: 'sellers', description: 'd', members: [{ username: 'u', role: 'owner', dateIn: '2026-01-01' }] },
  productCreatedTs: '2026-01-01T00:00:00Z',
};

const text = fc.oneof(
  fc.string(),
  fc.constantFrom('yes', 'null', '~', '1.0', '0x1', '2026-01-01', '- a', 'a: b', '#x', ' x ', '&a', '*a', '\t', 'a\nb\n'),
);
const customProperties = fc.array(fc.record({ property: text, value: fc.jsonValue() }), { maxLength: 3 });
const annotations = { tags: fc.array(text, { maxLength: 2 }), customProperties };
const optional = { noNullPrototype: true } as const;
const port = fc.record(
  { name: text, version: text, contractId: text, ...annotations },
  { requiredKeys: ['name', 'version', 'contractId'], ...optional },
);
const member = fc.record({ username: text, role: text, dateIn: text, ...annotations }, { requiredKeys: [], ...optional });
const required = ['apiVersion', 'kind', 'id', 'status'] as const;
const document: fc.Arbitrary<OdpsDocument> = fc.record(
  {
    apiVersion: fc.constant('v1.0.0' as const),
    kind: fc.constant('DataProduct' as const),
    id: text,
    status: text,
    name: text,
    domain: text,
    tenant: text,
    description: fc.record({ purpose: text, limitations: text, customProperties }, { requiredKeys: [], ...optional }),
    inputPorts: fc.array(port, { maxLength: 3 }),
    outputPorts: fc.array(port, { maxLength: 3 }),
    team: fc.oneof(
      fc.array(member, { maxLength: 2 }),
      fc.record({ name: text, members: fc.array(member, { maxLength: 2 }) }, optional),
    ),
    productCreatedTs: text,
    ...annotations,
  },
  { requiredKeys: [...required], ...optional },
) as fc.Arbitrary<OdpsDocument>;

describe('a document of the Open Data Product Standard', () => {
  it('with every field of the standard comes back as it was', () => {
    expect(parse(renderOdpsDocument(FULL))).toEqual({ ok: true, value: FULL });
  });

  it('with any content comes back as it was', () => {
    fc.assert(
      fc.property(document, (before) => {
        expect(parse(renderOdpsDocument(before))).toEqual({ ok: true, value: before });
      }),
      { numRuns: 500 },
    );
  });

  it('may have its team as a list of members, as in earlier versions', () => {
    const listed: OdpsDocument = { ...FULL, team: [{ username: 'u' }] };
    expect(parse(renderOdpsDocument(listed))).toEqual({ ok: true, value: listed });
  });

  it('is refused with a field that the standard does not have, wherever it is', () => {
    const told = (from: string, to: string) => {
      const parsed = parse(renderOdpsDocument(FULL).replace(from, to));
      return parsed.ok ? [] : parsed.error.map(renderDiagnostic);
    };
    expect(told('tenant:', 'tenants:')[0]).toContain("There is no field 'tenants' here.\n  Did you mean tenant?");
    expect(told('    role: owner', '    rôle: owner')[0]).toContain("There is no field 'rôle' here.\n  Did you mean role?");
    expect(told('    inputContracts:', '    inputContract:')[0]).toContain('Did you mean inputContracts');
  });

  it('is refused when a custom property has no value', () => {
    const parsed = parse('apiVersion: v1.0.0\nkind: DataProduct\nid: x\nstatus: a\ncustomProperties:\n  - property: p\n');
    expect(parsed).toMatchObject({ ok: false, error: [{ code: 'MESH_MISSING_FIELD', location: { line: 6 } }] });
  });
});
