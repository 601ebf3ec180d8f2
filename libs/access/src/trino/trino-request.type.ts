import { z } from 'zod';

const table = z.object({
  catalogName: z.string(),
  schemaName: z.string(),
  tableName: z.string(),
  columns: z.array(z.string()).optional(),
  properties: z.record(z.string(), z.unknown()).optional(),
});

const resource = z.object({
  catalog: z.object({ name: z.string() }).optional(),
  schema: z
    .object({ catalogName: z.string(), schemaName: z.string(), properties: z.record(z.string(), z.unknown()).optional() })
    .optional(),
  table: table.optional(),
  column: table
    .pick({ catalogName: true, schemaName: true, tableName: true })
    .extend({ columnName: z.string(), columnType: z.string() })
    .optional(),
  function: z
    .object({ catalogName: z.string().optional(), schemaName: z.string().optional(), functionName: z.string() })
    .optional(),
  user: z.object({ user: z.string() }).optional(),
  systemSessionProperty: z.object({ name: z.string() }).optional(),
  catalogSessionProperty: z.object({ catalogName: z.string(), propertyName: z.string() }).optional(),
});

const request = z.object({
  input: z.object({
    context: z.object({ identity: z.object({ user: z.string() }) }),
    action: z.object({
      operation: z.string(),
      resource: resource.optional(),
      targetResource: resource.optional(),
      filterResources: z.array(resource).optional(),
    }),
  }),
});

/** What an operation is about. Exactly one of the kinds is set, but for a table's procedure: table and function. */
export type TrinoResource = z.infer<typeof resource>;

export interface TrinoRequest {
  readonly user: string;
  readonly operation: string;
  readonly resource: TrinoResource;
  /** The new name of what is renamed. */
  readonly target: TrinoResource;
  readonly filterResources: readonly TrinoResource[];
}

/** The body of a question of Trino's `opa` plugin, or null if it is none. Unknown fields of later versions are left out. */
export function parseTrinoRequest(body: unknown): TrinoRequest | null {
  const parsed = request.safeParse(body);
  if (!parsed.success) return null;
  const { context, action } = parsed.data.input;
  return {
    user: context.identity.user,
    operation: action.operation,
    resource: action.resource ?? {},
    target: action.targetResource ?? {},
    filterResources: action.filterResources ?? [],
  };
}
