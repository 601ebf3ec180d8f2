import { describe, expect, it } from 'vitest';
import { hasErrors, renderDiagnostic } from './diagnostic.js';

describe('diagnostics', () => {
  it('are written with their place, code and next step', () => {
    const location = { file: 'mesh.yml', line: 3, column: 5 };
    const text = renderDiagnostic({
      code: 'MESH_UNKNOWN_FIELD',
      severity: 'error',
      message: 'no field x',
      location,
      hint: 'remove it',
    });
    expect(text).toBe('mesh.yml:3:5: error MESH_UNKNOWN_FIELD: no field x\n  remove it');
  });

  it('stop only when one of them is an error', () => {
    const warning = { code: 'W', severity: 'warning', message: 'm' } as const;
    expect(hasErrors([warning])).toBe(false);
    expect(hasErrors([warning, { ...warning, severity: 'error' }])).toBe(true);
  });
});
